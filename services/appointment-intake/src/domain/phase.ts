/**
 * What a board's deliveries may do, on the day they are received. GEEN: none are taken (366). PROEF: judged and answered,
 * with no effect in the register. LIVE: for real.
 */
export type Phase = 'GEEN' | 'PROEF' | 'LIVE';

export const phases = ['GEEN', 'PROEF', 'LIVE'] as const satisfies readonly Phase[];

/** Of a board that nobody gave a phase: giving it a mandate is enough to deliver. */
export const phaseWithoutRow: Phase = 'LIVE';

/** A phase and the day it begins on. */
export interface PhaseBegin {
  readonly phase: Phase;
  /** D. */
  readonly from: string;
}

/** The phase of a board on a day, with its bounds. */
export interface PhaseOnDay {
  readonly phase: Phase;
  /** D; absent: always was. */
  readonly since?: string;
  /** Last D, when another phase is planned. */
  readonly until?: string;
  /** In order of day. */
  readonly planned: readonly PhaseBegin[];
}

/**
 * @param begins in order of day, of two with one day the later given one last
 * @param dayBefore of a D
 */
export function phaseOnDay(begins: readonly PhaseBegin[], day: string, dayBefore: (day: string) => string): PhaseOnDay {
  const changes = changesOf(begins);
  const current = changes.findLast(({ from }) => from <= day);
  const planned = changes.filter(({ from }) => from > day);
  return {
    phase: current?.phase ?? phaseWithoutRow,
    ...(current === undefined ? {} : { since: current.from }),
    ...(planned[0] === undefined ? {} : { until: dayBefore(planned[0].from) }),
    planned,
  };
}

/** One begin per day, the one given last; and none that goes on with the phase that holds already. */
function changesOf(begins: readonly PhaseBegin[]): PhaseBegin[] {
  const changes: PhaseBegin[] = [];
  for (const [index, begin] of begins.entries()) {
    if (begins[index + 1]?.from === begin.from) continue;
    if (changes.at(-1)?.phase !== begin.phase) changes.push(begin);
  }
  return changes;
}
