import type { FastifyInstance } from 'fastify';
import type { Access } from '../../../_platform/src/http/access.ts';
import { lookupOf } from '../crypto/lookup-hash.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';
import { isCitizenNumber } from '../domain/citizen-number.ts';
import { requestBrpRefreshes } from '../sql/request-brp-refreshes.ts';
import { wantClaimsAgain } from '../sql/want-claims-again.ts';
import { MUTATION_PASSES } from '../work/refresh-from-brp.ts';
import type { VaultParts } from '../work/vault-parts.ts';
import { bodySchema } from './openapi.ts';

type Mutations = readonly { readonly burgerservicenummer: string }[];

const OUTSIDE_WORLD: Access = { audience: 'urn:lrr:intern', services: ['sandbox'] };
const BRP = '/v1/brp/mutaties';
const DIPLOMA_REGISTER = '/v1/diplomaregister/mutaties';

/**
 * News that facts elsewhere have changed. It is stored and answered; the facts themselves are fetched afterwards, by
 * the queues that also come back when the other side is away.
 */
export function registerMutationRoutes(
  app: FastifyInstance,
  parts: VaultParts,
  queues: { brpChanged(): void; diplomasChanged(): void },
): void {
  const config = { access: OUTSIDE_WORLD };

  app.post<{ Body: Mutations }>(BRP, { config, schema: { body: bodySchema(BRP) } }, async ({ body }, reply) => {
    await requestBrpRefreshes(parts.database, lookupsOf(parts, body), MUTATION_PASSES);
    queues.brpChanged();
    return reply.code(202).send();
  });

  app.post<{ Body: Mutations }>(
    DIPLOMA_REGISTER,
    { config, schema: { body: bodySchema(DIPLOMA_REGISTER) } },
    async ({ body }, reply) => {
      await wantClaimsAgain(parts.database, lookupsOf(parts, body));
      queues.diplomasChanged();
      return reply.code(202).send();
    },
  );
}

/** Numbers that fail their test are nobody's and are left out. */
function lookupsOf({ keys }: VaultParts, mutations: Mutations): Lookup[] {
  const numbers = new Set(mutations.map(({ burgerservicenummer }) => burgerservicenummer));
  return [...numbers].filter(isCitizenNumber).map((number) => lookupOf(keys.lookup, number));
}
