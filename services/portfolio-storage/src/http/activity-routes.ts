import type { KeyObject } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import openapi from '../../../../schemas/openapi/portfolio-storage.json' with { type: 'json' };
import type { Caller } from '../../../_platform/src/http/access.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { newId } from '../../../_platform/src/ids/new-id.ts';
import { faultsOf, type Activity } from '../domain/activity.ts';
import { entityTag, namesVersion } from '../domain/entity-tag.ts';
import type { ItemId, PortfolioId } from '../domain/ids.ts';
import { cursorAfter, readCursor } from '../domain/page-cursor.ts';
import { portfolioState } from '../domain/portfolio-state.ts';
import type { ProcessingActivity } from '../messages/processing-record.ts';
import { openActivity, openOrMark, sealActivity } from '../sealed-activities.ts';
import { SealBrokenError } from '../sealing/seal.ts';
import type { ActivityRow } from '../sql/activity-row.ts';
import type { SubjectTransaction } from '../sql/as-teacher.ts';
import { insertActivity } from '../sql/insert-activity.ts';
import { lockActivity } from '../sql/lock-activity.ts';
import { selectActivities } from '../sql/select-activities.ts';
import { selectActivity } from '../sql/select-activity.ts';
import { selectPortfolio } from '../sql/select-portfolio.ts';
import { updateActivity } from '../sql/update-activity.ts';
import { workAsTeacher, type PortfolioParts } from '../teacher-work.ts';
import { portfolioNotOpen, portfolioProblem } from './portfolio-problem.ts';
import { portfolioIdOf, teacherOnly } from './teacher-access.ts';

const body = openapi.components.schemas.Activiteit;
const params = openapi.paths['/portfolio/activiteiten/{activiteitId}'].parameters[0]?.schema;
const PAGE = 25;
/** Ten thousand characters of reflection may be forty thousand bytes. */
const BODY_LIMIT = 64 * 1024;

interface ActivityPath {
  readonly activiteitId: ItemId;
}

/** Logged activities: write, list, read, replace. */
export function registerActivityRoutes(app: FastifyInstance, parts: PortfolioParts): void {
  const config = { access: teacherOnly };
  const pathSchema = { type: 'object', properties: { activiteitId: params } };

  app.post<{ Body: Activity }>(
    '/v1/portfolio/activiteiten',
    { config, bodyLimit: BODY_LIMIT, schema: { body } },
    async ({ caller, body: activity }, reply) => {
      refuseFaults(activity);
      const itemId = newId() as ItemId;
      const createdAt = parts.clock.now();
      await withKey(parts, caller, 'PORTFOLIO_BIJWERKEN', async (tx, key) => {
        const sealed = sealActivity(key, tx.portfolioId, itemId, 1, activity);
        await insertActivity(tx, { itemId, createdAt, ...sealed });
      });
      const at = createdAt.toISOString();
      return reply
        .code(201)
        .headers({ location: `/v1/portfolio/activiteiten/${itemId}`, etag: entityTag(1) })
        .send({ id: itemId, versie: 1, aangemaaktOp: at, gewijzigdOp: at, ...activity });
    },
  );

  app.get<{ Querystring: { maxAantal?: number; cursor?: string } }>(
    '/v1/portfolio/activiteiten',
    { config, schema: { querystring: LIST_QUERY } },
    async ({ caller, query }) => {
      const limit = query.maxAantal ?? PAGE;
      const before = query.cursor === undefined ? undefined : itemBefore(query.cursor);
      return await withKey(parts, caller, 'PORTFOLIO_INZIEN', async (tx, key) => {
        // One more than asked tells whether another page follows.
        const rows = await selectActivities(tx, { before, limit: limit + 1 });
        const page = rows.slice(0, limit);
        const last = rows.length > limit ? page.at(-1) : undefined;
        return {
          activiteiten: page.map((row) => openOrMark(key, tx.portfolioId, row)),
          ...(last && { cursor: cursorAfter(last.item_id) }),
        };
      });
    },
  );

  app.get<{ Params: ActivityPath }>(
    '/v1/portfolio/activiteiten/:activiteitId',
    { config, schema: { params: pathSchema } },
    async ({ caller, params }, reply) => {
      const activity = await withKey(parts, caller, 'PORTFOLIO_INZIEN', async (tx, key) => {
        const row = await selectActivity(tx, params.activiteitId);
        if (row === undefined) throw platformProblem('niet-gevonden');
        return openOrRefuse(key, tx.portfolioId, row);
      });
      return reply.header('etag', entityTag(activity.versie)).send(activity);
    },
  );

  app.put<{ Params: ActivityPath; Body: Activity }>(
    '/v1/portfolio/activiteiten/:activiteitId',
    { config, bodyLimit: BODY_LIMIT, schema: { params: pathSchema, body } },
    async ({ caller, params, headers, body: activity }, reply) => {
      const ifMatch = headers['if-match'];
      if (ifMatch === undefined) throw portfolioProblem('versie-ontbreekt');
      refuseFaults(activity);
      const changedAt = parts.clock.now();
      const view = await withKey(parts, caller, 'PORTFOLIO_BIJWERKEN', async (tx, key) => {
        const { version, createdAt } = await lockVersion(tx, params.activiteitId, ifMatch);
        const sealed = sealActivity(key, tx.portfolioId, params.activiteitId, version + 1, activity);
        await updateActivity(tx, {
          itemId: params.activiteitId,
          version: version + 1,
          changedAt,
          ...sealed,
        });
        return {
          id: params.activiteitId,
          versie: version + 1,
          aangemaaktOp: createdAt,
          gewijzigdOp: changedAt.toISOString(),
        };
      });
      return reply.header('etag', entityTag(view.versie)).send({ ...view, ...activity });
    },
  );
}

