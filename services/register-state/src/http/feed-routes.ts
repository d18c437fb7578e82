import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Database } from '../../../_platform/src/database/database.ts';
import type { Feed } from '../feed/feed.ts';
import { readFeedPage, type FeedPage } from '../feed/read-feed-page.ts';
import { confirmRead, type ReadParts } from '../lookups/confirm-read.ts';
import { selectFeedEnd } from '../sql/select-feed-end.ts';
import { eventNamesFrom, POSITION, refuseUnknownPosition } from './feed-query.ts';
import { waitOf } from './prefer-wait.ts';
import { seenBy } from './who-sees-what.ts';

/** Below what proxies on the way wait for an answer. */
const LONGEST_WAIT_S = 20;
/** Waiting requests of one process; more are answered at once. Well below what the server works on together. */
const MOST_WAITING = 128;
const PER_PAGE = 100;

interface Query {
  readonly na?: string;
  readonly maxAantal?: number;
  readonly types?: string;
}

const QUERY = {
  type: 'object',
  additionalProperties: false,
  properties: {
    na: POSITION,
    maxAantal: { type: 'integer', minimum: 1, maximum: 1_000 },
    types: { type: 'string', minLength: 1, maxLength: 2_000 },
  },
} as const;

export interface FeedRoutesParts extends ReadParts {
  readonly database: Database;
  readonly feed: Feed;
  readonly source: string;
}

/**
 * GET /v1/gebeurtenissen: the events after a position, in the order of positions, each with its own. `volgende` is where
 * to go on; when it is what was asked, there is nothing more now. With `Prefer: wait=n` an answer without events waits
 * for the first that passes the filter.
 */
export function registerFeedRoutes(app: FastifyInstance, o: FeedRoutesParts): void {
  const stopping = new AbortController();
  let waiting = 0;
  app.addHook('preClose', (done) => {
    stopping.abort();
    done();
  });

  app.get<{ Querystring: Query }>(
    '/v1/gebeurtenissen',
    { config: seenBy('gebeurtenissen'), schema: { querystring: QUERY } },
    async (request, reply) => {
      const { na = '0', maxAantal: limit = PER_PAGE, types } = request.query;
      const names = types === undefined ? null : eventNamesFrom(types.split(','), '/types');
      const after = Number(na);
      refuseUnknownPosition(after, await lastPosition(), '/na');
      const asked = waitOf(request.headers.prefer, LONGEST_WAIT_S);
      const wait = waiting < MOST_WAITING ? asked : 0;
      waiting += 1;
      try {
        const page = await readOrWait({ after, limit, types: names }, wait, reply);
        await confirmRead(o, request, { activity: 'GEBEURTENISSEN_OPHALEN', persons: personsOf(page) });
        if (wait > 0) void reply.header('preference-applied', `wait=${String(wait)}`);
        return await reply.header('cache-control', 'no-store').type('application/json').send(textOf(page));
      } finally {
        waiting -= 1;
      }
    },
  );

  const lastPosition = async (): Promise<number> => (await selectFeedEnd(o.database, 0)).last_position;

  async function readOrWait(
    { after, ...query }: { after: number; limit: number; types: readonly string[] | null },
    wait: number,
    reply: FastifyReply,
  ): Promise<FeedPage> {
    const gone = new AbortController();
    reply.raw.once('close', () => {
      gone.abort();
    });
    const over = AbortSignal.any([stopping.signal, gone.signal, AbortSignal.timeout(wait * 1000)]);
    let from = after;
    for (;;) {
      const page = await readFeedPage(o.database, {
        ...query,
        after: from,
        last: await lastPosition(),
        source: o.source,
      });
      if (page.events.length > 0 || wait === 0 || over.aborted) return page;
      // What the filter left out is behind us.
      from = page.next;
      await o.feed.beyond(from, over);
    }
  }
}

/** Those of whom the page holds something: of who was destroyed it has the place alone. */
function personsOf({ events }: FeedPage): string[] {
  return events.filter(({ isEmpty }) => !isEmpty).map(({ registerId }) => registerId);
}

/** Put together from texts, because the events are the bytes that Kafka has. `positie` is an extension attribute. */
function textOf({ events, next }: FeedPage): string {
  const told = events.map(({ position, text }) => `{"positie":"${String(position)}",${text.slice(1)}`);
  return `{"gebeurtenissen":[${told.join(',')}],"volgende":"${String(next)}"}`;
}
