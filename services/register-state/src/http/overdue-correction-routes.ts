import type { FastifyInstance } from 'fastify';
import types from '../../../../schemas/message-book/v1/types.schema.json' with { type: 'json' };
import { isCalendarDay } from '../../../_platform/src/clock/amsterdam.ts';
import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import type { Outbox } from '../../../_platform/src/outbox/outbox.ts';
import { correctionFrom } from '../apply/load-persons.ts';
import { termData } from '../apply/correction-step-data.ts';
import { openTerms } from '../domain/correction-terms.ts';
import { lastDayToAnswer } from '../domain/correction.ts';
import { confirmRead } from '../lookups/confirm-read.ts';
import { selectDueCorrections } from '../sql/select-due-corrections.ts';
import type { DueCorrection, DueQuery } from '../sql/select-due-corrections.ts';
import { REGISTRATION_PARAMS } from './registration-routes.ts';
import { seenBy } from './who-sees-what.ts';

const CORRECTIONS_PER_PAGE = 100;
const UUID = new RegExp(REGISTRATION_PARAMS.properties.registratieId.pattern);

const QUERY = {
  type: 'object',
  additionalProperties: false,
  properties: {
    bevoegdGezagNummer: { type: 'string', pattern: types.$defs.BG.pattern },
    selectie: { type: 'string', enum: ['OVER_TERMIJN', 'BIJ_BEHEER'] },
    cursor: { type: 'string', maxLength: 100, pattern: '^[A-Za-z0-9_-]+$' },
  },
} as const;

/**
 * GET /v1/correcties: requests for correction of which a term is over that the board or the register had to keep, at
 * whatever step; with `selectie=BIJ_BEHEER` those that wait for the register, in time or not. The first to be due comes
 * first. What the register's own people need to go on: nothing of the person, not even who, and nothing that he wrote.
 */
export function registerOverdueCorrectionRoutes(
  app: FastifyInstance,
  o: { readonly database: Database; readonly outbox: Outbox; readonly clock: Clock },
): void {
  app.get<{ Querystring: { bevoegdGezagNummer?: string; selectie?: 'OVER_TERMIJN' | 'BIJ_BEHEER'; cursor?: string } }>(
    '/v1/correcties',
    { config: seenBy('verlopenCorrecties'), schema: { querystring: QUERY } },
    async (request) => {
      const { bevoegdGezagNummer, selectie, cursor } = request.query;
      const page = await selectDueCorrections(o.database, {
        overOn: selectie === 'BIJ_BEHEER' ? null : o.clock.today(),
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
        correcties: page.rows.map(dueView),
        ...(page.hasMore && last !== undefined ? { cursor: cursorAfter(last) } : {}),
      };
    },
  );
}

function dueView(row: DueCorrection) {
  const correction = correctionFrom(row);
  return {
    correctieverzoekId: correction.id,
    bevoegdGezagNummer: correction.board,
    benoemingvolgnummer: correction.number,
    velden: correction.fields,
    status: correction.kind,
    ingediendOp: correction.requestedAt,
    antwoordUiterlijk: lastDayToAnswer(correction.requestedOn),
    termijnen: openTerms(correction).map(termData),
  };
}

function cursorAfter({ due_by: dueBy, id }: DueCorrection): string {
  return Buffer.from(`${dueBy} ${id}`).toString('base64url');
}

function placeFrom(cursor: string): DueQuery['after'] {
  const [dueBy = '', id = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  if (isCalendarDay(dueBy) && UUID.test(id)) return { dueBy, id };
  throw platformProblem('ongeldig-verzoek', { detail: 'Deze cursor is niet van dit overzicht.' });
}
