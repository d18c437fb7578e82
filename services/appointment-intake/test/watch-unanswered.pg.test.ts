import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { testDatabase, type TestDatabase } from '../../../test/support/databases.ts';
import { openDatabase, type Database } from '../../_platform/src/database/database.ts';
import type { LogFields } from '../../_platform/src/logging/log-fields.ts';
import { silentLogger } from '../../_platform/src/logging/create-logger.ts';
import { createMetrics } from '../../_platform/src/metrics/metrics.ts';
import { watchUnanswered } from '../src/intake/watch-unanswered.ts';
import { claimDeliveries } from '../src/sql/claim-deliveries.ts';
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
    };
    await insertReceipts(tx, [row]);
    await tx.query('update receipts set stored_at = now() - make_interval(mins => $2) where message_id = $1', [
      key.message_id,
      o.minutesAgo,
    ]);
    if (o.answered === true) await markAnswered(tx, [key]);
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
        [waiting, longest].map((message_id) => ({ message_id, sender })),
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
});
