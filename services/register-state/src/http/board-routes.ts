import type { FastifyInstance } from 'fastify';
import type { Registratieplek, Stand } from '../../../../schemas/message-book/v1/generated.ts';
import types from '../../../../schemas/message-book/v1/types.schema.json' with { type: 'json' };
import { isCalendarDay } from '../../../_platform/src/clock/amsterdam.ts';
import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import type { Outbox } from '../../../_platform/src/outbox/outbox.ts';
import type { Appointment } from '../domain/appointment.ts';
import type { GroundBook } from '../domain/ground-book.ts';
import type { JudgingLists } from '../lists/judging-lists.ts';
import { confirmRead } from '../lookups/confirm-read.ts';
import type { BoardPageQuery } from '../sql/select-board-page.ts';
import type { BoardPseudonyms } from './board-pseudonyms.ts';
import { readBoardPage } from './read-board-page.ts';
import { appointmentView } from './registration-view.ts';
import { seenBy } from './who-sees-what.ts';

const APPOINTMENTS_PER_PAGE = 100;

interface OverviewQuery {
  readonly bevoegdGezagNummer: string;
  readonly peildatum: string;
  readonly vestiging?: string;
  readonly cursor?: string;
}

const QUERY = {
  type: 'object',
  additionalProperties: false,
  required: ['bevoegdGezagNummer', 'peildatum'],
  properties: {
    bevoegdGezagNummer: { type: 'string', pattern: types.$defs.BG.pattern },
    peildatum: { type: 'string', pattern: types.$defs.Datum.pattern },
    vestiging: { type: 'string', pattern: types.$defs.BRIN6.pattern },
    cursor: { type: 'string', maxLength: 500 },
  },
} as const;

interface OverviewRow {
  readonly persoonPseudoniem: string;
  readonly benoemingvolgnummer: string;
  readonly personeelsnummer?: string;
  readonly stand: Stand;
  readonly registratieplekken: readonly Registratieplek[];
}

/**
 * GET /v1/registratieoverzichten: a board's own snapshots valid on a day, under its own pseudonym of each person. It
 * says nothing of other boards, of status or of statements: terms are reckoned within the board by law.
 */
export function registerBoardRoutes(
  app: FastifyInstance,
  o: {
    readonly database: Database;
    readonly outbox: Outbox;
    readonly clock: Clock;
    readonly lists: Pick<JudgingLists, 'newest'>;
    readonly pseudonyms: BoardPseudonyms;
  },
): void {
  app.get<{ Querystring: OverviewQuery }>(
    '/v1/registratieoverzichten',
    { config: seenBy('registratieoverzicht'), schema: { querystring: QUERY } },
    async (request) => {
      const { query } = request;
      const board = query.bevoegdGezagNummer;
      const page = await readBoardPage(o.database, o.lists, pageQuery(query, o.pseudonyms));
      await confirmRead(o, request, {
        activity: 'REGISTRATIEOVERZICHT_OPVRAGEN',
        persons: page.rows.map(({ registerId }) => registerId),
      });

      const last = page.rows.at(-1);
      return {
        standen: page.rows.map(({ registerId, number }) =>
          overviewRow(
            o.pseudonyms.of(registerId, board),
            page.appointments.get(registerId) ?? [],
            number,
            page.lists.of(registerId).book,
          ),
        ),
        ...(page.hasMore && last !== undefined ? { cursor: o.pseudonyms.sealCursor(board, last) } : {}),
      };
    },
  );
}

function pageQuery(query: OverviewQuery, pseudonyms: BoardPseudonyms): BoardPageQuery {
  const { bevoegdGezagNummer: board, peildatum: day, vestiging: location, cursor } = query;
  if (!isCalendarDay(day)) throw platformProblem('ongeldig-verzoek', { detail: 'De peildatum bestaat niet.' });
  const after = cursor === undefined ? undefined : pseudonyms.openCursor(board, cursor);
  if (cursor !== undefined && after === undefined) {
    throw platformProblem('ongeldig-verzoek', { detail: 'Deze cursor is niet van dit overzicht.' });
  }
  return { board, day, location: location ?? null, after: after ?? null, limit: APPOINTMENTS_PER_PAGE };
}

function overviewRow(
  persoonPseudoniem: string,
  appointments: readonly Appointment[],
  number: string,
  book: GroundBook,
): OverviewRow {
  const appointment = appointments.find((one) => one.number === number);
  if (appointment?.kind !== 'GELDIG') throw new Error('an appointment of the page was not loaded');
  const { benoemingvolgnummer, stand, registratieplekken } = appointmentView({ appointments }, appointment, book);
  const { personeelsnummer } = stand;
  return {
    persoonPseudoniem,
    benoemingvolgnummer,
    ...(personeelsnummer === undefined ? {} : { personeelsnummer }),
    stand,
    registratieplekken,
  };
}
