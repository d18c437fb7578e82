import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { testDatabase, type TestDatabase } from '../../../../test/support/databases.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { consumerMigrations } from '../../src/consumer/migrations.ts';
import { purgeInbox } from '../../src/consumer/sql/purge-inbox.ts';
import { startPurge } from '../../src/consumer/start-purge.ts';
import { openDatabase, type Database } from '../../src/database/database.ts';
import { silentLogger } from '../../src/logging/create-logger.ts';

let own: TestDatabase;
let database: Database;

beforeAll(async () => {
  own = await testDatabase('appointment-intake', [consumerMigrations]);
  database = openDatabase({ url: own.url, applicationName: 'purge-test' });
});

afterAll(async () => {
  await database.close();
  await own.drop();
});

const remember = (from: number, to: number, daysAgo: number): Promise<unknown> =>
  database.query(
    `INSERT INTO inbox (consumer, message_id, content_hash, seen_at)
     SELECT 'c', n::text, 'x', now() - make_interval(days => $3) FROM generate_series($1::int, $2::int) AS n`,
    [from, to, daysAgo],
  );
const park = (state: string, closedDaysAgo: number | null): Promise<unknown> =>
  database.query(
    `INSERT INTO parked (consumer, topic, partition, record_offset, record_time, headers, for_key_only, reason,
                         fingerprint, message, attempts, state, closed_at, since_application_number, since_parked_at,
                         aside_reason, aside_by)
     VALUES ('c', 't', 0, 0, 0, '{}', false, 'R', 'f', 'm', 1, $1, now() - make_interval(days => $2), 0,
             now() - interval '1 year', CASE $1 WHEN 'TERZIJDE' THEN 'reden' END, CASE $1 WHEN 'TERZIJDE' THEN 'wie' END)`,
    [state, closedDaysAgo],
  );
const count = async (table: string): Promise<number> =>
  (await database.query<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n ?? -1;

it('removes what is old, batch by batch, and keeps what is young or open', async () => {
  await remember(1, 12_000, 46);
  await remember(20_001, 20_003, 44);
  await park('VERWERKT', 46);
  await park('TERZIJDE', 46);
  await park('VERWERKT', 44);
  await park('OPEN', null);
  const purge = startPurge({ database, log: silentLogger, days: 45 });
  await eventually(async () => ((await count('inbox')) === 3 && (await count('parked')) === 2 ? true : undefined), {
    what: 'the old rows gone',
  });
  await purge.stop();
  const { rows } = await database.query('SELECT state FROM parked ORDER BY state');
  expect(rows).toEqual([{ state: 'OPEN' }, { state: 'VERWERKT' }]);
});

it('removes no more at once than asked, and passes by what another process removes', async () => {
  await database.query('DELETE FROM inbox');
  await remember(1, 10, 46);
  await database.transaction(async (tx) => {
    expect(await purgeInbox(tx, 45, 4)).toBe(4);
    expect(await purgeInbox(database, 45, 100)).toBe(6);
  });
  expect(await count('inbox')).toBe(0);
});
