import type { CodeLists } from '../../schemas/code-lists/rows.ts';
import type { BoardSeat } from '../demonstration/plan-types.ts';
import { head, uuidOf, type BrpPerson, type Fields } from '../generator/records.ts';
import type { ExpectedFeedback, ExpectedSignal, Scenario, Step } from './plan-types.ts';

/** What a scenario is made with. Persons, ids and message times follow from the seed and the order of asking. */
export interface ScenarioBook {
  readonly today: string;
  readonly lists: Pick<CodeLists, 'grounds' | 'institutions'>;
  /** The first seat that is delivered for, or the first of a sector. */
  seat(sector?: BoardSeat['sector']): BoardSeat | undefined;
  readonly trialSeat: BoardSeat | undefined;
  /** Whether teachers and the BRP can be played: only where there is a sandbox. */
  readonly hasWorld: boolean;
  /** A person nobody has used yet. */
  person(): BrpPerson;
  /** Somebody outside the BRP and outside the population; the number passes its test. */
  outsider(): BrpPerson;
  step(scenario: string, o: StepOptions): Step;
}

export interface StepOptions {
  readonly doe: string;
  readonly seat: BoardSeat;
  readonly soort: keyof typeof BODY_FIELDS;
  readonly body: Fields;
  /** Members of the kop that are other than they should be. */
  readonly kop?: Fields;
  readonly ontvangst?: readonly ExpectedSignal[];
  readonly statusMelding?: 'A' | 'B';
  readonly terugkoppeling?: ExpectedFeedback;
}

/** undefined: no seat for it among the boards that were asked for. */
export type ScenarioMaker = (book: ScenarioBook) => readonly Scenario[];

const BODY_FIELDS = {
  AANLEVEREN_BENOEMING: 'benoeming',
  AANLEVEREN_VERWIJDERING_BENOEMING: 'verwijderingBenoeming',
  AANLEVEREN_WIJZIGING_SLEUTELGEGEVENS: 'wijzigingSleutelgegevens',
  VERZOEK_REGISTRATIEOVERZICHT: 'verzoekRegistratieoverzicht',
  ANTWOORD_CORRECTIEVERZOEK: 'antwoordCorrectieverzoek',
} as const;

export function openScenarioBook(o: {
  readonly seed: number;
  readonly today: string;
  readonly lists: ScenarioBook['lists'];
  readonly seats: readonly BoardSeat[];
  readonly trialSeat: BoardSeat | undefined;
  readonly hasWorld: boolean;
  readonly persons: readonly BrpPerson[];
}): ScenarioBook {
  // Message times must not lie in the platform's future: noon of the day before never does.
  const noon = Date.parse(`${o.today}T12:00:00Z`) - 86_400_000;
  let [used, outsiders, made] = [0, 0, 0];
  const stepsOf = new Map<string, number>();
  return {
    today: o.today,
    lists: o.lists,
    trialSeat: o.trialSeat,
    hasWorld: o.hasWorld,
    seat: (sector) => o.seats.find((seat) => sector === undefined || seat.sector === sector),
    person() {
      const person = o.persons[used];
      if (person === undefined) throw new RangeError(`${o.persons.length} persons are not enough for the plan`);
      used += 1;
      return person;
    },
    outsider: () => outsiderAt(o.seed, outsiders++),
    step(scenario, { doe, seat, soort, body, kop, ontvangst = [], statusMelding = 'B', terugkoppeling }) {
      made += 1;
      const number = (stepsOf.get(scenario) ?? 0) + 1;
      stepsOf.set(scenario, number);
      const messageId = uuidOf('kit', o.seed, made);
      const sound = head(seat, messageId, soort, new Date(noon + made * 1000));
      return {
        stap: `${scenario}/${number}`,
        doe,
        oin: seat.supplierOin,
        bericht: { kop: { ...sound, ...kop }, [BODY_FIELDS[soort]]: body },
        ontvangst: { statusMelding, signalen: ontvangst },
        ...(terugkoppeling && { terugkoppeling }),
      };
    },
  };
}

/** Numbers below 010000000 were never given out, so nobody is met by chance. */
function outsiderAt(seed: number, place: number): BrpPerson {
  const weights = [9, 8, 7, 6, 5, 4, 3, 2];
  for (let n = ((Math.imul(seed, 7919) >>> 0) % 800_000) + 100_000 + place * 11; ; n += 1) {
    const digits = String(n).padStart(8, '0');
    const last = weights.reduce((sum, weight, index) => sum + weight * Number(digits[index]), 0) % 11;
    if (last === 10) continue;
    return {
      burgerservicenummer: `${digits}${last}`,
      geboortedatum: '1988-03-14',
      geslacht: 'V',
      geslachtsnaam: 'Voorbeeld',
      voornamen: 'Vera',
    };
  }
}
