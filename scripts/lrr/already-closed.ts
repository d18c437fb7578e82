/** What became of a message that is parked no more. */
type ClosedState = 'VERWERKT' | 'TERZIJDE' | 'AFGEKEURD';

/** The answer to an act on a message that was closed before: nothing was done, and nothing was sent. */
export interface AlreadyClosed {
  readonly uitkomst: 'AL_VERWERKT';
  readonly toestand: ClosedState;
}

export const closedHelp = 'Exit code 1 when it was closed in another way before: nothing is done then.';

const CLOSED: Readonly<Record<ClosedState, string>> = {
  VERWERKT: 'it was processed already.',
  TERZIJDE: 'it was set aside before.',
  AFGEKEURD: 'it was rejected before, and its sender was told then.',
};

/** @param without what is said of an act that came too late */
export function showClosed({ toestand }: AlreadyClosed, without: string): string {
  return `${without}: ${CLOSED[toestand]}`;
}

/** 0: as asked, now or before. 1: closed in another way before. 3: refused. */
export function exitCodeOf(outcome: { readonly uitkomst: string } | AlreadyClosed, asked: ClosedState): 0 | 1 | 3 {
  if ('toestand' in outcome) return outcome.toestand === asked ? 0 : 1;
  return outcome.uitkomst === asked ? 0 : 3;
}
