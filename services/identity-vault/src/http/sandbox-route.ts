import type { FastifyInstance } from 'fastify';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { findPseudonymsOf } from '../work/find-pseudonyms-of.ts';
import type { VaultParts } from '../work/vault-parts.ts';
import { bodySchema } from './openapi.ts';

const CALL = '/v1/sandbox/herkennen';

/** Joins the three privacy domains of a person, so it may only ever be registered in sandbox mode. */
export function registerSandboxRoute(app: FastifyInstance, parts: VaultParts): void {
  app.post<{ Body: { burgerservicenummer: string } }>(
    CALL,
    {
      config: { access: { audience: 'urn:lrr:intern', services: ['sandbox'] } },
      schema: { body: bodySchema(CALL) },
    },
    async ({ body, caller }) => {
      const found = await findPseudonymsOf(parts, body.burgerservicenummer, caller.subject);
      if (found === undefined) throw platformProblem('niet-gevonden', { detail: 'De kluis kent deze persoon niet.' });
      return { registratieId: found.registerId, portfolioId: found.portfolioId, matchingId: found.matchingId };
    },
  );
}
