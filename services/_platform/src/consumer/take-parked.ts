/**
 * A parked record is closed in a transaction of its own under the same position lock as the live stream: taken again,
 * set aside or rejected. The transaction of the last one of a key frees it, after the handler made up for what passed
 * it by.
 */
import type { Database, Transaction } from '../database/database.ts';
import type { IncomingRecord } from '../messaging/messaging.ts';
import type { Applied, BatchHandler } from './batch-handler.ts';
import { blameRecords } from './culprit.ts';
import { readRecord, type ReadRecord } from './read-record.ts';
import { insertParked, type RecordToPark } from './sql/insert-parked.ts';
import { lockPosition, type LockedPosition } from './sql/lock-position.ts';
import { movePosition } from './sql/move-position.ts';
import { readParked, type StoredParked } from './sql/read-parked.ts';
import { selectWaiting } from './sql/select-waiting.ts';

export interface ParkedContext<M> {
  readonly database: Database;
  readonly handler: BatchHandler<M>;
}

export interface AppliedParked {
  readonly applied: Applied;
  /** The record failed for these keys. */
  readonly others: readonly RecordToPark[];
}

/** What is done with a parked record: applies what there is to apply, and closes the row. */
export type Act<M> = (
  tx: Transaction,
  at: LockedPosition,
  parked: StoredParked,
  read: ReadRecord<M>,
) => Promise<AppliedParked>;

export type Taken =
  | { readonly kind: 'taken'; readonly next: string | undefined }
  /** Somebody else closed it meanwhile. */
  | { readonly kind: 'gone' };

export async function takeParked<M>(
  { database, handler }: ParkedContext<M>,
  head: StoredParked,
  id: string,
  act: Act<M>,
): Promise<Taken> {
  const afterCommit: (() => void)[] = [];
  const taken = await database.transaction<Taken>(async (tx) => {
    const at = await lockPosition(tx, head);
    const parked = await readParked(tx, handler.consumer, id);
    if (parked?.state !== 'OPEN' || parked.waitsBehind !== null) return { kind: 'gone' };
    const { applied, others } = await act(tx, at, parked, readRecord(handler, toIncoming(parked)));
    const next = parked.key === null ? undefined : await selectWaiting(tx, at, parked.key);
    const freed = parked.key !== null && next === undefined ? await makeUp(tx, handler, at, parked, applied) : applied;
    if (others.length > 0) await insertParked(tx, at, others);
    await movePosition(tx, at, {
      ...applied,
      ...freed,
      nextOffset: at.nextOffset,
      blocking: others.length - (parked.key === null ? 0 : 1),
    });
    for (const { afterCommit: publish } of new Set([applied, freed])) if (publish) afterCommit.push(publish);
    return { kind: 'taken', next };
  });
  for (const publish of afterCommit) publish();
  return taken;
}

/** Lets the handler make up for the partition-wide records that passed the key by while it was blocked. */
async function makeUp<M>(
  tx: Transaction,
  handler: BatchHandler<M>,
  at: LockedPosition,
  parked: StoredParked,
  applied: Applied,
): Promise<Omit<Applied, 'park'>> {
  const { topic, partition } = at;
  const { key } = parked;
  if (handler.afterRedrive === undefined || key === null) return applied;
  const now = {
    ...at,
    applicationNumber: applied.applicationNumber,
    recordedAt: applied.recordedAt ?? at.recordedAt,
    day: applied.day ?? at.day,
  };
  const parkedSince = {
    applicationNumber: parked.sinceApplicationNumber,
    recordedAt: parked.sinceRecordedAt,
    day: parked.sinceDay,
    parkedAt: parked.sinceParkedAt,
  };
  const freed = { topic, partition, at: now, key, parkedSince };
  return await blameRecords(async () => (await handler.afterRedrive?.(tx, freed)) ?? applied);
}

function toIncoming(parked: StoredParked): IncomingRecord {
  const { topic, partition, offset, recordTime, recordKey, value, headers } = parked;
  return {
    topic,
    partition,
    offset: String(offset),
    timestamp: recordTime,
    key: recordKey,
    value,
    headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text, 'base64')])),
  };
}
