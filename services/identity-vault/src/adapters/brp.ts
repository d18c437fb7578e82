import { Ajv2020 } from 'ajv/dist/2020.js';
import { UpstreamError } from '../../../_platform/src/http/upstream-error.ts';
import type { ServiceClient } from '../../../_platform/src/http/service-client.ts';
import { isPartialDate } from '../domain/partial-date.ts';
import type { BrpFacts } from '../domain/person-facts.ts';

/** Most persons in one question (the BRP's own limit in the sandbox). */
const BATCH = 500;

/** The personal records database of the municipalities (Basisregistratie Personen). */
export interface Brp {
  /**
   * Facts by citizen service number; who is not in the answer is not in the BRP.
   * @throws UpstreamError when the BRP is away or answers something that cannot be read
   */
  fetchPersons(citizenNumbers: readonly string[]): Promise<Map<string, BrpFacts>>;
}

interface BrpPerson extends BrpFacts {
  readonly burgerservicenummer: string;
}

const text = { type: 'string', minLength: 1, maxLength: 200 };
const date = { type: 'string', format: 'partial-date' };
const ajv = new Ajv2020({ formats: { 'partial-date': isPartialDate } });
const isAnswer = ajv.compile<{ personen: BrpPerson[] }>({
  type: 'object',
  required: ['personen'],
  properties: {
    personen: {
      type: 'array',
      items: {
        type: 'object',
        required: ['burgerservicenummer', 'geboortedatum', 'geslacht', 'geslachtsnaam', 'voornamen'],
        properties: {
          burgerservicenummer: { type: 'string', pattern: '^[0-9]{9}$' },
          geboortedatum: date,
          geslacht: { enum: ['M', 'V', 'O'] },
          geslachtsnaam: text,
          voorvoegsel: { type: 'string', maxLength: 10 },
          voornamen: { type: 'string', maxLength: 200 },
          overlijdensdatum: date,
          geheim: { type: 'boolean' },
        },
      },
    },
  },
});

/** @param client of the BRP's address, without tokens: it has its own way of knowing us. */
export function createBrp(client: Pick<ServiceClient, 'post'>): Brp {
  const fetchBatch = async (citizenNumbers: readonly string[]): Promise<BrpPerson[]> => {
    const answer = await client.post<unknown>('/brp/personen/raadplegen', { burgerservicenummers: citizenNumbers });
    // What does not fit is not quoted anywhere: it is full of personal data.
    if (!isAnswer(answer)) throw new UpstreamError('UPSTREAM_DOWN', { problemType: 'antwoord-onleesbaar' });
    return answer.personen;
  };

  return {
    fetchPersons: async (citizenNumbers) => {
      const facts = new Map<string, BrpFacts>();
      for (let from = 0; from < citizenNumbers.length; from += BATCH) {
        const persons = await fetchBatch(citizenNumbers.slice(from, from + BATCH));
        for (const person of persons) facts.set(person.burgerservicenummer, factsOf(person));
      }
      return facts;
    },
  };
}

/** Only what the vault needs; whatever else the answer holds is not kept. */
function factsOf(person: BrpPerson): BrpFacts {
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
