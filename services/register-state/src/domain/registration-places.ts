import type { Registratieplek, Stand } from '../../../../schemas/message-book/v1/generated.ts';
import { chainOfPeriod } from './anteroom-place.ts';
import { groundPeriods } from './appointment.ts';
import type { AppointmentKey } from './appointment.ts';
import { OPEN_END } from './calendar.ts';
import type { Ground, GroundBook } from './ground-book.ts';
import type { Person } from './person.ts';

const PLACE_OF: Record<Ground['destination'], Registratieplek['registratieplek']> = {
  L: 'LERARENREGISTER',
  V: 'VOORPORTAAL',
  X: 'GEEN',
};

/**
 * Where each ground of a snapshot stands (message book, section 6): one row per period and ground. The place follows
 * the ground alone; the end is the one that counts, an open period ending with its appointment or contract.
 *
 * @param snapshot that of the person's appointment of this key
 */
export function registrationPlaces(
  person: Pick<Person, 'appointments'>,
  key: AppointmentKey,
  snapshot: Stand,
  book: GroundBook,
): Registratieplek[] {
  return groundPeriods(key, snapshot, book).map((period) => {
    const latestDay = period.ground.destination === 'V' ? chainOfPeriod(period, person, book)?.latestDay : undefined;
    return {
      benoemingsgrondslag: period.ground.code,
      datumBegin: period.begin,
      ...(period.end === OPEN_END ? {} : { datumEind: period.end }),
      vestigingen: [...period.locations],
      ...(period.ground.destination === 'V' ? { onderwijs: [...period.teaching] } : {}),
      registratieplek: PLACE_OF[period.ground.destination],
      ...(latestDay === undefined ? {} : { uiterlijkeDatum: latestDay }),
    };
  });
}
