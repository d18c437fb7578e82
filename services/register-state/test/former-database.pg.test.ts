import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { testDatabase, type TestDatabase } from '../../../test/support/databases.ts';
import { openDatabase, type Database } from '../../_platform/src/database/database.ts';
import { migrate } from '../../_platform/src/database/migrate.ts';
import { migrationSets } from '../src/migrations.ts';

const registerId = randomUUID();
let own: TestDatabase;
let database: Database;
let formerFiles: string;

/** A database with the tables of the register as its first version made and filled them. */
beforeAll(async () => {
  formerFiles = mkdtempSync(path.join(tmpdir(), 'former-'));
  const first = '001-register.sql';
  copyFileSync(path.join(import.meta.dirname, '../migrations', first), path.join(formerFiles, first));
  const others = migrationSets.filter(({ name }) => name !== 'register-state');
  own = await testDatabase('register-state', [...others, { name: 'register-state', directory: formerFiles }]);
  database = openDatabase({ url: own.url, applicationName: 'test' });
  await database.query(
    `insert into appointments (register_id, board, number, deleted, phase, carried, order_time, snapshot)
     values ($1, '41234', '1', false, 'LOPEND', true, '2026-01-15T10:00:00Z', '{}'),
            ($1, '41234', '2', false, 'LOPEND', true, '2026-01-15T10:00:00Z', '{}')`,
    [registerId],
  );
  await applied('1', '01', 'VERWERKT');
  await applied('2', '03', 'VERWERKT');
  await applied('1', '02', 'VERWERKT');
  await applied('1', '09', 'AFGEWEZEN');
});
afterAll(async () => {
  await database.close();
  await own.drop();
  rmSync(formerFiles, { recursive: true });
});

let applications = 0;

async function applied(benoemingvolgnummer: string, aanleverpuntnummer: string, outcome: string): Promise<void> {
  applications += 1;
  const command = { bron: { bevoegdGezagNummer: '41234', aanleverpuntnummer }, inhoud: { benoemingvolgnummer } };
  await database.query(
    `insert into command_log (partition, application_number, id, kind, register_id, recorded_at, judging_day,
                              list_version, content_hash, outcome, event_number, command)
     values (0, $1, $2, 'AANLEVEREN_BENOEMING', $3, '2026-01-15T10:00:00Z', '2026-01-15', 1, '\\xab', $4, $1, $5)`,
    [applications, randomUUID(), registerId, outcome, JSON.stringify(command)],
  );
}

// A column that must have a value was added without one: a register with appointments could not be taken over.
describe('a database that the former version filled', () => {
  it('is taken over, its appointments with the delivery point of their newest snapshot', async () => {
    await migrate({ url: own.migratorUrl, sets: migrationSets });
    const { rows } = await database.query('select number, delivery_point from appointments order by number');
    expect(rows).toEqual([
      { number: '1', delivery_point: '02' },
      { number: '2', delivery_point: '03' },
    ]);
  });
});
