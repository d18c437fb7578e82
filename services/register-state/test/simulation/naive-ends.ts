import type { Onderwijs, Stand } from '../../../../schemas/message-book/v1/generated.ts';
import type { GroundRow } from '../../../../schemas/code-lists/rows.ts';
import { yesterday } from './naive-calendar.ts';
import { chainOf, naiveTeaching, spansOf } from './naive-spans.ts';
import type { Span } from './naive-spans.ts';
import { sharesStretch } from './naive-standing.ts';

/** A living entry, as it is written. */
interface Entry {
  readonly board: string;
  readonly number: string;
  readonly ground: string;
  readonly teaching: string;
}

export interface Held {
  readonly board: string;
  readonly stand: Stand;
}

/** What ended an entry: the snapshots before and after, whose they are, and on which day. */
interface Ended {
  readonly before: readonly Held[];
  readonly after: readonly Held[];
  /** The command was the board's own snapshot or deletion of the entry's appointment. */
  readonly cause: 'own-snapshot' | 'own-deletion' | 'other';
  readonly today: string;
  readonly rows: readonly GroundRow[];
}

/** Why an entry ends, and its last day, when neither its term nor death ends it: `reason day`. */
export function naiveEnd(entry: Entry, o: Ended): string {
  const removed = `VERWIJDERD ${o.today}`;
  if (o.cause === 'own-deletion') return removed;
  const full = fullOf(entry, o.after, o.rows);
  if (o.cause === 'own-snapshot') {
    const former = fullOf(entry, o.before, o.rows);
    const had = (span: Span): boolean =>
      former.some(({ row, begin, end }) => row.code === span.row.code && begin <= span.begin && span.begin <= end);
    const gained = full.find((span) => !had(span));
    if (gained !== undefined) {
      const last = yesterday(gained.begin);
      const began = lastPlace(entry, o.before, o.rows)?.begin ?? gained.begin;
      return last < began ? removed : `OVERGEDRAGEN ${last}`;
    }
  }
  const end = lastPlace(entry, o.after, o.rows)?.end;
  if (end === undefined || end >= o.today) return removed;
  if (o.cause === 'own-snapshot' && !sharesStretch(nameOf(entry), o.before, o.after, o.rows)) return removed;
  const next = full.find(({ begin }) => begin > end && begin <= o.today);
  return next === undefined ? `EINDE ${end}` : `OVERGEDRAGEN ${yesterday(next.begin)}`;
}

function nameOf({ board, number, ground, teaching }: Entry): string {
  return [board, number, ground, naiveTeaching(JSON.parse(teaching) as Onderwijs)].join(' ');
}

const byBegin = (a: Span, b: Span): number => a.begin.localeCompare(b.begin);

function fullOf({ board, number }: Entry, held: readonly Held[], rows: readonly GroundRow[]): Span[] {
  const own = held.filter((one) => one.board === board && one.stand.benoemingvolgnummer === number);
  const spans = own.flatMap((one) => spansOf(board, one.stand, rows));
  return spans.filter(({ row }) => row.bestemming === 'L').sort(byBegin);
}

/** First and last day of the teaching in this appointment, on the chain of its base ground where that ends last. */
function lastPlace(
  entry: Entry,
  held: readonly Held[],
  rows: readonly GroundRow[],
): { readonly begin: string; readonly end: string } | undefined {
  const atBoard = held.filter(({ board }) => board === entry.board);
  const spans = atBoard.flatMap((one) => spansOf(one.board, one.stand, rows));
  const temporary = spans.filter(({ row }) => row.bestemming === 'V');
  const teaching = naiveTeaching(JSON.parse(entry.teaching) as Onderwijs);
  const own = temporary.filter((span) => span.number === entry.number && span.teaching.includes(teaching));
  const chained = own.map((span) => ({ span, chain: chainOf(span, temporary)[0]! }));
  const onBase = chained.filter(({ chain }) => chain.row.code === entry.ground);
  const last = onBase.toSorted((a, b) => a.span.end.localeCompare(b.span.end)).at(-1);
  if (last === undefined) return undefined;
  const same = onBase.filter(({ chain }) => chain.begin === last.chain.begin && chain.row === last.chain.row);
  return { begin: same.map(({ span }) => span).sort(byBegin)[0]!.begin, end: last.span.end };
}
