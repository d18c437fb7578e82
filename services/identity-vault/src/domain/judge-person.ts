import { addMonths } from './calendar.ts';
import { earliestDay, fits, latestDay } from './partial-date.ts';
import { birthDateThatCounts } from './person-facts.ts';
import type { PersonFacts, ToldFacts } from './person-facts.ts';
import { statePensionDay } from './state-pension.ts';
import type { StatePensionAge } from './state-pension.ts';

/** The person of one record, as its school gave it. */
export interface PersonInRecord extends ToldFacts {
  readonly burgerservicenummer: string;
  /** Only of record 1: without it 615, 616 and 617 are not judged. */
  readonly datumIngangBenoeming?: string;
}

export type RejectionCode = '750' | '752' | '753' | '793' | '843' | '615' | '617' | '358';
export type NoticeCode = '616' | '771';

export interface PersonSignal {
  readonly code: RejectionCode | NoticeCode;
  /** JSON Pointer below the record's body. */
  readonly veld: string;
  readonly waarden?: Readonly<Record<string, string>>;
}

export interface PersonJudgement {
  readonly signals: readonly PersonSignal[];
  readonly rejected: boolean;
  /** The state pension age is reached on the day of receipt; the register is told this and never a date. */
  readonly pensionReached: boolean;
}

const NUMBER = '/persoon/burgerservicenummer';
const BORN = '/persoon/geboortedatum';
const ADULT_ENOUGH_MONTHS = 17 * 12;

/** The answer to a number that fails its test: nothing is looked up. */
export function notANumber(veld: string = NUMBER): PersonJudgement {
  return refused({ code: '750', veld });
}

/**
 * The answer about somebody of whom nothing can be said now: the BRP's answer about this one person cannot be read, or
 * the number is promised to another by a record that the register has not judged yet. The record may come again.
 */
export const NOT_NOW: PersonJudgement = refused({ code: '358', veld: '' });

export function refused(signal: PersonSignal): PersonJudgement {
  return { signals: [signal], rejected: true, pensionReached: false };
}

/**
 * The vault's part of stage PERSOON (message book, section 4). All signals are reported together, in the order of the
 * book: 843, 752, 753, 615, 616, 617, 771.
 *
 * - 843 and 615 judge the date in the record, 752 compares it with what is known, 616 takes the fuller of both.
 * - 752 is one signal at the birth date, whichever of the two does not fit: it does not tell which half of a guess is
 *   right.
 * - For somebody outside the BRP, 752 compares with what accepted records told; before the first, nothing contradicts.
 */
export function judgePerson(
  person: PersonInRecord,
  facts: PersonFacts,
  receiptDay: string,
  pensionAges: readonly StatePensionAge[],
): PersonJudgement {
  const begin = person.datumIngangBenoeming;
  const bornLater = earliestDay(person.geboortedatum) > receiptDay;
  const reference = facts.brp ?? facts.told;
  const signals: PersonSignal[] = [];
  let rejected = false;
  const reject = (code: RejectionCode, veld: string, waarden?: PersonSignal['waarden']): void => {
    rejected = true;
    signals.push({ code, veld, ...(waarden && { waarden }) });
  };

  if (bornLater) reject('843', BORN);
  else if (reference !== undefined && !isSamePerson(person, reference)) reject('752', BORN);
  if (facts.brp === undefined && person.nietIngezetene === undefined) reject('753', NUMBER);
  if (begin !== undefined && !bornLater && isTooYoung(person, begin)) reject('615', BORN, { datum: begin });

  const pensionReached = isPensionReached(person, facts, receiptDay, pensionAges);
  if (begin !== undefined && pensionReached) signals.push({ code: '616', veld: NUMBER });

  const died = facts.brp?.overlijdensdatum;
  if (begin !== undefined && died !== undefined && latestDay(died) < begin) reject('617', NUMBER, { datum: begin });
  if (facts.brp !== undefined && person.nietIngezetene !== undefined) {
    signals.push({ code: '771', veld: '/persoon/nietIngezetene' });
  }
  return { signals, rejected, pensionReached };
}

export function isSamePerson(
  person: Pick<ToldFacts, 'geboortedatum' | 'geslacht'>,
  reference: Pick<ToldFacts, 'geboortedatum' | 'geslacht'>,
): boolean {
  return person.geslacht === reference.geslacht && fits(person.geboortedatum, reference.geboortedatum);
}

function isTooYoung(person: PersonInRecord, begin: string): boolean {
  return addMonths(earliestDay(person.geboortedatum), ADULT_ENOUGH_MONTHS) > begin;
}

export function isPensionReached(
  person: Pick<ToldFacts, 'geboortedatum'>,
  facts: PersonFacts,
  receiptDay: string,
  pensionAges: readonly StatePensionAge[],
): boolean {
  const born = birthDateThatCounts(facts.brp?.geboortedatum, facts.told?.geboortedatum, person.geboortedatum);
  const pensionDay = born === undefined ? undefined : statePensionDay(born, pensionAges);
  return pensionDay !== undefined && pensionDay <= receiptDay;
}
