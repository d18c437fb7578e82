import type { NietIngezetene, Persoon } from '../../../../schemas/message-book/v1/generated.ts';
import { isSignalCode } from '../../../../schemas/message-book/v1/signals.ts';
import { isBurgerservicenummer, isOnderwijsnummer } from './eleven-test.ts';
import type { Finding } from './finding.ts';

/** What the vault is asked about one person: message book section 4, PERSOON. */
export interface PersonQuestion {
  readonly burgerservicenummer: string;
  /** DP. */
  readonly geboortedatum: string;
  readonly geslacht: string;
  readonly nietIngezetene?: NietIngezetene;
  /** D; given for record 1 only, for which 615, 616 and 617 hold. */
  readonly datumIngangBenoeming?: string;
}

/** The vault's answer about one person. `registratieId` is absent exactly when a rejection is among the signals. */
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

/** The part of stage PERSOON that needs nobody: 750, 751, 614. Persons with one of these are not looked up. */
export function judgeNumber(person: Persoon, bodyField: string): Finding[] {
  const { burgerservicenummer, onderwijsnummer } = person;
  if (onderwijsnummer !== undefined) {
    // No teacher is known by an onderwijsnummer, so a good one is refused as well.
    return [
      { code: isOnderwijsnummer(onderwijsnummer) ? '614' : '751', veld: `/${bodyField}/persoon/onderwijsnummer` },
    ];
  }
  if (burgerservicenummer !== undefined && isBurgerservicenummer(burgerservicenummer)) return [];
  return [{ code: '750', veld: `/${bodyField}/persoon/burgerservicenummer` }];
}

export function personQuestion(person: Persoon, begin: string | undefined): PersonQuestion {
  const { burgerservicenummer = '', geboortedatum, geslacht, nietIngezetene } = person;
  return {
    burgerservicenummer,
    geboortedatum,
    geslacht,
    ...(nietIngezetene === undefined ? {} : { nietIngezetene }),
    ...(begin === undefined ? {} : { datumIngangBenoeming: begin }),
  };
}

/** The rest of stage PERSOON: what the vault found. `{datum}` of 615 and 617 is the begin of the appointment. */
export function answerFindings(answer: PersonAnswer, bodyField: string, begin: string | undefined): Finding[] {
  return answer.signalen.map(({ code, veld, waarden }) => {
    // A code of a newer vault that this service does not know: better an error here than a record half judged.
    if (!isSignalCode(code))
      throw new Error(`The vault answered with signal ${code}, which the catalogue does not have`);
    const values = begin !== undefined && (code === '615' || code === '617') ? { datum: begin, ...waarden } : waarden;
    return { code, veld: `/${bodyField}${veld}`, ...(values === undefined ? {} : { waarden: values }) };
  });
}
