import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createSecretKey, randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { testDatabase, type TestDatabase } from '../../../test/support/databases.ts';
import { openDatabase, type Database } from '../../_platform/src/database/database.ts';
import { migrate } from '../../_platform/src/database/migrate.ts';
import { consumerMigrations } from '../../_platform/src/consumer/migrations.ts';
import { outboxMigrations } from '../../_platform/src/outbox/migrations.ts';
import { fetchFeedback } from '../src/intake/fetch-feedback.ts';
import { forgetOld } from '../src/intake/forget-old.ts';
import { migrationSets } from '../src/migrations.ts';
import { claimDeliveries, type NewDelivery } from '../src/sql/claim-deliveries.ts';
import { findDelivery } from '../src/sql/find-delivery.ts';
import { markAnswered } from '../src/sql/mark-answered.ts';
import { moveDeliveries } from '../src/sql/move-deliveries.ts';
import { rejectionRow } from './support/rejection-row.ts';

const board = '41234';
const oin = '00000001000000000001';
const deliveryId = randomUUID();
const messageId = randomUUID();
const handedOut = rejectionRow(board);
const waiting = [rejectionRow(board), rejectionRow(board), rejectionRow(board)];

let own: TestDatabase;
let database: Database;
let formerFiles: string;

/** A database as the first version made and filled it, then migrated to the present one. */
beforeAll(async () => {
  formerFiles = mkdtempSync(path.join(tmpdir(), 'former-'));
  copyFileSync(
    path.join(import.meta.dirname, '../migrations/001-intake.sql'),
    path.join(formerFiles, '001-intake.sql'),
  );
  own = await testDatabase('appointment-intake', [
    consumerMigrations,
    outboxMigrations,
    { name: 'appointment-intake', directory: formerFiles },
  ]);
  database = openDatabase({ url: own.url, applicationName: 'test' });
  await database.query('insert into mandates (oin, board, delivery_point) values ($1, $2, $3)', [oin, board, '01']);
  await database.query(
    `insert into deliveries (oin, delivery_id, content_hash, received_at) values ($1, $2, '\\xab', '2026-01-15T10:00:00Z')`,
    [oin, deliveryId],
  );
  await database.query(
    `insert into receipts (message_id, sender, receipt_id, delivery_point, content_hash, status, signals, received_at)
     values ($1, $2, $3, '01', '\\xab', 'B', '[]', '2026-01-15T10:00:00Z')`,
    [messageId, board, randomUUID()],
  );
  for (const row of [handedOut, ...waiting]) {
    await database.query(
      `insert into feedback (id, board, delivery_point, kind, answers, record, bytes, stored_at, bundle)
       values ($1, $2, $3, $4, $5, $6, $7, '2026-01-15T10:00:00Z', $8)`,
      [
        row.id,
        row.board,
        row.delivery_point,
        row.kind,
        row.answers,
        JSON.stringify(row.record),
        row.bytes,
        row === handedOut ? 1 : null,
      ],
    );
  }
  await database.query(
    `insert into delivery_points (board, delivery_point, last_request, bundle_rows, remaining)
     select $1, '01', 1, array_agg(number), 3 from feedback where bundle = 1`,
    [board],
  );
  await migrate({ url: own.migratorUrl, sets: migrationSets });
});
afterAll(async () => {
  await database.close();
  await own.drop();
  rmSync(formerFiles, { recursive: true });
});

async function fetchBundle(volgnummerVerzoek: number, maxAantal: number) {
  const bundle = await fetchFeedback(
    { bevoegdGezagNummer: board, aanleverpuntnummer: '01', volgnummerVerzoek, maxAantal },
    {
      database,
      clock: { now: () => new Date('2026-01-16T10:00:00.000Z') },
      askNumbers: (ids) =>
        ids.length === 0 ? Promise.resolve(new Map()) : Promise.reject(new Error('nobody is to be asked for')),
      bundleKey: createSecretKey(Buffer.alloc(32, 2)),
    },
  );
  if (bundle === 'NUMBER_TOO_LOW') throw new Error(bundle);
  return {
    ids: bundle.berichten.map(({ kop }) => kop.identificatiecodeBedrijfsdocument),
    restant: bundle.restant,
  };
}

// What waited in the stock was not counted, so that a supplier was told that less than nothing remained.
describe('a database that the former version filled', () => {
  it('gives the last bundle again, and then what waited, with how much remains', async () => {
    expect(await fetchBundle(1, 500)).toEqual({ ids: [handedOut.id], restant: 3 });
    expect(await fetchBundle(2, 2)).toEqual({ ids: waiting.slice(0, 2).map(({ id }) => id), restant: 1 });
    expect(await fetchBundle(3, 500)).toEqual({ ids: [waiting[2]?.id], restant: 0 });
  });

  it('marks a record of before as answered', async () => {
    await database.transaction((tx) =>
      markAnswered(tx, [{ message_id: messageId, sender: board, is_trial: false }], [board]),
    );
    const { rows } = await database.query('select 1 from receipts where answered_at is null');
    expect(rows).toEqual([]);
  });
});

describe('a delivery of before', () => {
  const again = {
    oin,
    delivery_id: deliveryId,
    content_hash: 'ab',
    received_at: '2026-01-20T10:00:00.000Z',
    attempt: randomUUID(),
    records: 2,
  };

  // Its records were not kept one by one: it was shown as complete with no records.
  it('is not shown, because what was answered to its records is not known', async () => {
    expect(await findDelivery(database, oin, deliveryId)).toBeUndefined();
  });

  it('is known by its content when it comes again', async () => {
    const [claimed] = await database.transaction((tx) => claimDeliveries(tx, [again]));
    expect(claimed).toMatchObject({ content_hash: 'ab', is_new: false, records: 0 });
  });

  it('keeps no count while it comes again part by part, and has one when it has come whole', async () => {
    const { content_hash: _atTheEnd, ...part } = again;
    const counted = async (delivery: NewDelivery): Promise<number | undefined> =>
      database.transaction(async (tx) => {
        await moveDeliveries(tx, [delivery]);
        return (await claimDeliveries(tx, [delivery]))[0]?.records;
      });
    expect(await counted({ ...part, records: 1 })).toBe(0);
    expect(await counted(again)).toBe(2);
  });
});

describe('what was handed out before the time of it was kept', () => {
  it('is forgotten 13 months after it came in', async () => {
    await forgetOld(database, '2027-02-16');
    const { rows } = await database.query('select id from feedback where id = $1', [handedOut.id]);
    expect(rows).toEqual([]);
  });
});
