import type { Signaal, Stand } from '../../../../schemas/message-book/v1/generated.ts';
import { makeSignal } from '../../../../schemas/message-book/v1/signals.ts';
import { groundPeriods } from './appointment.ts';
import type { AppointmentKey } from './appointment.ts';
import { leadsInto, stretchesOf } from './chain.ts';
import type { Stretch } from './chain.ts';
import type { GroundBook } from './ground-book.ts';
import { validAppointments } from './person.ts';
import type { Person } from './person.ts';

/**
 * 606: an extension whose day before is not covered by a stretch of the ground it extends, nor continues itself from
 * another appointment. Judged once, at receipt, with this record in place.
 *
 * @param person with the new snapshot in place
 */
export function unconnectedExtensions(
  person: Person,
  key: AppointmentKey,
  snapshot: Stand,
  book: GroundBook,
): Signaal[] {
  const own = groundPeriods(key, snapshot, book);
  if (!own.some(({ ground }) => ground.extends !== undefined)) return [];
  const atBoard = validAppointments(person)
    .filter(({ board }) => board === key.board)
    .flatMap((appointment) => groundPeriods(appointment, appointment.snapshot, book));
  const all = stretchesOf(atBoard);
  // Its own ground leads into it only from another appointment: what touches it in this one is the same stretch.
  const follows = (next: Stretch, code: string | undefined): boolean =>
    all.some(
      (one) => one.ground.code === code && one.ground.sector === next.ground.sector && leadsInto(one, next.begin),
    );

  return stretchesOf(own)
    .filter(({ ground }) => ground.extends !== undefined)
    .filter((next) => !follows(next, next.ground.extends) && !follows(next, next.ground.code))
    .map((next) => {
      const { periodIndex, groundIndex } = next.periods[0] ?? { periodIndex: 0, groundIndex: 0 };
      const field = `/benoeming/perioden/${periodIndex}/grondslagen/${groundIndex}/benoemingsgrondslag`;
      return makeSignal('606', field, {
        grondslag: next.ground.code,
        basisgrondslag: next.ground.extends ?? '',
      });
    });
}
