import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import type { Outbox } from '../../../_platform/src/outbox/outbox.ts';
import { confirmRead } from '../lookups/confirm-read.ts';
import { PURPOSES } from '../messages/processing-record.ts';
import type { ReadActivity } from '../messages/processing-record.ts';
import type { LookupRow } from '../sql/insert-lookups.ts';
import { selectLookups } from '../sql/select-lookups.ts';
import { statusOf } from './command-routes.ts';
import { REGISTRATION_PARAMS } from './registration-routes.ts';
import { seenBy } from './who-sees-what.ts';

const LOOKUPS_PER_PAGE = 100;
const UUID = new RegExp(REGISTRATION_PARAMS.properties.registratieId.pattern);

const QUERY = {
  type: 'object',
  additionalProperties: false,
  properties: { cursor: { type: 'string', maxLength: 100, pattern: '^[A-Za-z0-9_-]+$' } },
} as const;

/**
 * GET /v1/registraties/{registratieId}/inzagen: who looked at the teacher's data in the last year, newest first: when,
 * what for, in what role and for which organisation; never who in person. The teacher's own looks are in it too, this one
 * from the next time on: who has his token is seen.
 */
export function registerLookupRoutes(
  app: FastifyInstance,
  o: { readonly database: Database; readonly outbox: Outbox; readonly clock: Clock },
): void {
  app.get<{ Params: { registratieId: string }; Querystring: { cursor?: string } }>(
    '/v1/registraties/:registratieId/inzagen',
    { config: seenBy('inzagen'), schema: { params: REGISTRATION_PARAMS, querystring: QUERY } },
    async (request) => {
      const { registratieId } = request.params;
      const { cursor } = request.query;
      const before = cursor === undefined ? null : placeFrom(cursor);
      await statusOf(o.database, registratieId);
      const page = await selectLookups(o.database, { registerId: registratieId, before, limit: LOOKUPS_PER_PAGE });
      await confirmRead(o, request, { activity: 'INZAGEN_INZIEN', persons: [registratieId] });
      const last = page.rows.at(-1);
      return {
        inzagen: page.rows.map(lookupView),
        ...(page.hasMore && last !== undefined ? { cursor: Buffer.from(last.id).toString('base64url') } : {}),
      };
    },
  );
}

function lookupView({ at, activity, role, organisation, fields }: LookupRow) {
  return {
    tijdstip: at,
    verwerkingsactiviteit: activity,
    doel: PURPOSES[activity as ReadActivity],
    rol: role,
    ...(organisation === null ? {} : { organisatie: organisation }),
    gegevens: fields,
  };
}

function placeFrom(cursor: string): string {
  const id = Buffer.from(cursor, 'base64url').toString('latin1');
  if (UUID.test(id)) return id;
  throw platformProblem('ongeldig-verzoek', { detail: 'Deze cursor is niet van dit overzicht.' });
}
