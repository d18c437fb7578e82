import type { OutgoingRecord } from '../messaging/messaging.ts';
import type { OutboxRow } from './outbox.ts';
import { OutboxRowError } from './outbox-row-error.ts';
import { slotOf } from './slot-of.ts';
import type { NewRow } from './sql/add-rows.ts';
import type { StoredRow } from './sql/read-rows.ts';

/** Well below the 1 MB that a broker takes by default, headers and framing included. */
const MAX_VALUE_BYTES = 900_000;

/** The rows of one call of `add` that fall in one slot, in order. */
export interface SlotRows {
  readonly records: OutgoingRecord[];
  bytes: number;
  /** Ordinal of the last of them. */
  last: number;
}

export interface PackedRows {
  readonly stored: readonly NewRow[];
  /** All values behind one another. */
  readonly values: Buffer;
  readonly bySlot: ReadonlyMap<number, SlotRows>;
}

/** Turns rows into what the table takes and what the publisher takes, in one pass. Throws OutboxRowError. */
export function packRows(rows: readonly OutboxRow[]): PackedRows {
  const stored: NewRow[] = [];
  const values: Buffer[] = [];
  const bySlot = new Map<number, SlotRows>();
  let start = 0;
  for (const [ordinal, row] of rows.entries()) {
    const value = row.value === null ? null : Buffer.from(row.value);
    checkRow(row, value);
    const slot = slotOf(row.key);
    const partition = row.partition ?? null;
    const { id, topic, key, headers } = row;
    const length = value?.length ?? 0;
    stored.push({ slot, ordinal, id, topic, key, headers, partition, start: value === null ? null : start, length });
    if (value !== null) values.push(value);
    start += length;
    addToSlot(bySlot, slot, ordinal, toRecord({ id, topic, key, headers, partition, value }));
  }
  return { stored, values: Buffer.concat(values, start), bySlot };
}

/** The same record whether it comes from memory or from the table. */
export function toRecord(
  row: Pick<StoredRow, 'id' | 'topic' | 'key' | 'headers' | 'partition' | 'value'>,
): OutgoingRecord {
  return {
    topic: row.topic,
    key: Buffer.from(row.key),
    value: row.value,
    headers: { ...row.headers, id: row.id },
    ...(row.partition === null ? {} : { partition: row.partition }),
  };
}

function checkRow(row: OutboxRow, value: Buffer | null): void {
  if (row.key === '' || row.topic === '' || Object.values(row.headers).some((header) => typeof header !== 'string')) {
    throw new OutboxRowError('OUTBOX_ROW_INVALID', 'an outbox row needs a topic, a key, and headers that are texts');
  }
  if (value !== null && value.length > MAX_VALUE_BYTES) {
    throw new OutboxRowError(
      'OUTBOX_ROW_TOO_LARGE',
      `an outbox row of ${value.length} bytes is larger than a topic takes`,
    );
  }
}

function addToSlot(bySlot: Map<number, SlotRows>, slot: number, ordinal: number, record: OutgoingRecord): void {
  let rows = bySlot.get(slot);
  if (rows === undefined) bySlot.set(slot, (rows = { records: [], bytes: 0, last: 0 }));
  rows.records.push(record);
  rows.bytes += record.value?.length ?? 0;
  rows.last = ordinal;
}
