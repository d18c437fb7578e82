import { createSecretKey, randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../../../test/support/databases.ts';
import { openDatabase, type Database } from '../../_platform/src/database/database.ts';
import { newId } from '../../_platform/src/ids/new-id.ts';
import type { ItemId, PortfolioId } from '../src/domain/ids.ts';
import { openActivity, openOrMark, sealActivity } from '../src/sealed-activities.ts';
import { SealBrokenError } from '../src/sealing/seal.ts';
import { asTeacher } from '../src/sql/as-teacher.ts';
import { countActivities } from '../src/sql/count-activities.ts';
import { insertActivity } from '../src/sql/insert-activity.ts';
import { insertPortfolio } from '../src/sql/insert-portfolio.ts';
import { selectActivities } from '../src/sql/select-activities.ts';
import { selectActivity } from '../src/sql/select-activity.ts';
import { selectPortfolio } from '../src/sql/select-portfolio.ts';
import { upsertAccess } from '../src/sql/upsert-access.ts';

const tables = ['access', 'portfolios', 'activities'];
const activity = {
  soort: 'CURSUS',
  titel: 'Formatief toetsen',
  datumBegin: '2019-03-01',
  urenTotaal: 12,
  categorie: 'VAKDIDACTISCH',
};

let test: TestDatabase;
let app: Database;
let migrator: Database;
let kijker: Database;
let admin: Database;

beforeAll(async () => {
  test = await testDatabase('portfolio-storage');
  // One connection each, so that a setting left behind by one transaction would be met by the next.
  const open = (url: string): Database => openDatabase({ url, applicationName: 'test', poolSize: 1 });
  app = open(test.url);
  migrator = open(test.migratorUrl);
  kijker = open(test.kijkerUrl);
  admin = open(test.adminUrl);
});

afterAll(async () => {
  await Promise.all([app, migrator, kijker, admin].map((database) => database.close()));
  await test.drop();
});

const newPortfolioId = (): PortfolioId => randomUUID() as string as PortfolioId;

/** A teacher with an active portfolio and one activity. */
async function teacher(): Promise<{ portfolioId: PortfolioId; itemId: ItemId; key: KeyObject }> {
  const portfolioId = newPortfolioId();
  const itemId = newId() as ItemId;
  const key = createSecretKey(randomBytes(32));
  const now = new Date('2019-03-01T12:00:00Z');
  await app.transaction((tx) => upsertAccess(tx, [{ portfolioId, state: 'OPEN', since: now.toISOString() }]));
  await asTeacher(app, portfolioId, async (tx) => {
    await insertPortfolio(tx, now);
    const sealed = sealActivity(key, portfolioId, itemId, 1, activity);
    await insertActivity(tx, { itemId, createdAt: now, ...sealed });
  });
  return { portfolioId, itemId, key };
}

const countRows = async (database: Database, table: string): Promise<number> => {
  const { rows } = await database.query<{ count: number }>(`SELECT count(*) AS count FROM ${table}`);
  return rows[0]?.count ?? -1;
};

describe('the roles', () => {
  it('are neither owner nor above row level security', async () => {
    const { rows } = await admin.query<{ owner: string; forced: boolean; app: boolean; kijker: boolean }>(
      `SELECT pg_get_userbyid(c.relowner) AS owner, c.relrowsecurity AND c.relforcerowsecurity AS forced
       FROM pg_class c WHERE c.relname = ANY ($1) AND c.relkind = 'r'`,
      [tables],
    );
    expect(rows).toEqual(tables.map(() => ({ owner: 'portfolio_migrator', forced: true })));
    const roles = await admin.query<{ rolname: string; rolsuper: boolean; rolbypassrls: boolean }>(
      `SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname LIKE 'portfolio\\_%'`,
    );
    expect(roles.rows.map(({ rolname }) => rolname)).toEqual(
      expect.arrayContaining(['portfolio_app', 'portfolio_kijker']),
    );
    for (const role of roles.rows) expect(role).toMatchObject({ rolsuper: false, rolbypassrls: false });
  });

  it('every table with a portfolio id is behind the wall', async () => {
    const { rows } = await admin.query<{ table_name: string }>(
      `SELECT table_name FROM information_schema.columns WHERE column_name = 'portfolio_id' ORDER BY table_name`,
    );
    expect(rows.map(({ table_name }) => table_name)).toEqual([...tables].sort());
  });
});

describe('a forgotten subject', () => {
  it.each(tables)('sees no row of %s, also right after a transaction that had one', async (table) => {
    await teacher();
    expect(await countRows(app, table)).toBe(0);
    expect(await app.transaction((tx) => tx.query(`SELECT * FROM ${table}`))).toMatchObject({ rows: [] });
    expect(await countRows(admin, table)).toBeGreaterThan(0);
  });

  it.each(tables)('of the owner or of a reader sees no row of %s either', async (table) => {
    await teacher();
    expect(await countRows(migrator, table)).toBe(0);
    expect(await countRows(kijker, table)).toBe(0);
  });

  it('changes and deletes nothing, and cannot write', async () => {
    const { portfolioId } = await teacher();
    for (const table of tables) {
      expect((await app.query(`DELETE FROM ${table}`)).rowCount).toBe(0);
      expect((await app.query(`UPDATE ${table} SET portfolio_id = portfolio_id`)).rowCount).toBe(0);
    }
    await expect(
      app.query(`INSERT INTO portfolios (portfolio_id, activated_at) VALUES ($1, now())`, [portfolioId]),
    ).rejects.toMatchObject({ sqlstate: '42501' });
  });
});

describe('a teacher', () => {
  it('sees his own rows and none of another', async () => {
    const [mine, other] = [await teacher(), await teacher()];
    await asTeacher(app, mine.portfolioId, async (tx) => {
      expect(await countActivities(tx)).toBe(1);
      expect((await selectPortfolio(tx))?.state).toBe('OPEN');
      expect((await selectActivity(tx, mine.itemId))?.version).toBe(1);
      expect(await selectActivity(tx, other.itemId)).toBeUndefined();
      for (const table of tables) {
        const { rows } = await tx.query<{ portfolio_id: string }>(`SELECT portfolio_id FROM ${table}`);
        expect(rows).toEqual([{ portfolio_id: mine.portfolioId }]);
      }
    });
  });

  it('cannot put a row with another, nor open a portfolio himself', async () => {
    const [mine, other] = [await teacher(), await teacher()];
    await expect(
      asTeacher(app, mine.portfolioId, (tx) =>
        tx.query(`UPDATE activities SET portfolio_id = $1`, [other.portfolioId]),
      ),
    ).rejects.toMatchObject({ sqlstate: '42501' });
    await expect(
      asTeacher(app, mine.portfolioId, (tx) =>
        tx.query(`INSERT INTO access VALUES ($1, 'OPEN', now())`, [randomUUID()]),
      ),
    ).rejects.toMatchObject({ sqlstate: '42501' });
  });
});

describe('the consumer of access records', () => {
  it('sees access rows, and no portfolio or activity', async () => {
    await teacher();
    await app.transaction(async (tx) => {
      await upsertAccess(tx, []);
      expect((await tx.query('SELECT * FROM access')).rowCount).toBeGreaterThan(0);
      expect((await tx.query('SELECT * FROM portfolios')).rowCount).toBe(0);
      expect((await tx.query('SELECT * FROM activities')).rowCount).toBe(0);
    });
  });

  it('closes and opens a portfolio, but never brings back an erased one', async () => {
    const portfolioId = newPortfolioId();
    const states: (string | undefined)[] = [];
    for (const state of ['OPEN', 'GESLOTEN', 'OPEN', 'GEWIST', 'OPEN'] as const) {
      await app.transaction((tx) => upsertAccess(tx, [{ portfolioId, state, since: '2019-03-01T12:00:00Z' }]));
      states.push((await asTeacher(app, portfolioId, selectPortfolio))?.state);
    }
    expect(states).toEqual(['OPEN', 'GESLOTEN', 'OPEN', 'GEWIST', 'GEWIST']);
  });
});

describe('a row whose seal was copied by someone with all rights', () => {
  it.each([
    ['from another teacher', (mine: string, other: string) => [mine, other]],
    ['from another item of the same teacher', (mine: string) => [mine, mine]],
  ])('%s does not open', async (_, pick) => {
    const [mine, other] = [await teacher(), await teacher()];
    const second = newId() as ItemId;
    await asTeacher(app, mine.portfolioId, (tx) =>
      insertActivity(tx, {
        itemId: second,
        createdAt: new Date(),
        ...sealActivity(mine.key, mine.portfolioId, second, 1, { ...activity, titel: 'Tweede' }),
      }),
    );
    const [, from] = pick(mine.portfolioId, other.portfolioId);
    await admin.query(
      `UPDATE activities SET (nonce, sealed) = (SELECT nonce, sealed FROM activities WHERE portfolio_id = $3 AND item_id <> $2 LIMIT 1)
       WHERE portfolio_id = $1 AND item_id = $2`,
      [mine.portfolioId, second, from],
    );
    const rows = await asTeacher(app, mine.portfolioId, (tx) => selectActivities(tx, { before: undefined, limit: 10 }));
    expect(rows.map(({ item_id }) => item_id)).toEqual([second, mine.itemId]);
    const [copied, whole] = rows;
    expect(() => openActivity(mine.key, mine.portfolioId, copied!)).toThrow(SealBrokenError);
    expect(openOrMark(mine.key, mine.portfolioId, copied!)).toEqual({
      id: second,
      versie: 1,
      aangemaaktOp: copied!.created_at,
      gewijzigdOp: copied!.changed_at,
      verzegelingGebroken: true,
    });
    expect(openActivity(mine.key, mine.portfolioId, whole!)).toMatchObject(activity);
  });

  it('put back under a later version does not open', async () => {
    const { portfolioId, itemId, key } = await teacher();
    await admin.query('UPDATE activities SET version = 2 WHERE portfolio_id = $1', [portfolioId]);
    const row = await asTeacher(app, portfolioId, (tx) => selectActivity(tx, itemId));
    expect(() => openActivity(key, portfolioId, row!)).toThrow(SealBrokenError);
  });

  it('holds nothing that can be read', async () => {
    const { portfolioId } = await teacher();
    const { rows } = await admin.query<{ text: string }>(
      `SELECT (to_jsonb(a) - 'sealed')::text || encode(sealed, 'escape') AS text FROM activities a WHERE portfolio_id = $1`,
      [portfolioId],
    );
    expect(rows[0]?.text).not.toMatch(/CURSUS|Formatief|VAKDIDACTISCH|2019-03-01"|urenTotaal/);
  });
});
