import type { FastifyInstance } from 'fastify';
import types from '../../../../schemas/message-book/v1/types.schema.json' with { type: 'json' };
import { isCalendarDay } from '../../../_platform/src/clock/amsterdam.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { selectDestructions } from '../sql/select-destructions.ts';
import type { DestructionQuery, DestructionRow } from '../sql/select-destructions.ts';
import { seenBy } from './who-sees-what.ts';

const PROOFS_PER_PAGE = 100;

const QUERY = {
  type: 'object',
  additionalProperties: false,
  required: ['van', 'tot'],
  properties: {
    van: { type: 'string', pattern: types.$defs.Datum.pattern },
    tot: { type: 'string', pattern: types.$defs.Datum.pattern },
    cursor: { type: 'string', maxLength: 100, pattern: '^[A-Za-z0-9_-]+$' },
  },
} as const;

/**
 * GET /v1/vernietigingen: the proof of what was destroyed from one day to another, both included. It names register ids
 * that stand for nobody any more, so it is no look at anybody's data and has no line in the processing log. Of an entry of
 * the anteroom that went by itself the person is still there: place and number of the turn in the log say which it was.
 */
export function registerDestructionRoutes(app: FastifyInstance, o: { readonly database: Database }): void {
  app.get<{ Querystring: { van: string; tot: string; cursor?: string } }>(
    '/v1/vernietigingen',
    { config: seenBy('vernietigingen'), schema: { querystring: QUERY } },
    async ({ query: { van, tot, cursor } }) => {
      if (!isCalendarDay(van) || !isCalendarDay(tot)) {
        throw platformProblem('ongeldig-verzoek', { detail: 'Een van de dagen bestaat niet.' });
      }
      const page = await selectDestructions(o.database, {
        from: van,
        until: tot,
        after: cursor === undefined ? null : placeFrom(cursor),
        limit: PROOFS_PER_PAGE,
      });
      const last = page.rows.at(-1);
      return {
        vernietigingen: page.rows.map(proofView),
        ...(page.hasMore && last !== undefined ? { cursor: cursorAfter(last) } : {}),
      };
    },
  );
}

function proofView(row: DestructionRow) {
  const { kind: soort, register_id: registratieId, day: datum, state: status, leftovers, topics } = row;
  const counts = (of: Readonly<Record<string, number>>) =>
    Object.entries(of).map(([tabel, rijen]) => ({ tabel, rijen }));
  return {
    soort,
    ...(soort === 'PERSOON' ? { registratieId } : {}),
    datum,
    partitie: row.partition,
    volgordenummer: row.application_number,
    status,
    vernietigd: counts(row.rows),
    ...(leftovers === null ? {} : { nogGevonden: counts(leftovers) }),
    nagekomenOpdrachten: row.late_commands,
    ...(row.carried_out_at === null ? {} : { uitgevoerdOp: row.carried_out_at }),
    ...(topics === null
      ? {}
      : { topics: topics.map(({ topic, tot }) => ({ topic, ...(tot === null ? {} : { uiterlijkTot: tot }) })) }),
  };
}

function cursorAfter({ day, number }: DestructionRow): string {
  return Buffer.from(`${day} ${number}`).toString('base64url');
}

function placeFrom(cursor: string): DestructionQuery['after'] {
  const [day = '', number = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  if (isCalendarDay(day) && /^[0-9]{1,15}$/.test(number)) return { day, number: Number(number) };
  throw platformProblem('ongeldig-verzoek', { detail: 'Deze cursor is niet van dit overzicht.' });
}
