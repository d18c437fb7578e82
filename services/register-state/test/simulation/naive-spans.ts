import type { Onderwijs, Stand } from '../../../../schemas/message-book/v1/generated.ts';
import type { GroundRow } from '../../../../schemas/code-lists/rows.ts';
import { lastOfMonths, lastOfSchoolYears, NEVER, tomorrow, yesterday } from './naive-calendar.ts';

/** One ground of one period of one appointment, as the naive model sees it. */
export interface Span {
  readonly board: string;
  readonly number: string;
  readonly row: GroundRow;
  readonly begin: string;
  readonly end: string;
  readonly teaching: readonly string[];
  /** Where it stands in its record. */
  readonly field: string;
}

/** A stretch of a ground: first and last day, and the spans in it. */
export interface Run {
  readonly row: GroundRow;
  readonly begin: string;
  readonly end: string;
  readonly spans: readonly Span[];
}

export function lastDayOf(stand: Stand): string {
  return stand.datumEindeBenoeming ?? stand.datumEindArbeidsovereenkomst ?? NEVER;
}

export function naiveTeaching(group: Onderwijs): string {
  return [group.aanduiding, group.activiteit, group.vak, group.gebied, group.vakgebied].join('/');
}

export function spansOf(board: string, stand: Stand, rows: readonly GroundRow[]): Span[] {
  const found: Span[] = [];
  stand.perioden.forEach((period, p) => {
    period.grondslagen.forEach((given, g) => {
      const row = rows.find(({ code, sector }) => code === given.benoemingsgrondslag && sector === stand.sector);
      if (row === undefined) throw new Error('the simulation delivers a ground that is not in the list');
      found.push({
        board,
        number: stand.benoemingvolgnummer,
        row,
        begin: period.datumBegin,
        end: period.datumEind ?? lastDayOf(stand),
        teaching: (given.onderwijs ?? []).map(naiveTeaching),
        field: `/benoeming/perioden/${p}/grondslagen/${g}/benoemingsgrondslag`,
      });
    });
  });
  return found;
}

const isSameGround = (a: GroundRow, b: GroundRow): boolean => a.code === b.code && a.sector === b.sector;
const touch = (a: Span, b: Span): boolean => a.begin <= tomorrow(b.end) && b.begin <= tomorrow(a.end);

/** The stretch that a span is in: everything of its ground that touches it, and what touches that, and so on. */
export function runOf(span: Span, among: readonly Span[]): Run {
  const spans = new Set([span]);
  for (let size = 0; size !== spans.size;) {
    size = spans.size;
    for (const one of among) {
      if (isSameGround(one.row, span.row) && [...spans].some((own) => touch(own, one))) spans.add(one);
    }
  }
  const begins = [...spans].map(({ begin }) => begin).sort();
  const ends = [...spans].map(({ end }) => end).sort();
  return { row: span.row, begin: begins[0]!, end: ends.at(-1)!, spans: [...spans] };
}

/** Whether the day before a day is in a stretch of this ground. */
export function coversDayBefore(
  day: string,
  code: string | undefined,
  sector: string,
  among: readonly Span[],
): boolean {
  const eve = yesterday(day);
  return among.some(({ row, begin, end }) => row.code === code && row.sector === sector && begin <= eve && eve <= end);
}

/** The chain that a span is in: its base first, then every stretch that extends one of the chain. */
export function chainOf(span: Span, among: readonly Span[]): Run[] {
  const before = (run: Run): Run | undefined => {
    const eve = yesterday(run.begin);
    const base = among.find(
      ({ row, begin, end }) =>
        row.code === run.row.verlengt && row.sector === run.row.sector && begin <= eve && eve <= end,
    );
    return base === undefined ? undefined : runOf(base, among);
  };
  let base = runOf(span, among);
  for (let former = before(base); former !== undefined; former = before(base)) base = former;
  const links = [base];
  const isIn = (run: Run): boolean => links.some((link) => isSameGround(link.row, run.row) && link.begin === run.begin);
  for (const link of links) {
    for (const one of among) {
      const next = runOf(one, among);
      const extended = before(next);
      if (extended === undefined || isIn(next)) continue;
      if (isSameGround(extended.row, link.row) && extended.begin === link.begin) links.push(next);
    }
  }
  return links;
}

/** uiterlijkeDatum: the term of the newest link, from its begin. */
export function latestDayOf(chain: readonly Run[]): string | undefined {
  const newest = chain.toSorted((a, b) => a.begin.localeCompare(b.begin)).at(-1)!;
  const { maxDuur, maxEenheid } = newest.row;
  if (maxDuur === undefined || maxEenheid === undefined || maxEenheid === 'VOLTIJD_MAAND') return undefined;
  return maxEenheid === 'MAAND' ? lastOfMonths(newest.begin, maxDuur) : lastOfSchoolYears(newest.begin, maxDuur);
}
