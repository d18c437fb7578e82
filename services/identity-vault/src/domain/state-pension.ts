import type { StatePensionAgeRow } from '../../../../schemas/code-lists/rows.ts';
import { addMonths } from './calendar.ts';
import { latestDay } from './partial-date.ts';
import type { PartialDate } from './partial-date.ts';
import { birthDateThatCounts } from './person-facts.ts';
import type { PersonFacts } from './person-facts.ts';

/** One row of the AOW table: whoever is born in these days gets the state pension at this age. */
export interface StatePensionAge {
  readonly bornFrom: string;
  /** Inclusive; absent in the newest row. */
  readonly bornUntil?: string;
  readonly years: number;
  readonly months: number;
}

/** The table from the code list `aow_leeftijd`. */
export function pensionAgesFrom(rows: readonly StatePensionAgeRow[]): StatePensionAge[] {
  return rows.map(({ geborenVanaf, geborenTotEnMet, jaren, maanden }) => ({
    bornFrom: geborenVanaf,
    ...(geborenTotEnMet !== undefined && { bornUntil: geborenTotEnMet }),
    years: jaren,
    months: maanden,
  }));
}

/**
 * The day on which someone reaches the state pension age. A partial birth date counts as its latest day, so that nobody
 * is taken for a pensioner too early (message book, section 4, 616).
 *
 * @returns undefined for somebody born before the table begins.
 */
export function statePensionDay(born: PartialDate, table: readonly StatePensionAge[]): string | undefined {
  const day = latestDay(born);
  const row = table.find(({ bornFrom, bornUntil }) => bornFrom <= day && (bornUntil === undefined || day <= bornUntil));
  return row && addMonths(day, row.years * 12 + row.months);
}

/** The same for a person of whom these facts are known; undefined when no birth date is. */
export function pensionDayOf({ brp, told }: PersonFacts, table: readonly StatePensionAge[]): string | undefined {
  const born = birthDateThatCounts(brp?.geboortedatum, told?.geboortedatum);
  return born === undefined ? undefined : statePensionDay(born, table);
}
