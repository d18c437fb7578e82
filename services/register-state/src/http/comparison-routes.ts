import type { FastifyInstance } from 'fastify';
import type { Database } from '../../../_platform/src/database/database.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { compareBoard, comparePersons } from '../comparison/compare-board.ts';
import type { PersonComparison, Total } from '../comparison/compare-board.ts';
import { confirmRead } from '../lookups/confirm-read.ts';
import type { ReadParts } from '../lookups/confirm-read.ts';
import { BOARD_DAY, checkReferenceDay } from './board-day.ts';
import type { BoardDay } from './board-day.ts';
import type { BoardPseudonyms } from './board-pseudonyms.ts';
import { REGISTRATION_PARAMS } from './registration-routes.ts';
import { seenBy } from './who-sees-what.ts';

const PERSONS_PER_PAGE = 200;
const UUID = new RegExp(REGISTRATION_PARAMS.properties.registratieId.pattern);

interface ComparisonQuery extends BoardDay {
  readonly cursor?: string;
}

const QUERY = {
  ...BOARD_DAY,
  properties: { ...BOARD_DAY.properties, cursor: { type: 'string', maxLength: 500 } },
  // The whole is one answer.
  dependentRequired: { cursor: ['vestiging'] },
} as const;

/**
 * GET /v1/vergelijkingen: what a board has in the register on a day, as numbers and digests that its own system can make
 * too (src/comparison/digest.ts): where they are equal, nothing has to be fetched. With `vestiging` the persons of that
 * location. The first tells of no person and leaves no line; the second does.
 */
export function registerComparisonRoutes(
  app: FastifyInstance,
  o: ReadParts & { readonly database: Database; readonly pseudonyms: BoardPseudonyms },
): void {
  app.get<{ Querystring: ComparisonQuery }>(
    '/v1/vergelijkingen',
    { config: seenBy('vergelijking'), schema: { querystring: QUERY } },
    async (request) => {
      const { bevoegdGezagNummer: board, peildatum: day, vestiging: location, cursor } = request.query;
      checkReferenceDay(day);
      const asked = { bevoegdGezagNummer: board, peildatum: day };
      if (location === undefined) {
        const { locations, ...whole } = await compareBoard(o.database, { board, day });
        const vestigingen = locations.map((one) => ({ vestiging: one.location, ...totalView(one) }));
        return { ...asked, ...totalView(whole), vestigingen };
      }
      const after = cursor === undefined ? null : placeFrom(o.pseudonyms.openCursor(board, cursor));
      const page = await comparePersons(o.database, { board, day, location, after, limit: PERSONS_PER_PAGE });
      const ids = page.persons.map(({ registerId }) => registerId);
      await confirmRead(o, request, { activity: 'VERGELIJKING_OPVRAGEN', persons: ids });
      const last = ids.at(-1);
      return {
        ...asked,
        vestiging: location,
        personen: page.persons.map((person) => personView(o.pseudonyms.of(person.registerId, board), person)),
        ...(page.hasMore && last !== undefined ? { cursor: o.pseudonyms.sealCursor(board, last) } : {}),
      };
    },
  );
}

function totalView({ appointments, persons, digest }: Total) {
  return { aantalBenoemingen: appointments, aantalPersonen: persons, controlegetal: digest };
}

function personView(persoonPseudoniem: string, { digest, appointments }: PersonComparison) {
  return {
    persoonPseudoniem,
    controlegetal: digest,
    benoemingen: appointments.map((one) => ({ benoemingvolgnummer: one.number, controlegetal: one.digest })),
  };
}

function placeFrom(place: unknown): string {
  if (typeof place === 'string' && UUID.test(place)) return place;
  throw platformProblem('ongeldig-verzoek', { detail: 'Deze cursor is niet van deze vergelijking.' });
}
