import type { Stand } from '../../../../schemas/message-book/v1/generated.ts';
import { endOf } from './appointment.ts';
import { OPEN_END } from './calendar.ts';
import type { Day } from './calendar.ts';

/**
 * Whether an appointment is valid on a day, with a period at the location on that day when one is asked: the same as
 * sql/valid-on-day.ts asks of the live rows.
 */
export function isValidOnDay(snapshot: Stand, day: Day, location: string | null): boolean {
  if (snapshot.datumIngangBenoeming > day || endOf(snapshot) < day) return false;
  if (location === null) return true;
  return snapshot.perioden.some(
    ({ datumBegin, datumEind, grondslagen }) =>
      datumBegin <= day &&
      (datumEind ?? OPEN_END) >= day &&
      grondslagen.some(({ vestigingen }) => vestigingen.includes(location)),
  );
}
