import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../../../../test/support/databases.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { consumerMigrations } from '../../src/consumer/migrations.ts';
import { insertInbox } from '../../src/consumer/sql/insert-inbox.ts';
import { openDatabase, type Database } from '../../src/database/database.ts';

let own: TestDatabase;
let database: Database;

beforeAll(async () => {
  own = await testDatabase('appointment-intake', [consumerMigrations]);
  database = openDatabase({ url: own.url, applicationName: 'inbox-test' });
});

afterAll(async () => {
  await database.close();
  await own.drop();
});

const entry = (id: string, content: string) => ({ id, contentHash: Buffer.from(content) });

it('tells what is new, what was seen, and what comes with another content', async () => {
  await database.transaction((tx) => insertInbox(tx, 'c', [entry('1', 'a'), entry('2', 'a')]));
  const outcome = await database.transaction((tx) =>
    insertInbox(tx, 'c', [entry('1', 'a'), entry('2', 'b'), entry('3', 'a')]),
  );
  expect(outcome).toEqual({ fresh: new Set(['3']), conflicting: new Set(['2']) });
});

// The one that waited saw neither its own row nor the other's, and its record was dropped as seen.
it.each([
  ['another content', 'b', { fresh: new Set(), conflicting: new Set(['same']) }],
  ['the same content', 'a', { fresh: new Set(), conflicting: new Set() }],
])('judges an id that another transaction adds at the same instant, with %s', async (what, content, expected) => {
  const consumer = `c-${what}`;
  let waiting: Promise<unknown> = Promise.resolve();
  await database.transaction(async (tx) => {
    await insertInbox(tx, consumer, [entry('same', 'a')]);
    waiting = database.transaction((other) => insertInbox(other, consumer, [entry('same', content)]));
    await eventually(
      async () =>
        (await database.query("SELECT 1 AS n FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'")).rows[0],
      { what: 'the other one waiting' },
    );
  });
  expect(await waiting).toEqual(expected);
});
