import type { FastifyInstance } from 'fastify';
import types from '../../../../schemas/message-book/v1/types.schema.json' with { type: 'json' };
import { isCalendarDay } from '../../../_platform/src/clock/amsterdam.ts';
import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import type { Outbox } from '../../../_platform/src/outbox/outbox.ts';
import { confirmRead } from '../lookups/confirm-read.ts';
import { selectOverdueCorrections } from '../sql/select-overdue-corrections.ts';
import type { OverdueCorrection, OverdueQuery } from '../sql/select-overdue-corrections.ts';
import { REGISTRATION_PARAMS } from './registration-routes.ts';
import { seenBy } from './who-sees-what.ts';

const CORRECTIONS_PER_PAGE = 100;
const UUID = new RegExp(REGISTRATION_PARAMS.properties.registratieId.pattern);

const QUERY = {
  type: 'object',
  additionalProperties: false,
  properties: {
    bevoegdGezagNummer: { type: 'string', pattern: types.$defs.BG.pattern },
    cursor: { type: 'string', maxLength: 100, pattern: '^[A-Za-z0-9_-]+$' },
  },
} as const;

/**
 * GET /v1/correcties: requests for correction that their board has not answered in time, or has not borne out with a
 * snapshot, longest waiting first. What the register's own people need to ask the board: nothing of the person, not even
 * who, and nothing of what he wrote.
 */
export function registerOverdueCorrectionRoutes(
  app: FastifyInstance,
  o: { readonly database: Database; readonly outbox: Outbox; readonly clock: Clock },
): void {
  app.get<{ Querystring: { bevoegdGezagNummer?: string; cursor?: string } }>(
    '/v1/correcties',
    { config: seenBy('verlopenCorrecties'), schema: { querystring: QUERY } },
    async (request) => {
      const { bevoegdGezagNummer, cursor } = request.query;
      const page = await selectOverdueCorrections(o.database, {
        day: o.clock.today(),
        board: bevoegdGezagNummer ?? null,
        after: cursor === undefined ? null : placeFrom(cursor),
        limit: CORRECTIONS_PER_PAGE,
      });
      await confirmRead(o, request, {
        activity: 'CORRECTIES_BEWAKEN',
        persons: page.rows.map((row) => row.register_id),
      });
      const last = page.rows.at(-1);
      return {
        correcties: page.rows.map(overdueView),
        ...(page.hasMore && last !== undefined ? { cursor: cursorAfter(last) } : {}),
      };
    },
  );
}

function overdueView({ id, board, number, status, fields, requested_at: at, answer_by: by }: OverdueCorrection) {
  return {
    correctieverzoekId: id,
    bevoegdGezagNummer: board,
    benoemingvolgnummer: number,
    velden: fields,
    status,
    ingediendOp: at,
    antwoordUiterlijk: by,
  };
}

function cursorAfter({ answer_by: answerBy, id }: OverdueCorrection): string {
  return Buffer.from(`${answerBy} ${id}`).toString('base64url');
}

function placeFrom(cursor: string): OverdueQuery['after'] {
  const [answerBy = '', id = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  if (isCalendarDay(answerBy) && UUID.test(id)) return { answerBy, id };
  throw platformProblem('ongeldig-verzoek', { detail: 'Deze cursor is niet van dit overzicht.' });
}
