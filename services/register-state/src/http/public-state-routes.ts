import type { FastifyInstance } from 'fastify';
import type { Database, Queryable } from '../../../_platform/src/database/database.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { createPageRoom } from '../answers/page-room.ts';
import { loadPersons } from '../apply/load-persons.ts';
import { registerId, type RegisterId } from '../domain/ids.ts';
import { confirmRead, type ReadParts } from '../lookups/confirm-read.ts';
import { publicState, type PublicState } from '../publish/public-state.ts';
import { selectFeedEnd } from '../sql/select-feed-end.ts';
import { selectPersonIds } from '../sql/select-person-ids.ts';
import { refuseUnknownPosition } from './feed-query.ts';
import { isStored, NO_QUERY, REGISTRATION_PARAMS } from './registration-routes.ts';
import { seenBy } from './who-sees-what.ts';

const PER_PAGE = 100;
/** Persons loaded together: there may be far more to each than a page takes. */
const LOADED_AT_ONCE = 25;

interface Query {
  readonly cursor?: string;
  readonly maxAantal?: number;
}

const QUERY = {
  type: 'object',
  additionalProperties: false,
  properties: {
    cursor: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[A-Za-z0-9_-]+$' },
    maxAantal: { type: 'integer', minimum: 1, maximum: 500 },
  },
} as const;

/** Where a page begins: behind this person, in the reading that began at this position. */
interface Place {
  readonly position: number;
  readonly after: string | null;
}

export interface StatePage {
  readonly states: readonly PublicState[];
  /** The position of the whole reading: taken before its first page was read. */
  readonly position: number;
  readonly last: string | undefined;
}

/**
 * GET /v1/registratiestanden: the public state of everybody, page by page in the order of register ids, for a consumer
 * that begins; a page is cut by its bytes too. `positie` is the same on every page: the last position before the first
 * page was read. Whatever changed since, on pages read or still to be read, is told again by the events behind it; of
 * those a consumer drops what its state already holds, sequence ≤ `volgnummer`.
 *
 * GET /v1/registratiestanden/{registratieId}: that of one person, for who was told only that something changed, or that he
 * is back.
 */
export function registerPublicStateRoutes(app: FastifyInstance, o: ReadParts & { readonly database: Database }): void {
  app.get<{ Querystring: Query }>(
    '/v1/registratiestanden',
    { config: seenBy('registratiestanden'), schema: { querystring: QUERY } },
    async (request, reply) => {
      const { cursor, maxAantal: limit = PER_PAGE } = request.query;
      const page = await readStates(o.database, cursor === undefined ? undefined : placeFrom(cursor), limit);
      const persons = page.states.map(({ registratieId }) => registratieId);
      await confirmRead(o, request, { activity: 'REGISTRATIESTANDEN_OPHALEN', persons });
      void reply.header('cache-control', 'no-store');
      const { position, last } = page;
      return {
        standen: page.states,
        positie: String(position),
        ...(last === undefined ? {} : { cursor: cursorOf({ position, after: last }) }),
      };
    },
  );

  app.get<{ Params: { registratieId: string } }>(
    '/v1/registratiestanden/:registratieId',
    { config: seenBy('registratiestand'), schema: { params: REGISTRATION_PARAMS, querystring: NO_QUERY } },
    async (request, reply) => {
      const id = registerId(request.params.registratieId);
      const person = (await o.database.readSnapshot((db) => loadPersons(db, [id]))).get(id);
      const stand = isStored(person) ? publicState(person) : undefined;
      if (stand === undefined) throw platformProblem('niet-gevonden', { detail: 'Van deze persoon is er geen stand.' });
      await confirmRead(o, request, { activity: 'REGISTRATIESTANDEN_OPHALEN', persons: [id] });
      void reply.header('cache-control', 'no-store');
      return { stand };
    },
  );
}

/** One page, all of it as of one moment: so many persons, or as many as there is room for. */
export async function readStates(
  database: Pick<Database, 'readSnapshot'>,
  place: Place | undefined,
  limit: number,
): Promise<StatePage> {
  return database.readSnapshot(async (db) => {
    const { last_position: end } = await selectFeedEnd(db, 0);
    if (place !== undefined) refuseUnknownPosition(place.position, end, '/cursor');
    const found = await selectPersonIds(db, place?.after ?? null, limit + 1);
    const { states, last } = await statesThatFit(db, found.slice(0, limit).map(registerId));
    const isWhole = last === undefined || last === found.at(-1);
    return { states, position: place?.position ?? end, last: isWhole ? undefined : last };
  });
}

/** The states of the first of these persons, at least of one; `last` is the last of whom nothing is left to tell. */
async function statesThatFit(
  db: Queryable,
  ids: readonly RegisterId[],
): Promise<{ states: PublicState[]; last: RegisterId | undefined }> {
  const states: PublicState[] = [];
  const room = createPageRoom();
  let last: RegisterId | undefined;
  for (let from = 0; from < ids.length; from += LOADED_AT_ONCE) {
    const some = ids.slice(from, from + LOADED_AT_ONCE);
    const persons = await loadPersons(db, some);
    for (const id of some) {
      const state = publicState(persons.get(id));
      if (state !== undefined) {
        if (!room.takes(JSON.stringify(state))) return { states, last };
        states.push(state);
      }
      last = id;
    }
  }
  return { states, last };
}

function cursorOf({ position, after }: Place): string {
  return Buffer.from(`${String(position)} ${after ?? ''}`).toString('base64url');
}

const PLACE = /^(0|[1-9][0-9]{0,14}) ([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/;

function placeFrom(cursor: string): Place {
  const [, position, after] = PLACE.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  if (position === undefined || after === undefined) {
    throw platformProblem('ongeldig-verzoek', { detail: 'Deze cursor is niet van dit overzicht.' });
  }
  return { position: Number(position), after };
}
