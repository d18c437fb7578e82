import type { Registratieplek, Stand } from '../../../../schemas/message-book/v1/generated.ts';
import { anteroomChains } from './anteroom-place.ts';
import { groundPeriods, isSameGroundPeriod } from './appointment.ts';
import type { AppointmentKey, GroundPeriod } from './appointment.ts';
import { OPEN_END } from './calendar.ts';
import type { Chain } from './chain.ts';
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
 */
export function registrationPlaces(
  person: Pick<Person, 'appointments'>,
  key: AppointmentKey,
  snapshot: Stand,
  book: GroundBook,
): Registratieplek[] {
  const periods = groundPeriods(key, snapshot, book);
  const chains = periods.some(({ ground }) => ground.destination === 'V') ? anteroomChains(person, book) : [];
  return periods.map((period) => {
    const latestDay = chainOfPeriod(chains, period)?.latestDay;
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

/** The chain in which a ground of a period takes part. */
export function chainOfPeriod(chains: readonly Chain[], period: GroundPeriod): Chain | undefined {
  return chains.find((chain) =>
    chain.links.some((link) => link.periods.some((one) => isSameGroundPeriod(one, period))),
  );
}
