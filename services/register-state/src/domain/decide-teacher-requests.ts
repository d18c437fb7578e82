import { refused } from './correction-refusal.ts';
import type { DomainEvent } from './events.ts';
import type { Context, Outcome } from './outcome.ts';
import type { Person } from './person.ts';
import { isKeptFor } from './person-status.ts';
import { concluded, evolveAll } from './settle.ts';
import { personMoved, settledStatus } from './settle-person.ts';

/** The teacher asks to be taken out: kept for five years, readable by himself alone. Anteroom entries run on. */
export function decideRemovalRequest(person: Person, { today }: Context): Outcome {
  switch (person.status.kind) {
    case 'BEKEND':
    case 'OPGENOMEN':
    case 'SLAPEND': {
      const kept = personMoved(person.status, { kind: 'BEWAARD', since: today, reason: 'VERZOEK' });
      return { kind: 'VERWERKT', events: concluded([kept]) };
    }
    case 'ONBEKEND':
    case 'BEWAARD':
    case 'VERNIETIGD':
      return { kind: 'AFGEWEZEN', signals: [], ...refused('NIET_IN_REGISTER') };
  }
}

/**
 * The teacher asks to stay after his state pension, before or after he reaches the age. Who was put out for it comes
 * back to where his grounds and statements put him.
 */
export function decideStayRequest(person: Person, { today, book }: Context): Outcome {
  const asked: DomainEvent[] = person.staysAfterPension ? [] : [{ type: 'behoud-gevraagd' }];
  if (!isKeptFor(person.status, 'PENSIOEN')) return { kind: 'VERWERKT', events: asked };
  const staying = evolveAll(person, asked);
  const after = settledStatus({ ...staying, status: { kind: 'ONBEKEND' } }, { cause: { kind: 'day' }, today, book });
  return { kind: 'VERWERKT', events: concluded([...asked, personMoved(person.status, after)]) };
}
