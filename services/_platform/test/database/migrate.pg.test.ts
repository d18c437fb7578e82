import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { testDatabase } from '../../../../test/support/databases.ts';
import { openDatabase } from '../../src/database/database.ts';
import { migrate } from '../../src/database/migrate.ts';
import type { MigrationSet } from '../../src/database/migrate.ts';

let pg: Awaited<ReturnType<typeof testDatabase>>;
let directory: string;
let set: MigrationSet;

beforeEach(async () => {
  pg = await testDatabase('appointment-intake', []);
  directory = await mkdtemp(join(tmpdir(), 'migrations-'));
  set = { name: 'things', directory };
  await write('001-things.sql', 'CREATE TABLE things (id int); INSERT INTO things VALUES (1);');
});

afterEach(async () => {
  await pg.drop();
  await rm(directory, { recursive: true });
});

const write = (name: string, text: string): Promise<void> => writeFile(join(directory, name), text);
const run = (sets: readonly MigrationSet[] = [set]): Promise<string[]> => migrate({ url: pg.migratorUrl, sets });

async function things(): Promise<unknown[]> {
  const database = openDatabase({ url: pg.url, applicationName: 'test' });
  try {
    return (await database.query('SELECT id FROM things ORDER BY id')).rows;
  } finally {
    await database.close();
  }
}

it('applies each file once, in order of number', async () => {
  await write('002-more.sql', 'INSERT INTO things VALUES (2)');
  expect(await run()).toEqual(['things/001-things.sql', 'things/002-more.sql']);
  await write('003-last.sql', 'INSERT INTO things VALUES (3)');
  expect(await run()).toEqual(['things/003-last.sql']);
  expect(await run()).toEqual([]);
  expect(await things()).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
});

it('keeps sets apart', async () => {
  await run();
  await rm(join(directory, '001-things.sql'));
  await write('001-other.sql', 'CREATE TABLE other (id int)');
  expect(await run([{ name: 'other', directory }])).toEqual(['other/001-other.sql']);
});

it('refuses a file that was changed after it was applied, and says what to do', async () => {
  await run();
  await write('001-things.sql', 'CREATE TABLE things (id bigint)');
  await expect(run()).rejects.toMatchObject({
    code: 'MIGRATION_CHANGED',
    message: expect.stringContaining('write the change as a new file'),
  });
});

it('keeps nothing of a file that fails', async () => {
  await write('002-broken.sql', 'INSERT INTO things VALUES (2); SELECT FROM not_there;');
  await expect(run()).rejects.toMatchObject({ code: 'MIGRATION_FAILED' });
  expect(await things()).toEqual([{ id: 1 }]);
  await write('002-broken.sql', 'INSERT INTO things VALUES (2)');
  expect(await run()).toEqual(['things/002-broken.sql']);
});

it('refuses a new file below one that was applied', async () => {
  await write('003-third.sql', 'SELECT 1');
  await run();
  await write('002-second.sql', 'SELECT 1');
  await expect(run()).rejects.toMatchObject({ code: 'MIGRATION_OUT_OF_ORDER' });
});

it.each(['2-short.sql', '001-twice.sql', '0002-long.sql'])('refuses the name %s', async (name) => {
  await write(name, 'SELECT 1');
  await expect(run()).rejects.toMatchObject({ code: 'MIGRATION_MISNAMED' });
});

it('leaves alone what a newer version of the program applied', async () => {
  await write('002-newer.sql', 'SELECT 1');
  await run();
  await rm(join(directory, '002-newer.sql'));
  expect(await run()).toEqual([]);
});

it('lets processes that start together apply each file once', async () => {
  const applied = await Promise.all([run(), run(), run()]);
  expect(applied.flat()).toEqual(['things/001-things.sql']);
  expect(await things()).toEqual([{ id: 1 }]);
});
