import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { testDatabase, type TestDatabase } from '../../../test/support/databases.ts';
import { kafkaBrokers, uniquePrefix } from '../../../test/support/kafka.ts';
import { openDatabase, type Database } from '../../_platform/src/database/database.ts';
import { silentLogger } from '../../_platform/src/logging/create-logger.ts';
import { noFaultPoints } from '../../_platform/src/fault-points/fault-points.ts';
import { connectKafka } from '../../_platform/src/messaging/kafkajs/connect-kafka.ts';
import type { Messaging } from '../../_platform/src/messaging/messaging.ts';
import { createMetrics } from '../../_platform/src/metrics/metrics.ts';
import { createOutbox, type Outbox } from '../../_platform/src/outbox/outbox.ts';
import { keyOf } from '../src/intake/look-up.ts';
import {
  createRecordStore,
  type RecordToStore,
  type RequestToStore,
  type StoreOutcome,
} from '../src/intake/store-records.ts';
import type { AnswerToRecord } from '../src/intake/delivery-journal.ts';
import { storedReceipt } from '../src/messages/receipt.ts';
import { findDelivery } from '../src/sql/find-delivery.ts';
import { readDeliveryPage } from '../src/sql/read-delivery-page.ts';
import { kop } from './support/records.ts';

let own: TestDatabase;
let database: Database;
let statements = 0;

let outbox: Outbox;
let messaging: Messaging;

beforeAll(async () => {
  own = await testDatabase('appointment-intake');
  const opened = openDatabase({ url: own.url, applicationName: 'test' });
  database = {
    ...opened,
    transaction: (work) =>
      opened.transaction((tx) =>
        work({
          ...tx,
          query: (text, params) => {
            statements += 1;
            return tx.query(text, params);
          },
        }),
      ),
  };
  // Not started: what goes to Kafka is another test's, here only what a transaction holds together matters.
  messaging = connectKafka({ brokers: kafkaBrokers(), clientId: 'test', prefix: uniquePrefix(), log: silentLogger });
  outbox = createOutbox({
    database,
    publisher: messaging.publisher('outbox'),
    instance: 'test',
    faultPoints: noFaultPoints,
    log: silentLogger,
    metrics: createMetrics({ service: 'test' }),
  });
});
afterAll(async () => {
  await messaging.close(5_000);
  await database.close();
  await own.drop();
});

function record(value = '{}'): RecordToStore {
  const head = kop('AANLEVEREN_BENOEMING');
  const id = randomUUID();
  return {
    command: { id, topic: 'lrr.opdracht.v1', key: id, value, headers: { type: 'AANLEVEREN_BENOEMING' } },
    receipt: {
      message_id: head.identificatiecodeBedrijfsdocument as string,
      sender: '99009',
      receipt_id: randomUUID(),
      delivery_point: '01',
      content_hash: 'ab'.repeat(32),
      status: 'B',
      signals: [],
      received_at: '2026-01-15T10:00:00.000Z',
      record: {},
      is_answered: false,
      is_trial: false,
    },
  };
}

function request(...records: RecordToStore[]): RequestToStore {
  return {
    delivery: {
      oin: '00000001000000000001',
      delivery_id: randomUUID(),
      content_hash: 'cd'.repeat(32),
      received_at: '2026-01-15T10:00:00.000Z',
      attempt: randomUUID(),
      records: records.length,
    },
    isFirst: true,
    answers: records.map(answerTo),
    records,
  };
}

function answerTo({ receipt }: RecordToStore, ordinal: number): AnswerToRecord {
  return {
    ordinal,
    contentHash: receipt.content_hash,
    key: { messageId: receipt.message_id, sender: receipt.sender },
    to: (standing) => ({
      receipt: storedReceipt(standing.get(keyOf(receipt.message_id, receipt.sender)) ?? receipt),
      isStored: standing.has(keyOf(receipt.message_id, receipt.sender)),
    }),
  };
}

const has = (outcome: StoreOutcome, { receipt }: RecordToStore): boolean =>
  outcome.outcome === 'STORED' && outcome.receipts.has(keyOf(receipt.message_id, receipt.sender));

