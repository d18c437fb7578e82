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
import type { Aside, RedriveOutcome, SetAsideOutcome } from './parked-desk.ts';
import { idConflict } from './plan-run.ts';
import { readRecord, type ReadableRecord, type ReadRecord } from './read-record.ts';
import { closeParked } from './sql/close-parked.ts';
import { countAttempt } from './sql/count-attempt.ts';
import { countWaiting } from './sql/count-waiting.ts';
import { insertParked, type RecordToPark } from './sql/insert-parked.ts';
import { lockPosition, type LockedPosition } from './sql/lock-position.ts';
import { movePosition } from './sql/move-position.ts';
import { readParked, type StoredParked } from './sql/read-parked.ts';
import { selectBlockedKeys } from './sql/select-blocked-keys.ts';
import { selectWaiting } from './sql/select-waiting.ts';
import { setParkedAside } from './sql/set-parked-aside.ts';

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

/** Setting this record aside would lose what it asks for. */
class StillNewsError extends Error {
  override readonly name = 'StillNewsError';

  constructor() {
    super('the record was never applied');
  }
}

type Step =
  | { readonly kind: 'applied'; readonly next: string | undefined }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly attempts: number }
  /** Somebody else redrove it meanwhile. */
  | { readonly kind: 'gone' };

/** @throws DatabaseError when the database is away; what was applied before stays applied, ask again */
export async function redrive<M>(context: RedriveContext<M>, id: string): Promise<RedriveOutcome> {
  const head = await openHead(context, id);
  if ('outcome' in head) return head;
  const { applied, failed, stillWaiting } = await redriveFrom(context, head, id);
  if (failed !== undefined && applied === 0) {
    return { outcome: 'OPNIEUW_GEPARKEERD', reason: failed.failure.reason, attempts: failed.attempts };
  }
  return applied === 0 ? { outcome: 'AL_VERWERKT' } : { outcome: 'VERWERKT', applied, stillWaiting };
}

/**
 * An operator gives a record up, with a reason, and what waits behind it goes on. Only for one that a redrive cannot
 * help and that holds nothing the platform could still do: it cannot be read, or its id was applied before (with this
 * content or with another). Any other would lose what somebody asked for; its sender gets no answer.
 *
 * @throws DatabaseError when the database is away; ask again
 */
export async function setAside<M>(context: RedriveContext<M>, id: string, aside: Aside): Promise<SetAsideOutcome> {
  const head = await openHead(context, id);
  if ('outcome' in head) return head;
  try {
    const step = await redriveOne(context, head, id, aside);
    if (step.kind !== 'applied') return { outcome: 'AL_VERWERKT' };
    const following = step.next === undefined ? nothing : await redriveFrom(context, head, step.next);
    return { outcome: 'TERZIJDE', applied: following.applied, stillWaiting: following.stillWaiting };
  } catch (error) {
    if (error instanceof StillNewsError) return { outcome: 'NIET_TOEGESTAAN' };
    throw error;
  }
}

async function openHead<M>(
  { database, handler }: RedriveContext<M>,
  id: string,
): Promise<StoredParked | Extract<RedriveOutcome, { outcome: 'ONBEKEND' | 'AL_VERWERKT' | 'WACHT' }>> {
  const head = await readParked(database, handler.consumer, id);
  if (head === undefined) return { outcome: 'ONBEKEND' };
  if (head.state !== 'OPEN') return { outcome: 'AL_VERWERKT' };
  if (head.waitsBehind !== null) return { outcome: 'WACHT', behind: head.waitsBehind };
  return head;
}

interface Redriven {
  readonly applied: number;
  readonly stillWaiting: number;
  readonly failed?: Extract<Step, { kind: 'failed' }>;
}

const nothing: Redriven = { applied: 0, stillWaiting: 0 };

/** This record and what waits behind it, until one fails. */
async function redriveFrom<M>(context: RedriveContext<M>, head: StoredParked, id: string): Promise<Redriven> {
  let applied = 0;
  for (let next: string | undefined = id; next !== undefined;) {
    const step: Step = await redriveOne(context, head, next);
    if (step.kind === 'gone') break;
    if (step.kind === 'failed') {
      const stillWaiting = head.key === null ? 0 : await countWaiting(context.database, head, head.key);
      return { applied, stillWaiting, failed: step };
    }
    applied += 1;
    next = step.next;
  }
  return { applied, stillWaiting: 0 };
}

async function redriveOne<M>(context: RedriveContext<M>, head: StoredParked, id: string, aside?: Aside): Promise<Step> {
  const { database, handler } = context;
  const afterCommit: (() => void)[] = [];
  try {
    const step = await database.transaction<Step>(async (tx) => {
      const at = await lockPosition(tx, head);
      const parked = await readParked(tx, handler.consumer, id);
      if (parked?.state !== 'OPEN' || parked.waitsBehind !== null) return { kind: 'gone' };
      const read = readRecord(handler, toIncoming(parked));
      if (aside !== undefined) await mustHoldNoNews(tx, handler, at, parked, read);
      else if (read.kind === 'poison') throw new StillPoisonError(read.failure);

      const { applied, others } =
        aside !== undefined || read.kind === 'poison'
          ? { applied: { applicationNumber: at.applicationNumber }, others: [] }
          : await applyParked(tx, handler, at, parked, read);
      if (aside === undefined) await closeParked(tx, id);
      else await setParkedAside(tx, id, aside);
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
    if (aside !== undefined) throw error;
    const failure = failureOf(handler.consumer, error);
    if (failure === undefined) throw error;
    return { kind: 'failed', failure, attempts: await countAttempt(database, id, failure) };
  }
}

/** @throws StillNewsError, which also takes back what the inbox remembered in asking */
async function mustHoldNoNews<M>(
  tx: Transaction,
  handler: BatchHandler<M>,
  at: LockedPosition,
  parked: StoredParked,
  read: ReadRecord<M>,
): Promise<void> {
  if (read.kind === 'poison') return;
  // Its id is known from the keys it did not fail for.
  if (parked.forKeyOnly) throw new StillNewsError();
  const { fresh } = await askInbox(tx, handler, at, [read]);
  if (fresh.size > 0) throw new StillNewsError();
}

interface AppliedParked {
  readonly applied: Applied;
  /** The record failed for these keys. */
  readonly others: readonly RecordToPark[];
}

async function applyParked<M>(
  tx: Transaction,
  handler: BatchHandler<M>,
  at: LockedPosition,
  parked: StoredParked,
  read: ReadableRecord<M>,
): Promise<AppliedParked> {
  const { forKeyOnly, key } = parked;
  if (!forKeyOnly) {
    const { fresh, conflicting } = await askInbox(tx, handler, at, [read]);
    if (conflicting.size > 0) throw new CulpritError(idConflict());
    if (fresh.size === 0) return { applied: { applicationNumber: at.applicationNumber }, others: [] };
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
  return { applied, others: parkForKeys(handler.consumer, [read], applied) };
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