const LIST_QUERY = {
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    openapi.paths['/portfolio/activiteiten'].get.parameters.map(({ name, schema }) => [name, schema]),
  ),
};

/** Asks the vault first: no key, no look at the database. Then works as the teacher, if the portfolio is active. */
async function withKey<T>(
  parts: PortfolioParts,
  caller: Caller,
  activity: ProcessingActivity,
  work: (tx: SubjectTransaction, key: KeyObject) => Promise<T>,
): Promise<T> {
  const portfolioId = portfolioIdOf(caller);
  const key = await parts.keys.keyFor(caller, portfolioId);
  return await workAsTeacher(parts, portfolioId, activity, async (tx) => {
    const row = await selectPortfolio(tx);
    const state = portfolioState(row?.state, typeof row?.activated_at === 'string');
    if (state !== 'ACTIEF' || key === undefined) throw portfolioNotOpen(state);
    return await work(tx, key);
  });
}

async function lockVersion(
  tx: SubjectTransaction,
  itemId: ItemId,
  ifMatch: string,
): Promise<{ version: number; createdAt: string }> {
  const row = await lockActivity(tx, itemId);
  if (row === undefined) throw platformProblem('niet-gevonden');
  if (namesVersion(ifMatch, row.version)) return { version: row.version, createdAt: row.created_at };
  throw portfolioProblem('versie-veranderd', {
    detail: 'Lees de activiteit opnieuw en voer uw wijziging daarop door.',
    headers: { etag: entityTag(row.version) },
  });
}

function openOrRefuse(key: KeyObject, portfolioId: PortfolioId, row: ActivityRow): ReturnType<typeof openActivity> {
  try {
    return openActivity(key, portfolioId, row);
  } catch (cause) {
    if (!(cause instanceof SealBrokenError)) throw cause;
    throw portfolioProblem('verzegeling-gebroken', {
      detail: 'De bewaarde inhoud van deze activiteit is veranderd en wordt daarom niet gegeven.',
      cause,
    });
  }
}

function refuseFaults(activity: Activity): void {
  const fouten = faultsOf(activity);
  if (fouten.length > 0) throw platformProblem('ongeldig-verzoek', { extra: { deel: 'inhoud', fouten } });
}

function itemBefore(cursor: string): ItemId {
  const itemId = readCursor(cursor);
  if (itemId === undefined) {
    throw platformProblem('ongeldig-verzoek', {
      extra: { deel: 'zoekvraag', fouten: [{ veld: '/cursor', regel: 'cursor' }] },
    });
  }
  return itemId;
}
