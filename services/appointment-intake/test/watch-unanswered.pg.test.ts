import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { testDatabase, type TestDatabase } from '../../../test/support/databases.ts';
import { openDatabase, type Database } from '../../_platform/src/database/database.ts';
import type { LogFields } from '../../_platform/src/logging/log-fields.ts';
import { silentLogger } from '../../_platform/src/logging/create-logger.ts';
import { createMetrics } from '../../_platform/src/metrics/metrics.ts';
import { watchUnanswered } from '../src/intake/watch-unanswered.ts';
import { claimDeliveries } from '../src/sql/claim-deliveries.ts';
import { findCorrections } from '../src/sql/find-corrections.ts';
import { insertCorrections } from '../src/sql/insert-corrections.ts';
import { insertDeliveryRecords } from '../src/sql/insert-delivery-records.ts';
import { insertReceipts } from '../src/sql/insert-receipts.ts';
import { markAnswered } from '../src/sql/mark-answered.ts';

let own: TestDatabase;
let database: Database;

beforeAll(async () => {
  own = await testDatabase('appointment-intake');
  database = openDatabase({ url: own.url, applicationName: 'test' });
});
afterAll(async () => {
  await database.close();
  await own.drop();
});

const sender = '99009';

async function receipt(o: { status: 'B' | 'A'; minutesAgo: number; answered?: boolean }): Promise<string> {
  const key = { message_id: randomUUID(), sender };
  await database.transaction(async (tx) => {
    const row = {
      ...key,
      receipt_id: randomUUID(),
      delivery_point: '01',
      content_hash: 'ab'.repeat(32),
      status: o.status,
      signals: [],
      received_at: '2026-01-15T10:00:00.000Z',
      is_answered: o.status === 'A',
      is_trial: false,
    };
    await insertReceipts(tx, [row]);
    await tx.query('update receipts set stored_at = now() - make_interval(mins => $2) where message_id = $1', [
      key.message_id,
      o.minutesAgo,
    ]);
    if (o.answered === true) await markAnswered(tx, [{ ...key, is_trial: false }]);
  });
  return key.message_id;
}

/** One sweep, as of a day: what it logs and what its gauge shows. */
async function sweep(day: string): Promise<{ logged: [string, LogFields | undefined][]; gauge: string | undefined }> {
  const logged: [string, LogFields | undefined][] = [];
  const metrics = createMetrics({ service: 'test' });
  const watch = watchUnanswered({
    database,
    clock: { now: () => new Date(`${day}T12:00:00.000Z`), today: () => day },
    log: { ...silentLogger, warn: (code, fields) => logged.push([code, fields]) },
    metrics,
  });
  await watch.stop();
  const { body } = await metrics.exposition();
  return { logged, gauge: /^lrr_unanswered_records\{[^}]*\} (.*)$/m.exec(body)?.[1] };
}

