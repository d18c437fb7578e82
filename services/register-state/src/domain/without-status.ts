import type { KnownState } from './known-states.ts';
import { isKeptFor } from './person-status.ts';

/**
 * A state as far as a board may know it: nothing follows from the person's status. Else a day far ahead would tell that he
 * is kept, because he will have been destroyed by then. Of a death his boards were told.
 */
export function withoutStatus({ day, person }: KnownState): KnownState {
  if (isKeptFor(person.status, 'OVERLIJDEN')) return { day, person };
  return { day, person: { ...person, status: { kind: 'ONBEKEND' } } };
}
