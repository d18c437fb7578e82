import type { FastifyInstance } from 'fastify';
import type { Database } from '../../../_platform/src/database/database.ts';
import type { RouteAccess } from '../../../_platform/src/http/access.ts';
import { OPERATORS } from '../../../_platform/src/http/admin-routes.ts';
import { findUnanswered } from '../sql/find-unanswered.ts';

interface Call {
  Querystring: { minuten?: number; maxAantal?: number };
}

const schema = {
  querystring: {
    type: 'object',
    additionalProperties: false,
    properties: {
      minuten: { type: 'integer', minimum: 0, maximum: 525_600 },
      maxAantal: { type: 'integer', minimum: 1, maximum: 1000 },
    },
  },
};

/** The vault keeps what a record under way may still need. */
const ACCESS = [OPERATORS, { audience: 'urn:lrr:intern', services: ['identity-vault'] }] as const satisfies RouteAccess;

/** `GET /beheer/v1/onbeantwoord`: accepted records that wait longer than `minuten` (15) for their answer, oldest first. */
export function registerGetUnanswered(app: FastifyInstance, database: Database): void {
  app.get<Call>('/beheer/v1/onbeantwoord', { config: { access: ACCESS }, schema }, async ({ query }) => {
    const rows = await findUnanswered(database, (query.minuten ?? 15) * 60, query.maxAantal ?? 100);
    return {
      berichten: rows.map((row) => ({
        ontvangstId: row.receipt_id,
        identificatiecodeBedrijfsdocument: row.message_id,
        verzendendeInstantie: row.sender,
        datumTijdOntvangst: row.received_at,
        wachtSeconden: row.waiting_seconds,
      })),
    };
  });
}
