import type { BoardSeat } from '../../demonstration/plan-types.ts';
import { fullGround, temporaryGround } from '../../demonstration/records.ts';
import type { ExpectedFeedback, ExpectedSignal } from '../plan-types.ts';

/** Where a ground stands in record 1. */
export const groundAt = (period: number): string => `/benoeming/perioden/${period}/grondslagen/0/benoemingsgrondslag`;

/** Record 11, carrying these notices. */
export function registered(
  plekken: readonly (readonly [ground: string, place: 'LERARENREGISTER' | 'VOORPORTAAL' | 'GEEN'])[],
  signalen: readonly ExpectedSignal[] = [],
): ExpectedFeedback {
  return {
    berichtsoort: 'TERUGKOPPELING_BENOEMING',
    signalen,
    plekken: plekken.map(([benoemingsgrondslag, registratieplek]) => ({ benoemingsgrondslag, registratieplek })),
  };
}

/** Record 13. */
export function rejected(...signalen: readonly ExpectedSignal[]): ExpectedFeedback {
  return { berichtsoort: 'TERUGKOPPELING_AFKEURING', signalen };
}

/** The ground that `fullGround` and `temporaryGround` of the demonstration stand on, by sector. */
export const fullCodeOf = (seat: BoardSeat): string => fullGround(seat)['benoemingsgrondslag'] as string;
export const temporaryCodeOf = (seat: BoardSeat): string => temporaryGround(seat)['benoemingsgrondslag'] as string;
