import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { testDatabase, type TestDatabase } from '../../../test/support/databases.ts';
import { openDatabase, type Database } from '../../_platform/src/database/database.ts';
import { migrate } from '../../_platform/src/database/migrate.ts';
import { migrationSets } from '../src/migrations.ts';

const [registerId, kept, inAnteroom, known] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
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
  await database.query(
    `insert into persons (register_id, partition, status, reason, status_since, wants_reregistration, sequence, due_on)
     values ($1, 0, 'BEWAARD', 'EINDE', '2024-02-29', false, 1, null),
            ($2, 0, 'BEWAARD', 'VERZOEK', '2024-03-01', false, 1, '2030-01-01'),
            ($3, 0, 'BEKEND', null, '2024-03-01', false, 1, null)`,
    [kept, inAnteroom, known],
  );
  await database.query(
    `insert into anteroom_entries (register_id, board, number, ground, teaching, status, reason, ended_on)
     values ($1, '41234', '1', '511', '{}', 'INGESCHREVEN', null, null),
            ($1, '41234', '2', '511', '{}', 'BEEINDIGD', 'EINDE', '2024-07-31')`,
    [inAnteroom],
  );
  const bewaard = { status: 'BEWAARD', reden: 'VERZOEK' };
  await told(1, 'persoon-bekend', { voor: { status: 'ONBEKEND' }, na: { status: 'BEKEND' } });
  await told(2, 'persoon-bewaard', { voor: { status: 'BEKEND' }, na: bewaard });
  await told(3, 'benoeming-gewijzigd', { bevoegdGezagNummer: '41234' });
  await told(3, 'registratie-gewijzigd', { wijzigingen: ['benoeming-gewijzigd'] });
  await told(4, 'benoeming-geregistreerd', { bevoegdGezagNummer: '41234' });
  await told(4, 'persoon-hersteld', { voor: bewaard, na: { status: 'BEKEND' } });
  await applied('1', '01', 'VERWERKT');
  await applied('2', '03', 'VERWERKT');
  await applied('1', '02', 'VERWERKT');
  await applied('1', '09', 'AFGEWEZEN');
  await applied('1', '09', 'AFGEWEZEN', 'VERZOEK_UITSCHRIJVING');
});
afterAll(async () => {
  await database.close();
  await own.drop();
  rmSync(formerFiles, { recursive: true });
});

let applications = 0;

async function applied(
  benoemingvolgnummer: string,
  aanleverpuntnummer: string,
  outcome: string,
  kind = 'AANLEVEREN_BENOEMING',
): Promise<void> {
  applications += 1;
  const command = { bron: { bevoegdGezagNummer: '41234', aanleverpuntnummer }, inhoud: { benoemingvolgnummer } };
  await database.query(
    `insert into command_log (partition, application_number, id, kind, register_id, recorded_at, judging_day,
                              list_version, content_hash, outcome, event_number, command)
     values (0, $1, $2, $6, $3, '2026-01-15T10:00:00Z', '2026-01-15', 1, '\\xab', $4, $1, $5)`,
    [applications, randomUUID(), registerId, outcome, JSON.stringify(command), kind],
  );
}

let events = 0;

/** An event of somebody who was kept for a while, by a command of its own partition. */
async function told(applicationNumber: number, type: string, data: object): Promise<void> {
  events += 1;
  await database.query(
    `insert into event_log (partition, number, application_number, register_id, sequence, type, data)
     values (1, $1::bigint, $2, $3, $1::bigint, $4, $5)`,
    [events, applicationNumber, kept, type, JSON.stringify(data)],
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

  it('is taken over with the reason of a request that was refused', async () => {
    await migrate({ url: own.migratorUrl, sets: migrationSets });
    const { rows } = await database.query(
      "select kind, answer from command_log where outcome = 'AFGEWEZEN' order by 1",
    );
    expect(rows).toEqual([
      { kind: 'AANLEVEREN_BENOEMING', answer: null },
      { kind: 'VERZOEK_UITSCHRIJVING', answer: { weigering: { reden: 'NIET_IN_REGISTER' } } },
    ]);
  });

  it('is taken over with the mark of what was told of somebody while he was kept', async () => {
    await migrate({ url: own.migratorUrl, sets: migrationSets });
    const { rows } = await database.query('select type, withheld from event_log order by number');
    expect(rows).toEqual([
      { type: 'persoon-bekend', withheld: false },
      { type: 'persoon-bewaard', withheld: false },
      { type: 'benoeming-gewijzigd', withheld: true },
      { type: 'registratie-gewijzigd', withheld: false },
      { type: 'benoeming-geregistreerd', withheld: false },
      { type: 'persoon-hersteld', withheld: false },
    ]);
  });

  it('is taken over with the commands judged by the rules of before they had a version', async () => {
    await migrate({ url: own.migratorUrl, sets: migrationSets });
    const { rows } = await database.query('select distinct rules_version from command_log');
    expect(rows).toEqual([{ rules_version: 1 }]);
  });

  // Nobody who was kept, and no entry that had ended, before there was a term for it was ever destroyed.
  it('is taken over with the days on which persons and entries of before are destroyed', async () => {
    await migrate({ url: own.migratorUrl, sets: migrationSets });
    const { rows } = await database.query<{ register_id: string; due_on: string | null }>(
      'select register_id, due_on from persons',
    );
    expect(new Map(rows.map((row) => [row.register_id, row.due_on]))).toEqual(
      new Map([
        [kept, '2029-03-01'],
        // His person has to wait for the entry that lives.
        [inAnteroom, '2029-08-01'],
        [known, null],
      ]),
    );
  });
});
