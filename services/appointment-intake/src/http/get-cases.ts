import type { FastifyInstance } from 'fastify';
import { dayOf, daysBetween } from '../../../_platform/src/clock/amsterdam.ts';
import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { hasMandateForBoard } from '../sql/has-mandate-for-board.ts';
import { listCases, type CaseRow } from '../sql/list-cases.ts';
import { patterns } from './patterns.ts';
import { callerOin, suppliers } from './supplier.ts';

interface Call {
  Querystring: { bevoegdGezagNummer: string; open?: boolean; cursor?: string; maxAantal?: number };
}

const schema = {
  querystring: {
    type: 'object',
    additionalProperties: false,
    required: ['bevoegdGezagNummer'],
    properties: {
      bevoegdGezagNummer: { type: 'string', pattern: patterns.board },
      open: { type: 'boolean' },
      cursor: { type: 'string', pattern: patterns.uuid },
      maxAantal: { type: 'integer', minimum: 1, maximum: 500 },
    },
  },
};
const pageSize = 100;

/**
 * `GET /v1/afkeuringen`: rejected records of a board that still wait for repair (`open=true`), that were repaired
 * (`false`), or both, oldest first; of the delivery points that the caller holds a mandate for.
 */
export function registerGetCases(
  app: FastifyInstance,
  { database, clock }: { database: Database; clock: Clock },
): void {
  app.get<Call>('/v1/afkeuringen', { config: { access: suppliers }, schema }, async (request) => {
    const { bevoegdGezagNummer: board, open, cursor, maxAantal: limit = pageSize } = request.query;
    const oin = callerOin(request);
    if (!(await hasMandateForBoard(database, oin, board))) {
      throw platformProblem('geen-toegang', { detail: 'Er is geen machtiging voor dit bestuur.' });
    }
    const rows = await listCases(database, { board, oin, open, after: cursor, limit: limit + 1 });
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      afkeuringen: page.map((row) => shownCase(row, board, clock.today())),
      ...(rows.length > limit && last !== undefined ? { volgende: last.id } : {}),
    };
  });
}

function shownCase(row: CaseRow, board: string, today: string): object {
  const since = dayOf(new Date(row.opened_at));
  const until = row.closed_at === null ? today : dayOf(new Date(row.closed_at));
  return {
    afkeuringId: row.id,
    bevoegdGezagNummer: board,
    aanleverpuntnummer: row.delivery_point,
    berichtsoort: row.kind,
    ...(row.benoemingvolgnummer === null ? {} : { benoemingvolgnummer: row.benoemingvolgnummer }),
    ...(row.personeelsnummer === null ? {} : { personeelsnummer: row.personeelsnummer }),
    open: row.closed_at === null,
    geopendOp: row.opened_at,
    laatsteAfkeuringOp: row.last_at,
    ...(row.closed_at === null ? {} : { geslotenOp: row.closed_at }),
    // Negative when the platform's date was moved back, which only happens in a sandbox that starts anew.
    dagen: Math.max(0, daysBetween(since, until)),
    aantalPogingen: row.attempts,
    eersteBericht: row.first_message,
    laatsteBericht: row.last_message,
    eersteSignalen: row.first_signals,
    laatsteSignalen: row.last_signals,
  };
}
