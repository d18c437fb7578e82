import { Ajv2020 } from 'ajv/dist/2020.js';
import { UpstreamError } from '../../../_platform/src/http/upstream-error.ts';
import type { ServiceClient } from '../../../_platform/src/http/service-client.ts';
import { isPartialDate } from '../domain/partial-date.ts';
import type { BrpFacts } from '../domain/person-facts.ts';

/** Most persons in one question (the BRP's own limit in the sandbox). */
const BATCH = 500;

/** What the BRP says of one number. */
export interface BrpPerson {
  /** The number of today: another than was asked when the BRP has replaced it. */
  readonly citizenNumber: string;
  /** The number before it. */
  readonly formerNumber?: string;
  readonly facts: BrpFacts;
}

export interface BrpAnswer {
  /** By the number asked; who is in neither member is not in the BRP. */
  readonly persons: ReadonlyMap<string, BrpPerson>;
  /** Numbers of which the answer cannot be read: nothing can be said of these persons now. */
  readonly unreadable: ReadonlySet<string>;
}

/** The personal records database of the municipalities (Basisregistratie Personen). */
export interface Brp {
  /** @throws UpstreamError when the BRP is away or its answer as a whole cannot be read */
  fetchPersons(citizenNumbers: readonly string[]): Promise<BrpAnswer>;
}

interface WirePerson extends BrpFacts {
  readonly burgerservicenummer: string;
  readonly vorigBurgerservicenummer?: string;
}

const text = { type: 'string', minLength: 1, maxLength: 200 };
const date = { type: 'string', format: 'partial-date' };
const number = { type: 'string', pattern: '^[0-9]{9}$' };
const ajv = new Ajv2020({ formats: { 'partial-date': isPartialDate } });
const isAnswer = ajv.compile<{ personen: unknown[] }>({
  type: 'object',
  required: ['personen'],
  properties: { personen: { type: 'array' } },
});
const isPerson = ajv.compile<WirePerson>({
  type: 'object',
  required: ['burgerservicenummer', 'geboortedatum', 'geslacht', 'geslachtsnaam', 'voornamen'],
  properties: {
    burgerservicenummer: number,
    vorigBurgerservicenummer: number,
    geboortedatum: date,
    geslacht: { enum: ['M', 'V', 'O'] },
    geslachtsnaam: text,
    voorvoegsel: { type: 'string', maxLength: 10 },
    voornamen: { type: 'string', maxLength: 200 },
    overlijdensdatum: date,
    geheim: { type: 'boolean' },
  },
});

/** @param client of the BRP's address, without tokens: it has its own way of knowing us. */
export function createBrp(client: Pick<ServiceClient, 'post'>): Brp {
  return {
    fetchPersons: async (citizenNumbers) => {
      const persons = new Map<string, BrpPerson>();
      const unreadable = new Set<string>();
      for (let from = 0; from < citizenNumbers.length; from += BATCH) {
        const asked = citizenNumbers.slice(from, from + BATCH);
        const answer = await client.post<unknown>('/brp/personen/raadplegen', { burgerservicenummers: asked });
        // What does not fit is not quoted anywhere: it is full of personal data.
        if (!isAnswer(answer)) throw new UpstreamError('UPSTREAM_DOWN', { problemType: 'antwoord-onleesbaar' });
        readAnswer(asked, answer.personen, { persons, unreadable });
      }
      return { persons, unreadable };
    },
  };
}

/**
 * One person who cannot be read costs nobody else anything. When it cannot even be told who that is, everybody without
 * an answer is in doubt: taken for absent, a resident would become a person outside the BRP.
 */
function readAnswer(
  asked: readonly string[],
  answered: readonly unknown[],
  { persons, unreadable }: { persons: Map<string, BrpPerson>; unreadable: Set<string> },
): void {
  const questions = new Set(asked);
  let somebody = false;
  for (const person of answered) {
    const numbers = numbersOf(person).filter((each) => questions.has(each));
    if (!isPerson(person)) {
      somebody ||= numbers.length === 0;
      for (const each of numbers) unreadable.add(each);
      continue;
    }
    const read = toPerson(person);
    // Under a former number only when nobody has it now.
    for (const each of numbers) {
      if (each === person.burgerservicenummer || !persons.has(each)) persons.set(each, read);
    }
  }
  for (const each of asked) {
    if (unreadable.has(each)) persons.delete(each);
    else if (somebody && !persons.has(each)) unreadable.add(each);
  }
}

function numbersOf(person: unknown): string[] {
  const { burgerservicenummer, vorigBurgerservicenummer } = (person ?? {}) as Partial<Record<string, unknown>>;
  return [burgerservicenummer, vorigBurgerservicenummer].filter((each) => typeof each === 'string');
}

function toPerson(person: WirePerson): BrpPerson {
  return {
    citizenNumber: person.burgerservicenummer,
    ...(person.vorigBurgerservicenummer !== undefined && { formerNumber: person.vorigBurgerservicenummer }),
    facts: factsOf(person),
  };
}

/** Only what the vault needs; whatever else the answer holds is not kept. */
function factsOf(person: WirePerson): BrpFacts {
  return {
    geboortedatum: person.geboortedatum,
    geslacht: person.geslacht,
    geslachtsnaam: person.geslachtsnaam,
    ...(person.voorvoegsel !== undefined && { voorvoegsel: person.voorvoegsel }),
    voornamen: person.voornamen,
    ...(person.overlijdensdatum !== undefined && { overlijdensdatum: person.overlijdensdatum }),
    ...(person.geheim !== undefined && { geheim: person.geheim }),
  };
}
