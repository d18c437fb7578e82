import type { GroundRow } from '../../../../schemas/code-lists/rows.ts';
import { lastOfMonths, NEVER } from './naive-calendar.ts';
import type { Held } from './naive-ends.ts';
import { chainOf, latestDayOf, spansOf } from './naive-spans.ts';
import { daysAfter } from './naive-weeks.ts';

export interface Standing {
  /** First day of its chain. */
  readonly begin: string;
  readonly latestDay: string | undefined;
}

/** The entries that the snapshots keep on a day, by `board number base teaching`: of two chains the first not over. */
export function standingOn(day: string, held: readonly Held[], rows: readonly GroundRow[]): Map<string, Standing> {
  const standing = new Map<string, Standing>();
  for (const { name, begin, latestDay } of namedOn(day, held, rows)) {
    if (begin < (standing.get(name)?.begin ?? NEVER)) standing.set(name, { begin, latestDay });
  }
  return standing;
}

/** Whether some stretch of a base ground that gives an entry shares a day with one that gave it before. */
export function sharesStretch(
  name: string,
  before: readonly Held[],
  after: readonly Held[],
  rows: readonly GroundRow[],
): boolean {
  const of = (held: readonly Held[]) => namedOn('', held, rows).filter((one) => one.name === name);
  const now = of(after);
  return of(before).some((a) => now.some((b) => a.begin <= b.endOfBase && b.begin <= a.endOfBase));
}

/** What each V ground gives that is not over, entry by entry. */
function namedOn(day: string, held: readonly Held[], rows: readonly GroundRow[]) {
  const spans = held.flatMap(({ board, stand }) => spansOf(board, stand, rows));
  const temporary = spans.filter(({ row }) => row.bestemming === 'V');
  return temporary
    .filter(({ end }) => end >= day)
    .flatMap((span) => {
      const chain = chainOf(
        span,
        temporary.filter(({ board }) => board === span.board),
      );
      const { row, begin, end: endOfBase } = chain[0]!;
      const latestDay = latestDayOf(chain);
      return span.teaching.map((teaching) => {
        const name = [span.board, span.number, row.code, teaching].join(' ');
        return { name, begin, endOfBase, latestDay };
      });
    });
}

/** Whether an entry that a term ended is gone again on a day, although its ground runs on. */
export function isDestroyedBy(day: string, latestDay: string | undefined): boolean {
  return latestDay !== undefined && day > lastOfMonths(daysAfter(latestDay, 29), 60);
}
