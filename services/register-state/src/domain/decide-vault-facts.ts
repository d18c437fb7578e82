import type { EntryClosed } from './events.ts';
import type { Context, Outcome } from './outcome.ts';
import type { Person } from './person.ts';
import { isKeptFor } from './person-status.ts';
import { concluded } from './settle.ts';
import { personMoved } from './settle-person.ts';

/** Death: kept for good, and every living entry ends. A second report changes nothing. */
export function decideDeath(person: Person, { today }: Context): Outcome {
  if (isKeptFor(person.status, 'OVERLIJDEN')) return { kind: 'VERWERKT', events: [] };
  const kept = personMoved(person.status, { kind: 'BEWAARD', since: today, reason: 'OVERLIJDEN' });
  const closed = person.entries
    .filter(({ kind }) => kind === 'INGESCHREVEN')
    .map(({ board, number, ground, teaching }): EntryClosed => {
      const key = { board, number, ground, teaching };
      return { type: 'voorportaal-beeindigd', ...key, reason: 'OVERLIJDEN', endedOn: today };
    });
  return { kind: 'VERWERKT', events: concluded([kept, ...closed]) };
}

/** The state pension age, on the day it is reached. Anteroom entries run on. */
export function decideStatePension(person: Person, { today }: Context): Outcome {
  switch (person.status.kind) {
    case 'BEKEND':
    case 'OPGENOMEN':
    case 'SLAPEND': {
      const kept = personMoved(person.status, { kind: 'BEWAARD', since: today, reason: 'PENSIOEN' });
      return { kind: 'VERWERKT', events: concluded([kept]) };
    }
    case 'ONBEKEND':
    case 'BEWAARD':
      return { kind: 'VERWERKT', events: [] };
  }
}
