import { Ajv2020 } from 'ajv/dist/2020.js';
import claimSchema from '../../../../schemas/diploma/v1/diplomaclaim.schema.json' with { type: 'json' };
import type { ServiceClient } from '../../../_platform/src/http/service-client.ts';
import { UpstreamError } from '../../../_platform/src/http/upstream-error.ts';

/** Says on which legal ground the diploma register is asked. */
export const DIPLOMA_PURPOSE = 'LERARENREGISTER_OPGAVE';

/** A certificate as the diploma register knows it; nothing in it names the person. */
export interface Diploma {
  readonly opleidingscode: string;
  readonly naam?: string;
  readonly graad?: string;
  readonly instellingBrin?: string;
  readonly datumBehaald: string;
  readonly soort?: string;
}

export interface DiplomaRegister {
  /**
   * The certificates of a person, in a fixed order; empty when the register has nothing of them.
   * @throws UpstreamError when the register is away or answers something that cannot be read
   */
  fetchDiplomas(citizenNumber: string): Promise<Diploma[]>;
}

const MEMBERS = ['opleidingscode', 'naam', 'graad', 'instellingBrin', 'datumBehaald', 'soort'] as const;

/** A certificate must be one that diploma-matching takes: there a claim that it cannot read would wait for an operator. */
const isAnswer = new Ajv2020().compile<{ diplomas: Diploma[] }>({
  type: 'object',
  required: ['diplomas'],
  properties: {
    diplomas: {
      type: 'array',
      maxItems: claimSchema.properties.diplomas.maxItems,
      items: claimSchema.$defs.Diploma,
    },
  },
});

/** @param client of the diploma register's address, without tokens: it has its own way of knowing us. */
export function createDiplomaRegister(client: Pick<ServiceClient, 'get'>): DiplomaRegister {
  return {
    fetchDiplomas: async (citizenNumber) => {
      const answer = await ask(client, citizenNumber);
      if (answer === undefined) return [];
      if (!isAnswer(answer)) throw new UpstreamError('UPSTREAM_REFUSED', { problemType: 'antwoord-onleesbaar' });
      return answer.diplomas.map(diplomaOf).sort(byContent);
    },
  };
}

async function ask(client: Pick<ServiceClient, 'get'>, citizenNumber: string): Promise<unknown> {
  try {
    return await client.get(`/diplomaregister/personen/${citizenNumber}`, { doelcode: DIPLOMA_PURPOSE });
  } catch (error) {
    if (error instanceof UpstreamError && error.status === 404) return undefined;
    throw error;
  }
}

/** Only the members that matching needs. */
function diplomaOf(answered: Diploma): Diploma {
  const members = MEMBERS.filter((name) => answered[name] !== undefined).map((name) => [name, answered[name]]);
  return Object.fromEntries(members) as Diploma;
}

/** The same facts in another order must make the same message. */
function byContent(one: Diploma, other: Diploma): number {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
