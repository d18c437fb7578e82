/**
 * What a board's deliveries may do, on the day they are received. GEEN: none are taken (366). PROEF: judged and answered,
 * with no effect in the register. LIVE: for real.
 */
export type Phase = 'GEEN' | 'PROEF' | 'LIVE';

export const phases = ['GEEN', 'PROEF', 'LIVE'] as const satisfies readonly Phase[];

/** Of a board that nobody gave a phase: giving it a mandate is enough to deliver. */
export const phaseWithoutRow: Phase = 'LIVE';
