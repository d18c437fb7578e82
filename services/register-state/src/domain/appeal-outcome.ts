import type { Reviewed, Ruling } from './proceedings.ts';

/**
 * The ruling that the matter stands by: that of the second instance when it undid the first one's, else that of the first.
 * An appeal that was withdrawn rules nothing.
 */
export function rulingThatCounts({ appeals = [] }: Pick<Reviewed, 'appeals'>): Ruling | undefined {
  const ruled = appeals.flatMap(({ court, ruling }) =>
    ruling === undefined || ruling.verdict === 'INGETROKKEN' ? [] : [{ court, ruling }],
  );
  const undone = ruled.findLast(({ court, ruling }) => court === 'HOGERBEROEPSRECHTER' && ruling.verdict === 'GEGROND');
  return (undone ?? ruled.find(({ court }) => court === 'RECHTBANK'))?.ruling;
}
