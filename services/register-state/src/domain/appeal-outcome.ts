import type { Appeal, Reviewed, Ruling } from './proceedings.ts';

/** The appeals against the decision on the objections as it is now; those before it led to it. */
export function appealsSince({ appeals, review }: Partial<Pick<Reviewed, 'appeals' | 'review'>>): readonly Appeal[] {
  return (appeals ?? []).filter(({ at }) => review !== undefined && at >= review.at);
}

/**
 * The ruling that the matter stands by: that of the second instance when it undid the first one's, else that of the first.
 * An appeal that was withdrawn rules nothing.
 */
export function rulingThatCounts(facts: Partial<Pick<Reviewed, 'appeals' | 'review'>>): Ruling | undefined {
  const ruled = appealsSince(facts).flatMap(({ court, ruling }) =>
    ruling === undefined || ruling.verdict === 'INGETROKKEN' ? [] : [{ court, ruling }],
  );
  const undone = ruled.findLast(({ court, ruling }) => court === 'HOGERBEROEPSRECHTER' && ruling.verdict === 'GEGROND');
  return (undone ?? ruled.find(({ court }) => court === 'RECHTBANK'))?.ruling;
}
