import type { FastifyInstance } from 'fastify';
import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import type { Outbox } from '../../../_platform/src/outbox/outbox.ts';
import { createPageRoom } from '../answers/page-room.ts';
import { readHistoryPage } from '../history/read-history-page.ts';
import type { HistoryPage } from '../history/read-history-page.ts';
import type { JudgingLists } from '../lists/judging-lists.ts';
import { confirmRead } from '../lookups/confirm-read.ts';
import { readerOf } from '../lookups/reader.ts';
import { historyLineView } from './history-view.ts';
import type { HistoryLineView } from './history-view.ts';
import { isKept, isStored, REGISTRATION_PARAMS } from './registration-routes.ts';
import { seenBy } from './who-sees-what.ts';

const LINES_PER_PAGE = 50;

const QUERY = {
  type: 'object',
  additionalProperties: false,
  properties: { cursor: { type: 'string', maxLength: 30, pattern: '^[A-Za-z0-9_-]+$' } },
} as const;

/**
 * GET /v1/registraties/{registratieId}/historie: every command about a person and every day turn that touched him, in the
 * order in which they were applied: what came in and from whom, what was decided and why, what it changed, and who was
 * told. What is shown of anybody can be followed from here to the record behind it.
 */
export function registerHistoryRoutes(
  app: FastifyInstance,
  o: {
    readonly database: Database;
    readonly outbox: Outbox;
    readonly clock: Clock;
    readonly lists: Pick<JudgingLists, 'named'>;
    readonly source: string;
  },
): void {
  app.get<{ Params: { registratieId: string }; Querystring: { cursor?: string } }>(
    '/v1/registraties/:registratieId/historie',
    { config: seenBy('historie'), schema: { params: REGISTRATION_PARAMS, querystring: QUERY } },
    async (request) => {
      const { registratieId } = request.params;
      const after = placeFrom(request.query.cursor);
      const page = await readHistoryPage(o.database, o.lists, registratieId, { after, limit: LINES_PER_PAGE });
      const isHidden = readerOf(request.caller).role !== 'LERAAR' && isKept(page.person);
      if (!isStored(page.person) || isHidden) {
        throw platformProblem('niet-gevonden', { detail: 'Deze registratie is er niet.' });
      }
      await confirmRead(o, request, { activity: 'HISTORIE_INZIEN', persons: [registratieId] });
      const { regels, next } = linesThatFit(page, (line) => historyLineView(line, registratieId, o.source));
      return { regels, ...(next === undefined ? {} : { cursor: cursorAt(next) }) };
    },
  );
}

/** The first lines of a page, as many as there is room for; `next` is the last one's place when others follow. */
function linesThatFit(
  { lines, hasMore }: HistoryPage,
  viewOf: (line: HistoryPage['lines'][number]) => HistoryLineView,
): { regels: HistoryLineView[]; next: number | undefined } {
  const room = createPageRoom();
  const regels: HistoryLineView[] = [];
  let last: number | undefined;
  for (const line of lines) {
    const shown = viewOf(line);
    if (!room.takes(JSON.stringify(shown))) return { regels, next: last };
    regels.push(shown);
    last = line.applicationNumber;
  }
  return { regels, next: hasMore ? last : undefined };
}

function cursorAt(applicationNumber: number): string {
  return Buffer.from(String(applicationNumber)).toString('base64url');
}

function placeFrom(cursor: string | undefined): number {
  if (cursor === undefined) return 0;
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  if (!/^[1-9][0-9]{0,14}$/.test(text)) {
    throw platformProblem('ongeldig-verzoek', { detail: 'Deze cursor is niet van deze historie.' });
  }
  return Number(text);
}
