import type { Transaction } from '../../database/database.ts';
import type { PartitionKey } from '../partition-key.ts';

export interface PositionMove {
  readonly nextOffset: number;
  readonly applicationNumber: number;
  /** Absent: unchanged. */
  readonly recordedAt?: string;
  readonly day?: string;
  readonly recordTime?: number;
  /** Added to the number of open parked rows that block a key. */
  readonly blocking: number;
}

const UPDATE = `
  UPDATE positions
  SET next_offset = $4, application_number = $5, recorded_at = coalesce($6, recorded_at), day = coalesce($7, day),
      record_time = coalesce($8, record_time), blocking = blocking + $9
  WHERE consumer = $1 AND topic = $2 AND partition = $3`;

/** Under the lock of `lockPosition`, as the last statement of the transaction. */
export async function movePosition(tx: Transaction, key: PartitionKey, to: PositionMove): Promise<void> {
  await tx.query(UPDATE, [
    key.consumer,
    key.topic,
    key.partition,
    to.nextOffset,
    to.applicationNumber,
    to.recordedAt ?? null,
    to.day ?? null,
    to.recordTime ?? null,
    to.blocking,
  ]);
}
