import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { withConnection } from '../create-database.ts';
import { testDatabase, type TestDatabase } from '../../../test/support/databases.ts';

/** What the three roles of a database may do is what keeps a service from changing its own tables' shape. */
describe('the roles of a database', () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'migrations-'));
  let database: TestDatabase;
  let neighbour: TestDatabase;

  beforeAll(async () => {
    writeFileSync(
      path.join(directory, '001-animals.sql'),
      `CREATE TABLE animals (id bigint GENERATED ALWAYS AS IDENTITY, name text NOT NULL);
       CREATE SCHEMA stable; CREATE TABLE stable.boxes (number int);`,
    );
    const sets = [{ name: 'animals', directory }];
    database = await testDatabase('diploma-matching', sets);
    neighbour = await testDatabase('identity-vault', sets);
  });
  afterAll(async () => {
    await Promise.all([database.drop(), neighbour.drop()]);
    rmSync(directory, { recursive: true });
  });

  const run = (url: string, text: string) => withConnection(url, (client) => client.query(text));
  const DENIED = { code: '42501' };

  it('app reads and writes, also in a schema of its own making', async () => {
    await run(database.url, "INSERT INTO animals (name) VALUES ('horse')");
    await run(database.url, 'INSERT INTO stable.boxes VALUES (1)');
    const { rows } = await run(database.url, 'SELECT name FROM animals');
    expect(rows).toEqual([{ name: 'horse' }]);
  });

  it('app cannot change the tables, empty them or make new ones', async () => {
    await expect(run(database.url, 'ALTER TABLE animals ADD COLUMN age int')).rejects.toMatchObject(DENIED);
    await expect(run(database.url, 'TRUNCATE animals')).rejects.toMatchObject(DENIED);
    await expect(run(database.url, 'CREATE TABLE more (id int)')).rejects.toMatchObject(DENIED);
    await expect(run(database.url, 'CREATE TEMPORARY TABLE more (id int)')).rejects.toMatchObject(DENIED);
  });

  it('kijker only reads', async () => {
    await run(database.kijkerUrl, 'SELECT * FROM animals');
    await expect(run(database.kijkerUrl, 'DELETE FROM animals')).rejects.toMatchObject(DENIED);
    await expect(run(database.kijkerUrl, "SELECT nextval('animals_id_seq')")).rejects.toMatchObject(DENIED);
  });

  it('the roles of one service cannot connect to the database of another', async () => {
    const elsewhere = new URL(database.url);
    elsewhere.pathname = new URL(neighbour.url).pathname;
    await expect(run(elsewhere.href, 'SELECT 1')).rejects.toMatchObject(DENIED);
  });

  it('sorts by code point and keeps time in UTC', async () => {
    const { rows } = await run(
      database.url,
      "SELECT string_agg(word, '' ORDER BY word) AS words, current_setting('timezone') AS zone, current_setting('fsync') AS fsync FROM unnest(ARRAY['b','a','B','é']) AS word",
    );
    expect(rows).toEqual([{ words: 'Babé', zone: 'UTC', fsync: 'on' }]);
  });
});
