import type { NietIngezetene, Persoon } from '../../../../schemas/message-book/v1/generated.ts';
import { isSignalCode } from '../../../../schemas/message-book/v1/signals.ts';
import { isBurgerservicenummer, isOnderwijsnummer } from '../../../../schemas/message-book/v1/citizen-numbers.ts';
import type { Finding } from './finding.ts';
import type { Moment } from './moment.ts';

/** What a record says of somebody, as far as it must not be repeated. */
export type PersonGiven = Partial<Pick<Persoon, 'burgerservicenummer' | 'onderwijsnummer' | 'geboortedatum'>>;

export interface PersonInBody {
  readonly person: PersonGiven;
  /** JSON Pointer inside the body: `/persoon`. */
  readonly place: string;
}

/** Key data of a person as the vault is asked about them. */
export interface KeyData {
  readonly burgerservicenummer: string;
  /** DP. */
  readonly geboortedatum: string;
  readonly geslacht: string;
  readonly nietIngezetene?: NietIngezetene;
}

/** What the vault is asked about one person: message book section 4, PERSOON. */
export interface PersonQuestion extends KeyData {
  /** D; given for record 1 only, for which 615, 616 and 617 hold. */
  readonly datumIngangBenoeming?: string;
  /** Given for record 3 only: what the key data become. */
  readonly nieuwePersoon?: KeyData;
}

/**
 * What is known of the person of a record; from the vault, or for an answer to a correction request from what was
 * remembered. The vault leaves `registratieId` out exactly when a rejection is among the signals.
 */
export interface PersonAnswer {
  readonly registratieId?: string;
  readonly aowBereikt?: boolean;
  readonly brpGekoppeld?: boolean;
  /** `veld` is a pointer relative to the body. */
  readonly signalen: readonly {
    readonly code: string;
    readonly veld: string;
    readonly waarden?: Readonly<Record<string, string>>;
  }[];
}

/** The part of stage PERSOON that needs nobody: 750, 751, 614. Records with one of these are not looked up. */
export function judgeNumbers(persons: readonly PersonInBody[], bodyField: string): Finding[] {
  return persons.flatMap(({ person, place }) => judgeNumber(person, `/${bodyField}${place}`));
}

function judgeNumber({ burgerservicenummer, onderwijsnummer }: PersonGiven, veld: string): Finding[] {
  if (onderwijsnummer !== undefined) {
    // No teacher is known by an onderwijsnummer, so a good one is refused as well.
    return [{ code: isOnderwijsnummer(onderwijsnummer) ? '614' : '751', veld: `${veld}/onderwijsnummer` }];
  }
  if (burgerservicenummer !== undefined && isBurgerservicenummer(burgerservicenummer)) return [];
  return [{ code: '750', veld: `${veld}/burgerservicenummer` }];
}

/**
 * 843; a partial date counts as its earliest day, and compares with days as that does. The vault says it of the person it
 * is asked about too: one signal.
 */
export function bornAfterReceipt(persons: readonly PersonInBody[], bodyField: string, moment: Moment): Finding[] {
  return persons
    .filter(({ person }) => (person.geboortedatum ?? '') > moment.day)
    .map(({ place }) => ({ code: '843', veld: `/${bodyField}${place}/geboortedatum` }));
}

export function keyData({ burgerservicenummer = '', geboortedatum, geslacht, nietIngezetene }: Persoon): KeyData {
  return {
    burgerservicenummer,
    geboortedatum,
    geslacht,
    ...(nietIngezetene === undefined ? {} : { nietIngezetene }),
  };
}

/** The rest of stage PERSOON: what the vault found. `{datum}` of 615 and 617 is the begin of the appointment. */
export function answerFindings(answer: PersonAnswer, bodyField: string, begin: string | undefined): Finding[] {
  return answer.signalen.map(({ code, veld, waarden }) => {
    // The vault cannot say anything of this one person now: told as 358, and the same message may come again.
    if (code === '358') throw new Error('The vault cannot judge this person now');
    // A code of a newer vault that this service does not know: better an error here than a record half judged.
    if (!isSignalCode(code))
      throw new Error(`The vault answered with signal ${code}, which the catalogue does not have`);
    const values = begin !== undefined && (code === '615' || code === '617') ? { datum: begin, ...waarden } : waarden;
    return { code, veld: `/${bodyField}${veld}`, ...(values === undefined ? {} : { waarden: values }) };
  });
}