describe('the sweep', () => {
  it('names accepted records that wait longer than 15 minutes for an answer, and no others', async () => {
    const waiting = await receipt({ status: 'B', minutesAgo: 16 });
    const longest = await receipt({ status: 'B', minutesAgo: 90 });
    await receipt({ status: 'B', minutesAgo: 14 });
    await receipt({ status: 'A', minutesAgo: 90 });
    await receipt({ status: 'B', minutesAgo: 90, answered: true });
    const { logged, gauge } = await sweep('2026-01-15');
    expect(gauge).toBe('2');
    expect(logged.map(([code, fields]) => [code, fields?.messageId])).toEqual([
      ['RECORD_UNANSWERED', longest],
      ['RECORD_UNANSWERED', waiting],
    ]);
    await database.transaction((tx) =>
      markAnswered(
        tx,
        [waiting, longest].map((message_id) => ({ message_id, sender, is_trial: false })),
      ),
    );
    expect(await sweep('2026-01-15')).toEqual({ logged: [], gauge: '0' });
  });

  it('forgets delivery ids after 13 months, not a day earlier', async () => {
    const delivery = (received_at: string) => ({
      oin: '00000001000000000001',
      delivery_id: randomUUID(),
      content_hash: 'cd'.repeat(32),
      received_at,
      attempt: randomUUID(),
      records: 0,
    });
    const forgotten = delivery('2024-12-14T23:59:59.999Z');
    const kept = delivery('2024-12-15T00:00:00.000Z');
    const numbers = await database.transaction(async (tx) => {
      const claimed = await claimDeliveries(tx, [forgotten, kept]);
      const numberOf = (id: string) => claimed.find(({ delivery_id }) => delivery_id === id)?.number ?? 0;
      const record = { ordinal: 0, recordHash: 'ab', status: 'B' as const, codes: [], receipt: '{}' };
      const rows = [forgotten, kept].map(({ delivery_id }) => ({ ...record, delivery: numberOf(delivery_id) }));
      await insertDeliveryRecords(tx, rows);
      return { kept: numberOf(kept.delivery_id) };
    });
    await sweep('2026-01-15');
    const { rows } = await database.query('select delivery_id from deliveries');
    expect(rows).toEqual([{ delivery_id: kept.delivery_id }]);
    const records = await database.query('select delivery from delivery_records');
    expect(records.rows).toEqual([{ delivery: numbers.kept }]);
  });

  it('counts an overview as answered when all its pages are there', async () => {
    const waiting = await receipt({ status: 'B', minutesAgo: 16 });
    const key = { message_id: waiting, sender, is_trial: false };
    const arrive = (...pages: (number | undefined)[]) =>
      database.transaction((tx) =>
        markAnswered(
          tx,
          pages.map((count) => (count === undefined ? key : { ...key, pages: count })),
        ),
      );
    const isWaiting = async () => (await sweep('2026-01-15')).gauge === '1';
    await arrive(4);
    await arrive(4, 4);
    expect(await isWaiting()).toBe(true);
    await arrive(4);
    expect(await isWaiting()).toBe(false);
  });

  it('does not count the late answer to a trial for the real message that took its place', async () => {
    const waiting = await receipt({ status: 'B', minutesAgo: 16 });
    await database.transaction((tx) => markAnswered(tx, [{ message_id: waiting, sender, is_trial: true }]));
    expect((await sweep('2026-01-15')).gauge).toBe('1');
    await database.transaction((tx) => markAnswered(tx, [{ message_id: waiting, sender, is_trial: false }]));
    expect((await sweep('2026-01-15')).gauge).toBe('0');
  });

  it('counts a rejection as the whole answer', async () => {
    const waiting = await receipt({ status: 'B', minutesAgo: 16 });
    await database.transaction((tx) => markAnswered(tx, [{ message_id: waiting, sender, is_trial: false }]));
    expect((await sweep('2026-01-15')).gauge).toBe('0');
  });

  it('forgets feedback 13 months after it was handed out, but never what was handed out last', async () => {
    const board = '41000';
    await database.query(
      `insert into feedback (id, board, delivery_point, kind, record, bytes, bundle, handed_out_at)
       select gen_random_uuid(), $1, '01', 'x', '{}', 2, case when n > 2500 then 2 else 1 end,
              case when n = 1 then '2024-12-15T00:00:00Z' else '2024-12-14T23:59:59.999Z' end::timestamptz
         from generate_series(1, 2502) as n`,
      [board],
    );
    await database.query(
      `insert into feedback (id, board, delivery_point, kind, record, bytes) values (gen_random_uuid(), $1, '01', 'waits', '{}', 2)`,
      [board],
    );
    await database.query(`insert into delivery_points (board, delivery_point, last_request) values ($1, '01', 2)`, [
      board,
    ]);
    await sweep('2026-01-15');
    const { rows } = await database.query(
      'select bundle, kind, count(*)::integer as count from feedback where board = $1 group by 1, 2 order by 1',
      [board],
    );
    expect(rows).toEqual([
      { bundle: 1, kind: 'x', count: 1 },
      { bundle: 2, kind: 'x', count: 2 },
      { bundle: null, kind: 'waits', count: 1 },
    ]);
  });

  it('forgets whom a correction request is about 13 months after the last record about it', async () => {
    const correction = (told_at: string) => ({
      correction_id: randomUUID(),
      board: '41000',
      register_id: randomUUID(),
      told_at,
    });
    const old = correction('2024-12-14T23:00:00.000Z');
    const kept = correction('2024-12-14T23:00:00.000Z');
    await database.transaction((tx) => insertCorrections(tx, [old, kept]));
    await database.transaction((tx) => insertCorrections(tx, [{ ...kept, told_at: '2024-12-16T00:00:00.000Z' }, kept]));
    await sweep('2026-01-15');
    expect(await findCorrections(database, [old, kept])).toEqual([
      { correction_id: kept.correction_id, board: kept.board, register_id: kept.register_id },
    ]);
  });
});
