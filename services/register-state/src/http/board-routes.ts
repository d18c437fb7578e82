import type { FastifyInstance } from 'fastify';
import type { Registratieplek, Stand } from '../../../../schemas/message-book/v1/generated.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { createPageRoom } from '../answers/page-room.ts';
import { confirmRead } from '../lookups/confirm-read.ts';
import { openBoardCursor, sealBoardCursor } from './board-cursor.ts';
import { BOARD_DAY, checkReferenceDay } from './board-day.ts';
import type { BoardDay } from './board-day.ts';
import type { BoardPseudonyms } from './board-pseudonyms.ts';
import { readBoardPage } from './read-board-page.ts';
import type { BoardPage, BoardPageAsked, BoardPageRow } from './read-board-page.ts';
import type { RegistrationParts } from './read-registration.ts';
import { appointmentView, inQuestion } from './registration-view.ts';
import { checkTimeAxes, TIME_AXES } from './time-axes.ts';
import { seenBy } from './who-sees-what.ts';

const APPOINTMENTS_PER_PAGE = 100;

interface OverviewQuery extends BoardDay {
  readonly bekendOp?: string;
  readonly cursor?: string;
}

const QUERY = {
  ...BOARD_DAY,
  properties: {
    ...BOARD_DAY.properties,
    bekendOp: TIME_AXES.bekendOp,
    cursor: { type: 'string', maxLength: 2_000 },
  },
} as const;

interface OverviewRow {
  readonly persoonPseudoniem: string;
  readonly benoemingvolgnummer: string;
  readonly personeelsnummer?: string;
  readonly stand: Stand;
  readonly registratieplekken: readonly Registratieplek[];
  /** JSON Pointers into the stand that are in question. */
  readonly inOnderzoek?: readonly string[];
}

/**
 * GET /v1/registratieoverzichten: a board's own snapshots valid on a day, under its own pseudonym of each person. It
 * says nothing of other boards, of status or of statements: terms are reckoned within the board by law. The first page
 * fixes a point of the log, now or at `bekendOp`, and all that follow on it tell the same point.
 */
export function registerBoardRoutes(
  app: FastifyInstance,
  o: RegistrationParts & { readonly pseudonyms: BoardPseudonyms; readonly partitions: number },
): void {
  app.get<{ Querystring: OverviewQuery }>(
    '/v1/registratieoverzichten',
    { config: seenBy('registratieoverzicht'), schema: { querystring: QUERY } },
    async (request) => {
      const { query } = request;
      const board = query.bevoegdGezagNummer;
      const asked = askedPage(query, o.pseudonyms, o.clock.now());
      const page = await readBoardPage(o.database, o.lists, asked, o.partitions);
      const { persons, standen, last: after } = rowsThatFit(page, (id) => o.pseudonyms.of(id, board));
      await confirmRead(o, request, { activity: 'REGISTRATIEOVERZICHT_OPVRAGEN', persons });
      const { point } = page;
      return {
        standen,
        ...(after === undefined
          ? {}
          : { cursor: sealBoardCursor(o.pseudonyms, board, { after, point, asked: firstAsked(query) }) }),
      };
    },
  );
}

function askedPage(query: OverviewQuery, pseudonyms: BoardPseudonyms, now: Date): BoardPageAsked {
  const { bevoegdGezagNummer: board, peildatum: day, vestiging, cursor, bekendOp } = query;
  checkReferenceDay(day);
  checkTimeAxes({ ...(bekendOp === undefined ? {} : { bekendOp }) }, now);
  const page = { board, day, location: vestiging ?? null, limit: APPOINTMENTS_PER_PAGE };
  if (cursor === undefined) return { ...page, bekendOp };
  const opened = openBoardCursor(pseudonyms, board, cursor, firstAsked(query));
  if (opened === undefined) {
    throw platformProblem('ongeldig-verzoek', { detail: 'Deze cursor is niet van dit overzicht.' });
  }
  return { ...page, after: opened.after, point: opened.point };
}

function firstAsked({ peildatum, vestiging, bekendOp }: OverviewQuery): (string | null)[] {
  return [peildatum, vestiging ?? null, bekendOp ?? null];
}

/** The first rows of a page, as many as there is room for; what is left is of the page that goes on behind `last`. */
function rowsThatFit(
  { rows, last }: BoardPage,
  pseudonymOf: (registerId: string) => string,
): { persons: string[]; standen: OverviewRow[]; last: BoardPage['last'] } {
  const room = createPageRoom();
  const persons: string[] = [];
  const standen: OverviewRow[] = [];
  let behind: BoardPage['last'];
  for (const row of rows) {
    const { registerId, appointment } = row;
    const shown = overviewRow(pseudonymOf(registerId), row);
    if (!room.takes(JSON.stringify(shown))) return { persons, standen, last: behind };
    persons.push(registerId);
    standen.push(shown);
    behind = { registerId, number: appointment.number };
  }
  return { persons, standen, last };
}

function overviewRow(
  persoonPseudoniem: string,
  { appointment, appointments, book, contested }: BoardPageRow,
): OverviewRow {
  const { benoemingvolgnummer, stand, registratieplekken } = appointmentView({ appointments }, appointment, book);
  const { personeelsnummer } = stand;
  return {
    persoonPseudoniem,
    benoemingvolgnummer,
    ...(personeelsnummer === undefined ? {} : { personeelsnummer }),
    stand,
    registratieplekken,
    ...inQuestion(contested, appointment),
  };
}
