import type { FastifyInstance } from 'fastify';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { contestedAppointments } from '../domain/contested.ts';
import { validAppointments } from '../domain/person.ts';
import { withoutStatus } from '../domain/without-status.ts';
import { confirmRead } from '../lookups/confirm-read.ts';
import { readerOf } from '../lookups/reader.ts';
import { createBoardPersons } from './board-persons.ts';
import type { BoardPseudonyms } from './board-pseudonyms.ts';
import { readRegistration } from './read-registration.ts';
import type { ReadRegistration, RegistrationParts } from './read-registration.ts';
import { appointmentView, entryView, inQuestion } from './registration-view.ts';
import { REGISTRATION_PARAMS } from './registration-routes.ts';
import { checkTimeAxes, TIME_AXES_QUERY } from './time-axes.ts';
import type { TimeAxes } from './time-axes.ts';
import { seenBy } from './who-sees-what.ts';

const PARAMS = {
  type: 'object',
  additionalProperties: false,
  required: ['persoonPseudoniem'],
  properties: { persoonPseudoniem: REGISTRATION_PARAMS.properties.registratieId },
} as const;

/**
 * GET /v1/personen/{persoonPseudoniem}: a board's own appointments of one person, where each ground stands and until
 * when, under the pseudonym that the board has for him. Nothing of other boards, of his status, of what he stated.
 */
export function registerBoardPersonRoutes(
  app: FastifyInstance,
  o: RegistrationParts & { readonly pseudonyms: BoardPseudonyms },
): void {
  const persons = createBoardPersons(o.pseudonyms);
  app.get<{ Params: { persoonPseudoniem: string }; Querystring: TimeAxes }>(
    '/v1/personen/:persoonPseudoniem',
    { config: seenBy('persoon'), schema: { params: PARAMS, querystring: TIME_AXES_QUERY } },
    async (request) => {
      const { persoonPseudoniem } = request.params;
      checkTimeAxes(request.query, o.clock.now());
      const board = readerOf(request.caller).organisation ?? '';
      const id = await persons.find(o.database, board, persoonPseudoniem);
      const read =
        id === undefined ? undefined : await readRegistration(o.database, o.lists, id, request.query, withoutStatus);
      // To have been delivered by this board, once, is not enough: what is deleted is as if it had never been.
      const isOwn = read !== undefined && validAppointments(read.person).some((one) => one.board === board);
      if (id === undefined || !isOwn) {
        throw platformProblem('niet-gevonden', { detail: 'Van deze persoon heeft u geen benoemingen.' });
      }
      await confirmRead(o, request, { activity: 'PERSOON_INZIEN', persons: [id] });
      return { persoonPseudoniem, ...boardPersonView(read, board) };
    },
  );
}

function boardPersonView({ person, book, onDay }: ReadRegistration, board: string) {
  const shown = onDay ?? { ...person, appointments: validAppointments(person) };
  const { appointments, entries } = shown;
  const contested = contestedAppointments(shown);
  return {
    benoemingen: appointments
      .filter((one) => one.board === board)
      .map((one) => ({ ...appointmentView(person, one, book, onDay?.day), ...inQuestion(contested, one) })),
    voorportaal: entries.filter((one) => one.board === board).map(entryView),
  };
}
