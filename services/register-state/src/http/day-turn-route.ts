import type { FastifyInstance } from 'fastify';
import type { Database } from '../../../_platform/src/database/database.ts';
import type { Access } from '../../../_platform/src/http/access.ts';
import { OPERATORS } from '../../../_platform/src/http/admin-routes.ts';
import { selectLastDayTurns } from '../sql/select-last-day-turns.ts';
import { NO_QUERY } from './registration-routes.ts';

const SANDBOX: Access = { audience: 'urn:lrr:intern', services: ['sandbox'] };

/** GET /beheer/v1/dagovergang: how far the turn of the day has come; `laatsteDag` is that of the partition furthest behind. */
export function registerDayTurnRoute(
  app: FastifyInstance,
  o: { readonly database: Database; readonly partitions: number },
): void {
  app.get(
    '/beheer/v1/dagovergang',
    { config: { access: [OPERATORS, SANDBOX] }, schema: { querystring: NO_QUERY } },
    async () => {
      const turns = await selectLastDayTurns(o.database, o.partitions);
      const days = turns.map(({ day }) => day);
      const laatsteDag = days.includes(null) ? null : (days.toSorted()[0] ?? null);
      return { laatsteDag, partities: turns.map(({ partition, day }) => ({ partitie: partition, laatsteDag: day })) };
    },
  );
}
