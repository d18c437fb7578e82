import type { Transaction } from '../../database/database.ts';
import type { Failure } from '../describe-failure.ts';
import type { IncomingRecord } from '../../messaging/messaging.ts';
import type { PositionRow } from '../batch-handler.ts';

export interface RecordToPark {
  readonly record: IncomingRecord;
  readonly messageId: string | null;
  readonly blockedKey: string | null;
  readonly forKeyOnly: boolean;
  readonly failure: Failure;
}

// What waits takes over since when its key is blocked: the days to make up for are counted from the head.
const INSERT = `
  INSERT INTO parked (consumer, topic, partition, record_offset, record_time, record_key, value, headers, message_id,
                      blocked_key, for_key_only, reason, fingerprint, message, stack, attempts,
                      since_application_number, since_recorded_at, since_day, since_parked_at)
  SELECT $1, $2, $3, r."offset", r."time", decode(r.key, 'base64'), decode(r.value, 'base64'), r.headers, r."messageId",
         r."blockedKey", r."forKeyOnly", r.reason, r.fingerprint, r.message, r.stack,
         CASE WHEN r.waiting THEN 0 ELSE 1 END,
         coalesce(head.since_application_number, $4),
         CASE WHEN head.id IS NULL THEN $5::timestamptz ELSE head.since_recorded_at END,
         CASE WHEN head.id IS NULL THEN $6::date ELSE head.since_day END,
         coalesce(head.since_parked_at, now())
  FROM json_to_recordset($7::json) AS r(
    number integer, "offset" bigint, "time" bigint, key text, value text, headers json, "messageId" text,
    "blockedKey" text, "forKeyOnly" boolean, reason text, fingerprint text, message text, stack text, waiting boolean
  )
  LEFT JOIN LATERAL (
    SELECT id, since_application_number, since_recorded_at, since_day, since_parked_at
    FROM parked
    WHERE state = 'OPEN' AND consumer = $1 AND topic = $2 AND partition = $3 AND blocked_key = r."blockedKey"
    ORDER BY id
    LIMIT 1
  ) AS head ON true
  ORDER BY r.number`;

/** Parks records in the order given, which is the order they will be redriven in. */
export async function insertParked(tx: Transaction, at: PositionRow, records: readonly RecordToPark[]): Promise<void> {
  const rows = records.map(({ record, messageId, blockedKey, forKeyOnly, failure }, number) => ({
    number,
    offset: record.offset,
    time: record.timestamp,
    key: record.key?.toString('base64') ?? null,
    value: record.value?.toString('base64') ?? null,
    headers: Object.fromEntries(
      Object.entries(record.headers).map(([name, value]) => [name, value.toString('base64')]),
    ),
    messageId,
    blockedKey,
    forKeyOnly,
    ...failure,
    waiting: failure.reason === 'WAITING',
  }));
  await tx.query(INSERT, [
    at.consumer,
    at.topic,
    at.partition,
    at.applicationNumber,
    at.recordedAt,
    at.day,
    JSON.stringify(rows),
  ]);
}
