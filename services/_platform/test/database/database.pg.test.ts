import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../../test/support/databases.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { DatabaseError, openDatabase } from '../../src/database/database.ts';
import type { Database } from '../../src/database/database.ts';
import { startCommitProxy } from './commit-proxy.ts';
import { outboxMigrations } from '../../src/outbox/migrations.ts';

let pg: Awaited<ReturnType<typeof testDatabase>>;
let database: Database;
let admin: Database;

beforeAll(async () => {
  pg = await testDatabase('appointment-intake', [outboxMigrations]);
  database = openDatabase({ url: pg.url, applicationName: 'test', transactionTimeoutMs: 1_000, lockTimeoutMs: 200 });
  admin = openDatabase({ url: pg.adminUrl, applicationName: 'test-admin' });
  await admin.query('CREATE TABLE things (id int PRIMARY KEY, word text NOT NULL)');
  await admin.query('GRANT ALL ON things TO PUBLIC');
});

afterAll(async () => {
  await database.close();
  await admin.close();
  await pg.drop();
});

/** The error that the work is rejected with. */
async function failureOf(work: Promise<unknown>): Promise<DatabaseError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(DatabaseError);
  return error as DatabaseError;
}

const pidOf = async (db: Pick<Database, 'query'>): Promise<number> =>
  (await db.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid ?? 0;

const goneFromServer = (pid: number): Promise<boolean> =>
  eventually(async () => {
    const { rowCount } = await admin.query('SELECT FROM pg_stat_activity WHERE pid = $1', [pid]);
    return rowCount === 0 ? true : undefined;
  });

describe('values', () => {
  it('reads the types that services use', async () => {
    const { rows } = await database.query(
      `SELECT 12::int8 AS big, '2026-03-01'::date AS day, '2026-03-01 12:00:00.1234+01'::timestamptz AS time,
              '2026-03-01 12:00:00Z'::timestamptz AS whole, '{"a":1}'::jsonb AS json, '\\x0102'::bytea AS bytes,
              ARRAY[1, NULL]::int8[] AS bigs, ARRAY['2026-03-01']::date[] AS days,
              ARRAY['2026-03-01 12:00:00Z']::timestamptz[] AS times`,
    );
    expect(rows).toEqual([
      {
        big: 12,
        day: '2026-03-01',
        time: '2026-03-01T11:00:00.123Z',
        whole: '2026-03-01T12:00:00.000Z',
        json: { a: 1 },
        bytes: Buffer.from([1, 2]),
        bigs: [1, null],
        days: ['2026-03-01'],
        times: ['2026-03-01T12:00:00.000Z'],
      },
    ]);
  });

  it('refuses a bigint that a number cannot hold', async () => {
    await failureOf(database.query('SELECT 9007199254740993::int8'));
  });

  it('prepares each text once per connection', async () => {
    const text = 'SELECT $1::int AS prepared_once';
    await database.transaction(async (tx) => {
      await tx.query(text, [1]);
      await tx.query(text, [2]);
      const { rows } = await tx.query(
        'SELECT generic_plans + custom_plans AS runs FROM pg_prepared_statements WHERE statement = $1',
        [text],
      );
      expect(rows).toEqual([{ runs: 2 }]);
    });
  });
});

describe('transaction', () => {
  it('keeps what was committed and nothing of what was thrown away', async () => {
    await database.transaction((tx) => tx.query(`INSERT INTO things VALUES (1, 'kept')`));
    const thrown = database.transaction(async (tx) => {
      await tx.query(`INSERT INTO things VALUES (2, 'dropped')`);
      throw new Error('no');
    });
    await expect(thrown).rejects.toThrow('no');
    expect((await database.query('SELECT id FROM things ORDER BY id')).rows).toEqual([{ id: 1 }]);
  });

  it('does not take work for committed when a failure inside was swallowed', async () => {
    const swallowed = database.transaction(async (tx) => {
      await tx.query(`INSERT INTO things VALUES (3, 'lost')`);
      await tx.query(`INSERT INTO things VALUES (3, 'twice')`).catch(() => undefined);
      return 'done';
    });
    expect(await failureOf(swallowed)).toMatchObject({ code: 'CULPRIT', sqlstate: '23505', constraint: 'things_pkey' });
    expect((await database.query('SELECT FROM things WHERE id = 3')).rowCount).toBe(0);
  });

  // What the work threw was passed on instead: behind a culprit every statement fails as if it could be tried again.
  it('throws the first failure inside, whatever the work made of it', async () => {
    const hidden = database.transaction(async (tx) => {
      await tx.query(`INSERT INTO things VALUES (4, 'once'), (4, 'twice')`).catch(() => undefined);
      await tx.query('SELECT 1');
    });
    expect(await failureOf(hidden)).toMatchObject({ code: 'CULPRIT', sqlstate: '23505' });
    const replaced = database.transaction(async (tx) => {
      await tx.query(`INSERT INTO things VALUES (4, NULL)`).catch(() => undefined);
      throw new TypeError('follows from it');
    });
    expect(await failureOf(replaced)).toMatchObject({ code: 'CULPRIT', sqlstate: '23502' });
  });

  it('tells that it failed, before the error goes on, and only then', async () => {
    const told: string[] = [];
    const failing = database.transaction((tx) => {
      tx.onFailure((mayBeCommitted) => told.push(mayBeCommitted ? 'unknown' : 'rolled back'));
      return Promise.reject(new Error('no'));
    });
    await failing.catch(() => told.push('thrown'));
    await database.transaction((tx) => {
      tx.onFailure(() => told.push('committed'));
      return tx.query('SELECT 1');
    });
    expect(told).toEqual(['rolled back', 'thrown']);
  });

  it('tells that it failed when nobody knows whether it was committed', async () => {
    const proxy = await startCommitProxy(pg.url);
    const lossy = openDatabase({ url: proxy.url, applicationName: 'lossy' });
    const told: boolean[] = [];
    proxy.loseNextAnswer();
    const lost = lossy.transaction((tx) => {
      tx.onFailure((mayBeCommitted) => told.push(mayBeCommitted));
      return tx.query(`INSERT INTO things VALUES (5, 'there')`);
    });
    expect(await failureOf(lost)).toMatchObject({ code: 'TRANSIENT' });
    expect(told).toEqual([true]);
    await eventually(async () => (await database.query('SELECT 1 FROM things WHERE id = 5')).rows[0]);
    await lossy.close();
    await proxy.close();
  });

  it('refuses statements after its end', async () => {
    const late = await database.transaction(async (tx) => Promise.resolve(tx));
    expect(await failureOf(late.query('SELECT 1'))).toMatchObject({ code: 'PROGRAMMING', retryable: false });
  });

  it('lets statements run one behind the other without waiting for each', async () => {
    const rows = await database.transaction((tx) =>
      Promise.all([1, 2, 3].map(async (n) => (await tx.query('SELECT $1::int AS n', [n])).rows[0])),
    );
    expect(rows).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  });
});

describe('errors', () => {
  it.each([
    ['a value that does not fit', `SELECT 'x'::int`, { code: 'CULPRIT', retryable: false, sqlstate: '22P02' }],
    ['a missing column', 'INSERT INTO things VALUES (9, NULL)', { code: 'CULPRIT', sqlstate: '23502' }],
    ['a missing table', 'SELECT FROM not_there', { code: 'TRANSIENT', retryable: true, sqlstate: '42P01' }],
    ['no right', 'CREATE TABLE mine (id int)', { code: 'TRANSIENT', retryable: true, sqlstate: '42501' }],
  ])('%s', async (_, text, expected) => {
    expect(await failureOf(database.query(text))).toMatchObject(expected);
  });

  it('says nothing of the values in its own message', async () => {
    const error = await failureOf(database.query(`SELECT $1::int`, ['999911120x']));
    expect(error).toMatchObject({ sqlstate: '22P02' });
    expect(error.message).not.toContain('999911120');
  });

  it('calls a parameter that cannot be sent a fault of the program', async () => {
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;
    expect(await failureOf(database.query('SELECT $1::json', [loop]))).toMatchObject({ code: 'PROGRAMMING' });
    await database.query('SELECT 1');
  });

  it('is transient when nobody listens', async () => {
    const nowhere = openDatabase({ url: 'postgresql://a:b@127.0.0.1:1/x', applicationName: 'test' });
    expect(await failureOf(nowhere.query('SELECT 1'))).toMatchObject({ code: 'TRANSIENT', retryable: true });
    await nowhere.close();
  });

  it('survives a connection that breaks while it is checked out, and idle', async () => {
    const broken = database.transaction(async (tx) => {
      const pid = await pidOf(tx);
      await admin.query('SELECT pg_terminate_backend($1)', [pid]);
      await goneFromServer(pid);
    });
    expect(await failureOf(broken)).toMatchObject({ code: 'TRANSIENT' });
    await admin.query('SELECT pg_terminate_backend($1)', [await pidOf(database)]);
    await eventually(async () => (await database.query('SELECT 1 AS up')).rows[0]);
  });

  it('ends a transaction that holds its locks too long', async () => {
    const frozen = database.transaction(async (tx) => {
      await goneFromServer(await pidOf(tx));
      await tx.query('SELECT 1');
    });
    expect(await failureOf(frozen)).toMatchObject({ code: 'TRANSIENT' });
  });

  it('does not wait for a lock without end', async () => {
    await database.transaction(async (tx) => {
      await tx.query('SELECT FROM things WHERE id = 1 FOR UPDATE');
      const waiting = database.transaction((other) => other.query('SELECT FROM things WHERE id = 1 FOR UPDATE'));
      expect(await failureOf(waiting)).toMatchObject({ code: 'TRANSIENT', sqlstate: '55P03' });
    });
  });
});

describe('a read of several statements', () => {
  it('sees the database as it was at its first statement', async () => {
    await admin.query("INSERT INTO things VALUES (901, 'before')");
    const words = await database.readSnapshot(async (db) => {
      const read = async () => (await db.query<{ word: string }>('SELECT word FROM things WHERE id = 901')).rows;
      const first = await read();
      await admin.query("UPDATE things SET word = 'after' WHERE id = 901");
      return [...first, ...(await read())];
    });
    expect(words).toEqual([{ word: 'before' }, { word: 'before' }]);
    const { rows } = await database.query('SELECT word FROM things WHERE id = 901');
    expect(rows).toEqual([{ word: 'after' }]);
  });

  it('cannot write, and leaves its connection fit for the next', async () => {
    const failure = await failureOf(
      database.readSnapshot((db) => db.query("UPDATE things SET word = 'x' WHERE id = 901")),
    );
    expect(failure.sqlstate).toBe('25006');
    await database.transaction((tx) => tx.query("UPDATE things SET word = 'written' WHERE id = 901"));
  });
});
