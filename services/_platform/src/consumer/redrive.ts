/**
 * An operator has a parked record taken again: the head of a key first, then what waits behind it, in order. Each is a
 * transaction of its own under the same position lock as the live stream, with its own application number, so a long
 * queue keeps neither memory nor the lock. Until the last one is applied the key stays blocked, and new records of it
 * queue up at the end; the transaction of the last one frees the key, after the handler made up for what passed by.
 */
import type { Database, Transaction } from '../database/database.ts';
import type { IncomingRecord } from '../messaging/messaging.ts';
import { askInbox, parkForKeys } from './apply-run.ts';
import type { Applied, BatchHandler } from './batch-handler.ts';
import { blameRecords, CulpritError, culpritCause } from './culprit.ts';
import { describeFailure, type Failure } from './describe-failure.ts';
import type { RedriveOutcome } from './parked-desk.ts';
import { idConflict } from './plan-run.ts';
import { readRecord, type ReadableRecord } from './read-record.ts';
import { closeParked } from './sql/close-parked.ts';
import { countAttempt } from './sql/count-attempt.ts';
import { countWaiting } from './sql/count-waiting.ts';
import { insertParked } from './sql/insert-parked.ts';
import { lockPosition, type LockedPosition } from './sql/lock-position.ts';
import { movePosition } from './sql/move-position.ts';
import { readParked, type StoredParked } from './sql/read-parked.ts';
import { selectBlockedKeys } from './sql/select-blocked-keys.ts';
import { selectWaiting } from './sql/select-waiting.ts';

export interface RedriveContext<M> {
  readonly database: Database;
  readonly handler: BatchHandler<M>;
}

/** The record still cannot be read; carries the cause found this time. */
class StillPoisonError extends Error {
  override readonly name = 'StillPoisonError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super('the record still cannot be read');
    this.failure = failure;
  }
}

type Step =
  | { readonly kind: 'applied'; readonly next: string | undefined }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly attempts: number }
  /** Somebody else redrove it meanwhile. */
  | { readonly kind: 'gone' };

/** @throws DatabaseError when the database is away; what was applied before stays applied, ask again */
export async function redrive<M>(context: RedriveContext<M>, id: string): Promise<RedriveOutcome> {
  const { database, handler } = context;
  const head = await readParked(database, handler.consumer, id);
  if (head === undefined) return { outcome: 'ONBEKEND' };
  if (head.state !== 'OPEN') return { outcome: 'AL_VERWERKT' };
  if (head.waitsBehind !== null) return { outcome: 'WACHT', behind: head.waitsBehind };
  let applied = 0;
  for (let next: string | undefined = id; next !== undefined;) {
    const step: Step = await redriveOne(context, head, next);
    if (step.kind === 'gone') break;
    if (step.kind === 'failed') {
      const { failure, attempts } = step;
      if (applied === 0) return { outcome: 'OPNIEUW_GEPARKEERD', reason: failure.reason, attempts };
      const stillWaiting = head.key === null ? 0 : await countWaiting(database, head, head.key);
      return { outcome: 'VERWERKT', applied, stillWaiting };
    }
    applied += 1;
    next = step.next;
  }
  return applied === 0 ? { outcome: 'AL_VERWERKT' } : { outcome: 'VERWERKT', applied, stillWaiting: 0 };
}

async function redriveOne<M>(context: RedriveContext<M>, head: StoredParked, id: string): Promise<Step> {
  const { database, handler } = context;
  const afterCommit: (() => void)[] = [];
  try {
    const step = await database.transaction<Step>(async (tx) => {
      const at = await lockPosition(tx, head);
      const parked = await readParked(tx, handler.consumer, id);
      if (parked?.state !== 'OPEN' || parked.waitsBehind !== null) return { kind: 'gone' };
      const read = readRecord(handler, toIncoming(parked));
      if (read.kind === 'poison') throw new StillPoisonError(read.failure);

      const applied = await applyParked(tx, handler, at, parked, read);
      const others = parkForKeys(handler.consumer, [read], applied);
      await closeParked(tx, id);
      const next = parked.key === null ? undefined : await selectWaiting(tx, at, parked.key);
      const freed =
        parked.key !== null && next === undefined ? await makeUp(tx, handler, at, parked, applied) : applied;
      if (others.length > 0) await insertParked(tx, at, others);
      await movePosition(tx, at, {
        ...applied,
        ...freed,
        nextOffset: at.nextOffset,
        blocking: others.length - (parked.key === null ? 0 : 1),
      });
      for (const { afterCommit: act } of new Set([applied, freed])) if (act !== undefined) afterCommit.push(act);
      return { kind: 'applied', next };
    });
    for (const act of afterCommit) act();
    return step;
  } catch (error) {
    const failure = failureOf(handler.consumer, error);
    if (failure === undefined) throw error;
    return { kind: 'failed', failure, attempts: await countAttempt(database, id, failure) };
  }
}

async function applyParked<M>(
  tx: Transaction,
  handler: BatchHandler<M>,
  at: LockedPosition,
  parked: StoredParked,
  read: ReadableRecord<M>,
): Promise<Applied> {
  const { forKeyOnly, key } = parked;
  if (!forKeyOnly) {
    const { fresh, conflicting } = await askInbox(tx, handler, at, [read]);
    if (conflicting.size > 0) throw new CulpritError(idConflict());
    if (fresh.size === 0) return { applicationNumber: at.applicationNumber };
  }
  const { decoded, record } = read;
  const entry = { decoded, offset: record.offset, timestamp: record.timestamp };
  const applied = await blameRecords(() =>
    handler.apply(tx, {
      topic: at.topic,
      partition: at.partition,
      at,
      entries: [forKeyOnly && key !== null ? { ...entry, onlyForKey: key } : entry],
      redrive: true,
      // Its own key does not stand in its way.
      isParked: (keys) =>
        selectBlockedKeys(
          tx,
          at,
          keys.filter((asked) => asked !== key),
        ),
    }),
  );
  const failedAgain = forKeyOnly ? applied.park?.find((failed) => failed.key === key) : undefined;
  if (failedAgain !== undefined) throw new CulpritError(culpritCause(failedAgain.error)?.cause ?? failedAgain.error);
  return applied;
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

function failureOf(consumer: string, error: unknown): Failure | undefined {
  if (error instanceof StillPoisonError) return error.failure;
  const culprit = culpritCause(error);
  return culprit === undefined ? undefined : describeFailure(consumer, culprit.cause);
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
