import type { FastifyInstance } from 'fastify';
import type { Access } from '../../../_platform/src/http/access.ts';
import type { RegisterId } from '../domain/ids.ts';
import { findRegisterIds } from '../work/find-register-ids.ts';
import { handOverNumbers } from '../work/hand-over-numbers.ts';
import type { VaultParts } from '../work/vault-parts.ts';
import { bodySchema } from './openapi.ts';

const INTAKE: Access = { audience: 'urn:lrr:intern', services: ['appointment-intake'] };
const FIND = '/v1/personen/opzoeken';
const HAND_OVER = '/v1/personen/nummers';

/** From number to register id (record 4) and back (records 14 and 15), for intake alone. */
export function registerNumberRoutes(app: FastifyInstance, parts: VaultParts): void {
  const config = { access: INTAKE };

  app.post<{ Body: { burgerservicenummers: string[] } }>(
    FIND,
    { config, schema: { body: bodySchema(FIND) } },
    async ({ body, caller }) => ({
      registratieIds: await findRegisterIds(parts, body.burgerservicenummers, caller.subject),
    }),
  );

  app.post<{ Body: { registratieIds: RegisterId[] } }>(
    HAND_OVER,
    { config, schema: { body: bodySchema(HAND_OVER) } },
    async ({ body, caller }, reply) => {
      void reply.header('cache-control', 'no-store');
      return { personen: await handOverNumbers(parts, body.registratieIds, caller.subject) };
    },
  );
}
