/**
 * A consumer in the small: it writes down what it applied, in order, and fails on request. Its messages are JSON:
 * `{key, note}` for a key, `{day}` for a whole partition.
 */
import { hash } from 'node:crypto';
import type { Transaction } from '../../src/database/database.ts';
import type { Applied, BatchHandler, BatchToApply, Decoded } from '../../src/consumer/batch-handler.ts';
import { PoisonError } from '../../src/consumer/poison-error.ts';
import type { IncomingRecord, OutgoingRecord } from '../../src/messaging/messaging.ts';

export interface LedgerMessage {
  readonly key?: string;
  readonly note?: string;
  readonly day?: string;
}

export interface LedgerLine {
  readonly topic: string;
  readonly partition: number;
  readonly number: number;
  readonly id: string;
  readonly key: string | null;
  readonly note: string;
}

/** Notes that make the handler fail while `broken` holds them. */
export interface LedgerFaults {
  readonly broken: Set<string>;
}

const INSERT = `
  INSERT INTO ledger (topic, partition, number, id, key, note)
  SELECT topic, partition, number, id, key, note
  FROM json_to_recordset($1::json) AS r(topic text, partition integer, number bigint, id text, key text, note text)`;

export function entry(topic: string, key: string, id: string, note = id): OutgoingRecord {
  return { topic, key: Buffer.from(key), value: Buffer.from(JSON.stringify({ key, note })), headers: { id } };
}

export function dayEntry(topic: string, partition: number, day: string): OutgoingRecord {
  const value = Buffer.from(JSON.stringify({ day }));
  return {
    topic,
    key: Buffer.from(`partition-${partition}`),
    value,
    headers: { id: `day-${partition}-${day}` },
    partition,
  };
}

export function ledgerHandler(
  consumer: string,
  topics: readonly string[],
  faults: LedgerFaults,
  onCommit: () => void = () => undefined,
): BatchHandler<LedgerMessage> {
  /** Keys a day has to reach; a note of the form `day <key>` in `broken` makes the day fail for that key alone. */
  const write = async (tx: Transaction, lines: readonly LedgerLine[]): Promise<void> => {
    await tx.query(INSERT, [JSON.stringify(lines)]);
  };

  return {
    consumer,
    topics,
    decode,
    async apply(tx, batch): Promise<Applied> {
      const [first] = batch.entries;
      if (first?.decoded.message.day !== undefined) return await applyDay(tx, batch, first.decoded.message.day);
      let number = batch.at.applicationNumber;
      const lines = batch.entries.map(({ decoded }) => {
        const { note = '' } = decoded.message;
        if (faults.broken.has(note)) throw new TypeError(`broken: ${note}`);
        number += 1;
        return { topic: batch.topic, partition: batch.partition, number, id: decoded.id, key: decoded.key, note };
      });
      await write(tx, lines);
      return { applicationNumber: number, afterCommit: onCommit };
    },
    async afterRedrive(tx, { topic, partition, at, key, parkedSince }): Promise<Applied> {
      const number = at.applicationNumber + 1;
      const note = `${parkedSince.day}..${at.day}`;
      await write(tx, [{ topic, partition, number, id: 'made-up', key, note: note.slice(0, 20) }]);
      return { applicationNumber: number };
    },
  };

  async function applyDay(tx: Transaction, batch: BatchToApply<LedgerMessage>, day: string): Promise<Applied> {
    const { topic, partition, at } = batch;
    const [{ decoded, onlyForKey } = { decoded: undefined }] = batch.entries;
    const { rows } = await tx.query<{ key: string }>(
      'SELECT DISTINCT key FROM ledger WHERE topic = $1 AND partition = $2 AND key IS NOT NULL ORDER BY key',
      [topic, partition],
    );
    const keys = onlyForKey === undefined ? rows.map(({ key }) => key) : [onlyForKey];
    const parked = await batch.isParked(keys);
    const park: { id: string; key: string; error: unknown }[] = [];
    let number = at.applicationNumber;
    const lines: LedgerLine[] = [];
    for (const key of keys.filter((k) => !parked.has(k))) {
      if (faults.broken.has(`day ${key}`)) {
        park.push({ id: decoded!.id, key, error: new RangeError('of the day') });
        continue;
      }
      number += 1;
      lines.push({ topic, partition, number, id: decoded!.id, key, note: day });
    }
    await write(tx, lines);
    return { applicationNumber: number, day, park };
  }
}

function decode(record: IncomingRecord): Decoded<LedgerMessage> {
  const id = record.headers['id']?.toString();
  if (id === undefined) throw new PoisonError('NO_ID', 'the record has no id header');
  if (record.value === null) throw new PoisonError('NO_VALUE', 'the record has no value');
  const message = JSON.parse(record.value.toString()) as LedgerMessage;
  const contentHash = Buffer.from(hash('sha256', record.value), 'hex');
  if (message.day !== undefined) {
    return { id, contentHash, key: null, expectedRecordKey: `partition-${record.partition}`, alone: true, message };
  }
  if (message.key === undefined) throw new PoisonError('NO_KEY', 'the message names no key');
  return { id, contentHash, key: message.key, expectedRecordKey: message.key, message };
}
