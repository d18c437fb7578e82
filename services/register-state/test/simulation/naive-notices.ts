import type { Stand } from '../../../../schemas/message-book/v1/generated.ts';
import type { GroundRow } from '../../../../schemas/code-lists/rows.ts';
import { lastOfMonths, monthsAway, NEVER, tomorrow } from './naive-calendar.ts';
import { chainOf, coversDayBefore, lastDayOf, latestDayOf, runOf, spansOf } from './naive-spans.ts';
import type { Span } from './naive-spans.ts';

/** What a new snapshot is judged against: all of the person with this record in place, and what it replaces. */
export interface NaiveCase {
  readonly board: string;
  readonly stand: Stand;
  readonly former: Stand | undefined;
  /** Every snapshot that is not deleted, this one among them. */
  readonly all: readonly { readonly board: string; readonly stand: Stand }[];
  readonly stated: readonly string[];
  readonly isAsked: boolean;
  readonly today: string;
  readonly rows: readonly GroundRow[];
}

const byBegin = (a: Span, b: Span): number => a.begin.localeCompare(b.begin);

/** 606, once per stretch of an extension in the record, where that begins. */
export function naiveRefusals({ board, stand, all, rows }: NaiveCase): string[] {
  const own = spansOf(board, stand, rows);
  const atBoard = all.filter((one) => one.board === board);
  const here = atBoard.flatMap((one) => spansOf(one.board, one.stand, rows));
  const elsewhere = here.filter(({ number }) => number !== stand.benoemingvolgnummer);
  const found = new Set<string>();
  for (const span of own.filter(({ row }) => row.verlengt !== undefined)) {
    const { begin, spans, row } = runOf(span, own);
    if (coversDayBefore(begin, row.verlengt, row.sector, here)) continue;
    if (coversDayBefore(begin, row.code, row.sector, elsewhere)) continue;
    found.add(`606@${own.find((one) => spans.includes(one) && one.begin === begin)?.field}`);
  }
  return [...found];
}

export function naiveNotices(given: NaiveCase): string[] {
  const own = spansOf(given.board, given.stand, given.rows);
  return [
    ...originalBegin(given),
    ...runningOut(given, own),
    ...replacements(given, own),
    ...sameTeaching(given, own),
    ...overlapping(given),
    ...(given.isAsked ? ['620@/benoeming/benoemingvolgnummer'] : []),
    ...moved(given),
  ];
}

function originalBegin({ stand, former }: NaiveCase): string[] {
  const { oorspronkelijkeDatumIngang: original } = stand;
  const isRight = original === undefined || former?.datumIngangBenoeming === original;
  return isRight ? [] : ['400@/benoeming/oorspronkelijkeDatumIngang'];
}

/** 608, once per chain that is not over, at the record's last period in it. */
function runningOut({ board, all, today, rows }: NaiveCase, own: readonly Span[]): string[] {
  const here = all.filter((one) => one.board === board).flatMap((one) => spansOf(board, one.stand, rows));
  const temporary = here.filter(({ row }) => row.bestemming === 'V');
  const fields = new Map<string, string>();
  for (const span of own.filter(({ row }) => row.bestemming === 'V').toSorted(byBegin)) {
    const chain = chainOf(span, temporary);
    const latest = latestDayOf(chain);
    const isOver = chain.every(({ end }) => end < today);
    if (latest === undefined || isOver || today < monthsAway(latest, -6)) continue;
    fields.set(`${chain[0]!.row.code} ${chain[0]!.begin}`, span.field);
  }
  return [...fields.values()].map((field) => `608@${field}`);
}

/** 609, once per series, at the record's last period in it. */
function replacements({ all, today, rows }: NaiveCase, own: readonly Span[]): string[] {
  const found: string[] = [];
  for (const group of [['VO 513'], ['SO 809', 'VSO 809']]) {
    const isOf = ({ row }: Span): boolean => group.includes(`${row.sector} ${row.code}`);
    const spans = all.flatMap((one) => spansOf(one.board, one.stand, rows)).filter(isOf);
    const series: Span[][] = [];
    for (const span of spans.toSorted(byBegin)) {
      const last = series.at(-1);
      const end = last
        ?.map((one) => one.end)
        .sort()
        .at(-1);
      // Joined when nothing lies in between, or a gap that is over within three months of its first day.
      if (last !== undefined && (end === NEVER || span.begin <= tomorrow(lastOfMonths(tomorrow(end!), 3))))
        last.push(span);
      else series.push([span]);
    }
    for (const joined of series) {
      const begin = joined[0]!.begin;
      const ends = joined.map((one) => (one.end !== NEVER ? one.end : one.begin > today ? one.begin : today)).sort();
      const field = own.findLast((one) => joined.some((span) => isSame(span, one)))?.field;
      if (field !== undefined && ends.at(-1)! > lastOfMonths(begin, 12)) found.push(`609@${field}`);
    }
  }
  return found;
}

const isSame = (a: Span, b: Span): boolean => a.board === b.board && a.number === b.number && a.field === b.field;

/** 611, at each ground of the record that shares a day with its counterpart. */
function sameTeaching({ board, stand, all, stated, rows }: NaiveCase, own: readonly Span[]): string[] {
  const isOther = (one: NaiveCase['all'][number]): boolean =>
    one.board !== board || one.stand.benoemingvolgnummer !== stand.benoemingvolgnummer;
  const others = all.filter(isOther).flatMap((one) => spansOf(one.board, one.stand, rows));
  const share = (a: Span, b: Span): boolean => a.begin <= b.end && b.begin <= a.end;
  const isStated = ({ row, teaching }: Span): boolean =>
    row.bestemming === 'V' && teaching.some((one) => stated.includes(one));
  const isFull = ({ row }: Span): boolean => row.bestemming === 'L';
  return own
    .filter(
      (span) =>
        (isStated(span) && [...own, ...others].some((one) => isFull(one) && share(span, one))) ||
        (isFull(span) && others.some((one) => isStated(one) && share(span, one))),
    )
    .map(({ field }) => `611@${field}`);
}

function overlapping({ board, stand, all }: NaiveCase): string[] {
  const overlaps = all.some(
    (one) =>
      one.board === board &&
      one.stand.benoemingvolgnummer !== stand.benoemingvolgnummer &&
      one.stand.datumIngangBenoeming <= lastDayOf(stand) &&
      stand.datumIngangBenoeming <= lastDayOf(one.stand),
  );
  return overlaps ? ['612@/benoeming/benoemingvolgnummer'] : [];
}

/** 631 and 632, at the first ground of the last period. */
function moved({ board, stand, former, rows }: NaiveCase): string[] {
  if (former === undefined) return [];
  const lastGrounds = (of: Stand): string[] =>
    spansOf(board, { ...of, perioden: of.perioden.slice(-1) }, rows).map(({ row }) => row.bestemming);
  const [before, after] = [lastGrounds(former), lastGrounds(stand)];
  const field = `/benoeming/perioden/${stand.perioden.length - 1}/grondslagen/0/benoemingsgrondslag`;
  if (before.every((one) => one === 'V') && after.every((one) => one === 'L')) return [`631@${field}`];
  return before.every((one) => one === 'L') && after.every((one) => one === 'V') ? [`632@${field}`] : [];
}