describe('requests that share a transaction', () => {
  it('cost the same few statements as one record alone', async () => {
    const store = createRecordStore({ database, outbox, log: silentLogger });
    statements = 0;
    await store.submit(request(record()));
    const alone = statements;
    statements = 0;
    await store.submit(request(...Array.from({ length: 200 }, () => record())));
    expect(statements).toBe(alone);
    statements = 0;
    await Promise.all(Array.from({ length: 50 }, () => store.submit(request(record(), record()))));
    expect(statements).toBe(alone);
  });

  it('do not pay for a record of another request that cannot be stored', async () => {
    const store = createRecordStore({ database, outbox, log: silentLogger });
    // Larger than a topic takes, which no record that passed judgement can become: it stands for a fault of ours.
    const culprit = record('x'.repeat(1_000_000));
    const neighbour = record();
    const other = record();
    const [spoiled, sound] = await Promise.all([
      store.submit(request(culprit, neighbour)),
      store.submit(request(other)),
    ]);
    expect(has(sound, other)).toBe(true);
    expect(has(spoiled, neighbour)).toBe(true);
    expect(has(spoiled, culprit)).toBe(false);
    const { rows } = await database.query('select 1 from receipts where message_id = $1', [culprit.receipt.message_id]);
    expect(rows).toEqual([]);
  });

  // The real record was answered with a fault of ours (358), because the trial of it came first in the batch.
  it('with one message between them, tried out and for real: the real one counts', async () => {
    const store = createRecordStore({ database, outbox, log: silentLogger });
    const real = record();
    const trial = { ...record(), receipt: { ...real.receipt, receipt_id: randomUUID(), is_trial: true } };
    const outcomes = await Promise.all([store.submit(request(trial)), store.submit(request(real))]);
    for (const outcome of outcomes) {
      if (outcome.outcome !== 'STORED') throw new Error('not stored');
      expect([...outcome.receipts.values()]).toEqual([real.receipt]);
    }
    const waiting = await database.query<{ id: string }>('select id from outbox');
    const ids = waiting.rows.map(({ id }) => id);
    expect(ids).toContain(real.command?.id);
    expect(ids).not.toContain(trial.command?.id);
  });

  // The delivery of the trial was shown with the receipt of the real message, which may have another content.
  it('of a trial and then for real: each delivery keeps what was answered to it', async () => {
    const store = createRecordStore({ database, outbox, log: silentLogger });
    const real = record();
    const trial = { ...record(), receipt: { ...real.receipt, receipt_id: randomUUID(), is_trial: true } };
    const shown = async ({ receipt }: RecordToStore) => {
      const asked = request({ ...real, receipt });
      await store.submit(asked);
      return async () => {
        const delivery = await findDelivery(database, asked.delivery.oin, asked.delivery.delivery_id);
        const [row] = await readDeliveryPage(database, delivery?.number ?? 0, 0, 1);
        return row?.receipt?.ontvangstId ?? (row as { receipt_id?: string } | undefined)?.receipt_id;
      };
    };
    const ofTrial = await shown(trial);
    const ofReal = await shown(real);
    expect([await ofTrial(), await ofReal()]).toEqual([trial.receipt.receipt_id, real.receipt.receipt_id]);
  });

  it('with one message between them: the first counts for both', async () => {
    const store = createRecordStore({ database, outbox, log: silentLogger });
    const first = record();
    const second = { ...record(), receipt: { ...first.receipt, content_hash: 'ef'.repeat(32) } };
    const outcomes = await Promise.all([store.submit(request(first)), store.submit(request(second))]);
    for (const outcome of outcomes) {
      if (outcome.outcome !== 'STORED') throw new Error('not stored');
      const [receipt] = outcome.receipts.values();
      expect(receipt?.content_hash).toBe(first.receipt.content_hash);
    }
    const waiting = await database.query<{ id: string }>('select id from outbox');
    const ids = waiting.rows.map(({ id }) => id);
    expect(ids).toContain(first.command?.id);
    expect(ids).not.toContain(second.command?.id);
  });
});
