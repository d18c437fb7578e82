/**
 * An operator has a parked record taken again: the head of a key first, then what waits behind it, in order. Each is a
 * transaction of its own, with its own application number, so a long queue keeps neither memory nor the lock. Until the
 * last one is applied the key stays blocked, and new records of it queue up at the end.
 */
import type { Transaction } from '../database/database.ts';
import { askInbox, parkForKeys } from './apply-run.ts';
import type { BatchHandler } from './batch-handler.ts';
import { blameRecords, CulpritError, culpritCause } from './culprit.ts';
import { describeFailure, type Failure } from './describe-failure.ts';
import type { RedriveOutcome } from './parked-desk.ts';
import { idConflict } from './plan-run.ts';
import type { ReadableRecord } from './read-record.ts';
import { closeParked } from './sql/close-parked.ts';
import { countAttempt } from './sql/count-attempt.ts';
import { countWaiting } from './sql/count-waiting.ts';
import type { LockedPosition } from './sql/lock-position.ts';
import { readParked, type StoredParked } from './sql/read-parked.ts';
import { selectBlockedKeys } from './sql/select-blocked-keys.ts';
import { takeParked, type Act, type AppliedParked, type ParkedContext, type Taken } from './take-parked.ts';

/** The record still cannot be read; carries the cause found this time. */
class StillPoisonError extends Error {
  override readonly name = 'StillPoisonError';
  readonly failure: Failure;

  constructor(failure: Failure) {
    super('the record still cannot be read');
    this.failure = failure;
  }
}

type Step = Taken | { readonly kind: 'failed'; readonly failure: Failure; readonly attempts: number };

/** @throws DatabaseError when the database is away; what was applied before stays applied, ask again */
export async function redrive<M>(context: ParkedContext<M>, id: string): Promise<RedriveOutcome> {
  const head = await openHead(context, id);
  if ('outcome' in head) return head;
  const { applied, failed, stillWaiting } = await redriveFrom(context, head, id);
  if (failed !== undefined && applied === 0) {
    return { outcome: 'OPNIEUW_GEPARKEERD', reason: failed.failure.reason, attempts: failed.attempts };
  }
  return applied === 0 ? { outcome: 'AL_VERWERKT' } : { outcome: 'VERWERKT', applied, stillWaiting };
}

export async function openHead<M>(
  { database, handler }: ParkedContext<M>,
  id: string,
): Promise<StoredParked | Extract<RedriveOutcome, { outcome: 'ONBEKEND' | 'AL_VERWERKT' | 'WACHT' }>> {
  const head = await readParked(database, handler.consumer, id);
  if (head === undefined) return { outcome: 'ONBEKEND' };
  if (head.state !== 'OPEN') return { outcome: 'AL_VERWERKT' };
  if (head.waitsBehind !== null) return { outcome: 'WACHT', behind: head.waitsBehind };
  return head;
}

export interface Redriven {
  readonly applied: number;
  readonly stillWaiting: number;
  readonly failed?: Extract<Step, { kind: 'failed' }>;
}

/** This record and what waits behind it, until one fails. */
export async function redriveFrom<M>(context: ParkedContext<M>, head: StoredParked, id: string): Promise<Redriven> {
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

async function redriveOne<M>(context: ParkedContext<M>, head: StoredParked, id: string): Promise<Step> {
  const { database, handler } = context;
  const applyAgain: Act<M> = async (tx, at, parked, read) => {
    if (read.kind === 'poison') throw new StillPoisonError(read.failure);
    const applied = await applyParked(tx, handler, at, parked, read);
    await closeParked(tx, id);
    return applied;
  };
  try {
    return await takeParked(context, head, id, applyAgain);
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

function failureOf(consumer: string, error: unknown): Failure | undefined {
  if (error instanceof StillPoisonError) return error.failure;
  const culprit = culpritCause(error);
  return culprit === undefined ? undefined : describeFailure(consumer, culprit.cause);
}
