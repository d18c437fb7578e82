import { isLiving } from './anteroom-entry.ts';
import type { ReportBrpMutation } from './commands.ts';
import { correctionsOfDead } from './decide-corrections.ts';
import type { DomainEvent, EntryClosed } from './events.ts';
import type { Context, Outcome } from './outcome.ts';
import type { Person } from './person.ts';
import { isKeptFor } from './person-status.ts';
import { concluded } from './settle.ts';
import { personMoved } from './settle-person.ts';
import { spontaneousMutations } from './spontaneous-mutation.ts';

/**
 * Death: kept for good, every living entry ends, what he asked for lapses, and who has an appointment with him is told
 * (record 15). A second report changes nothing.
 */
export function decideDeath(person: Person, { today }: Context): Outcome {
  if (isKeptFor(person.status, 'OVERLIJDEN')) return { kind: 'VERWERKT', events: [] };
  const kept = personMoved(person.status, { kind: 'BEWAARD', since: today, reason: 'OVERLIJDEN' });
  const closed = person.entries
    .filter(isLiving)
    .map(({ board, number, ground, teaching, kind: before }): EntryClosed => {
      const key = { board, number, ground, teaching };
      return { type: 'voorportaal-beeindigd', ...key, before, reason: 'OVERLIJDEN', on: today, endedOn: today };
    });
  const mutations = spontaneousMutations(person, 'OVERLEDEN');
  return { kind: 'VERWERKT', events: concluded([kept, ...closed, ...correctionsOfDead(person)]), mutations };
}

/**
 * The state pension age, on the day it is reached. It is remembered whatever the status: who becomes known later is kept
 * at once. Nobody is put out who asked to stay. Anteroom entries run on.
 */
export function decideStatePension(person: Person, { today }: Context): Outcome {
  const reached: DomainEvent[] = person.pensionReached ? [] : [{ type: 'aow-bereikt' }];
  if (person.staysAfterPension) return { kind: 'VERWERKT', events: reached };
  switch (person.status.kind) {
    case 'BEKEND':
    case 'OPGENOMEN':
    case 'SLAPEND': {
      const kept = personMoved(person.status, { kind: 'BEWAARD', since: today, reason: 'PENSIOEN' });
      return { kind: 'VERWERKT', events: concluded([...reached, kept]) };
    }
    case 'ONBEKEND':
    case 'BEWAARD':
    case 'VERNIETIGD':
      return { kind: 'VERWERKT', events: reached };
  }
}

/** Nothing of the register changes: number and names are not in it. The boards are told (record 15). */
export function decideBrpMutation(person: Person, { change }: ReportBrpMutation): Outcome {
  return { kind: 'VERWERKT', events: [], mutations: spontaneousMutations(person, change) };
}
