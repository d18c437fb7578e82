/**
 * The transaction that gives a run of records exactly one effect.
 *
 * PostgreSQL is the judge: the position row is locked first, and everything the run causes (state, inbox, parked
 * records, new position) is committed with it. Whatever was delivered twice, late, by a zombie or from the wrong place
 * shows as a difference between the first offset and the position:
 * - below: applied before, dropped;
 * - above: a hole. Nothing is applied, the caller seeks back. Only on a compacted topic, and only in a fetch that began
 *   at or before the position, is a gap what the log really holds.
 * The number of statements does not depend on the size of the run: lock, blocked keys (only while any key is parked),
 * inbox, those of the handler, parked records (only when there are any), position.
 */
import type { Database, Transaction } from '../database/database.ts';
import type { Applied, BatchHandler, Inbox, InboxOutcome } from './batch-handler.ts';
import { blameRecords, CulpritError, culpritCause } from './culprit.ts';
import { describeFailure } from './describe-failure.ts';
import type { PartitionKey } from './partition-key.ts';
import { keysOf, planRun } from './plan-run.ts';
import { PoisonError } from './poison-error.ts';
import type { ReadableRecord, ReadRecord } from './read-record.ts';
import { insertInbox } from './sql/insert-inbox.ts';
import { insertParked, type RecordToPark } from './sql/insert-parked.ts';
import { lockPosition, type LockedPosition } from './sql/lock-position.ts';
import { movePosition } from './sql/move-position.ts';
import { selectBlockedKeys } from './sql/select-blocked-keys.ts';

export interface RunContext<M> {
  readonly database: Database;
  readonly handler: BatchHandler<M>;
  readonly at: PartitionKey;
  /** Cluster the records came from. */
  readonly clusterId: string;
}

export interface Passed {
  readonly kind: 'passed';
  /** After the run; further when all of it, and more, was seen before. */
  readonly position: number;
  readonly applied: number;
  /** Parked for what they hold, not because they wait. */
  readonly culprits: number;
}

export type RunOutcome =
  Passed | { readonly kind: 'hole'; readonly position: number } | { readonly kind: 'other-cluster' };

/** Messages of the run whose ids are known with another content. Rolls back; the caller marks them and tries again. */
export class ConflictsError extends Error {
  override readonly name = 'ConflictsError';
  readonly ids: ReadonlySet<string>;

  constructor(ids: ReadonlySet<string>) {
    super('known ids with another content');
    this.ids = ids;
  }
}

/**
 * @param fetchOffset where the fetch that brought the run began
 * @throws CulpritError or DatabaseError CULPRIT for a record's own fault, ConflictsError, anything else: transient
 */
export async function applyRun<M>(
  { database, handler, at: key, clusterId }: RunContext<M>,
  run: readonly ReadRecord<M>[],
  fetchOffset: number,
): Promise<RunOutcome> {
  let afterCommit: (() => void) | undefined;
  const outcome = await database.transaction<RunOutcome>(async (tx) => {
    const at = await lockPosition(tx, key);
    if (at.clusterId !== clusterId) return { kind: 'other-cluster' };
    const news = run.filter(({ offset }) => offset >= at.nextOffset);
    const [first] = news;
    const last = news.at(-1);
    if (first === undefined || last === undefined)
      return { kind: 'passed', position: at.nextOffset, applied: 0, culprits: 0 };
    const gapIsReal = handler.compacted === true && fetchOffset <= at.nextOffset;
    if (first.offset > at.nextOffset && !gapIsReal) return { kind: 'hole', position: at.nextOffset };

    const blocked = at.blocking > 0 ? await selectBlockedKeys(tx, at, keysOf(news)) : new Set<string>();
    const plan = planRun(handler.consumer, news, blocked);
    const fresh = await dropSeen(tx, handler, at, plan.toApply);
    const applied = await applyFresh(tx, handler, at, fresh);
    afterCommit = applied.afterCommit;
    const failedForKeys = parkForKeys(handler.consumer, fresh, applied);
    const toPark = [...plan.toPark, ...failedForKeys];
    if (toPark.length > 0) await insertParked(tx, at, toPark);
    await movePosition(tx, at, {
      ...applied,
      nextOffset: last.offset + 1,
      recordTime: last.record.timestamp,
      blocking: toPark.filter(({ blockedKey }) => blockedKey !== null).length,
    });
    const culprits = plan.culprits + failedForKeys.length;
    return { kind: 'passed', position: last.offset + 1, applied: fresh.length, culprits };
  });
  afterCommit?.();
  return outcome;
}

async function dropSeen<M>(
  tx: Transaction,
  handler: BatchHandler<M>,
  at: LockedPosition,
  records: readonly ReadableRecord<M>[],
): Promise<ReadableRecord<M>[]> {
  if (records.length === 0) return [];
  const { fresh, conflicting } = await askInbox(tx, handler, at, records);
  if (conflicting.size > 0) throw new ConflictsError(conflicting);
  return records.filter(({ decoded }) => fresh.has(decoded.id));
}

/** An answer about an id that was not asked would let a record be dropped unseen (a uuid column changes its case). */
export async function askInbox<M>(
  tx: Transaction,
  handler: BatchHandler<M>,
  at: PartitionKey,
  records: readonly ReadableRecord<M>[],
): Promise<InboxOutcome> {
  const entries = records.map(({ decoded }) => decoded);
  const outcome = await (handler.inbox ?? platformInbox).fresh(tx, at, entries);
  const asked = new Set(entries.map(({ id }) => id));
  if (!outcome.fresh.isSubsetOf(asked) || !outcome.conflicting.isSubsetOf(asked)) {
    throw new CulpritError(new PoisonError('ID_NOT_CANONICAL', 'the inbox stores this id in another form'));
  }
  return outcome;
}

const platformInbox: Inbox<unknown> = { fresh: (tx, at, entries) => insertInbox(tx, at.consumer, entries) };

function applyFresh<M>(
  tx: Transaction,
  handler: BatchHandler<M>,
  at: LockedPosition,
  fresh: readonly ReadableRecord<M>[],
): Promise<Applied> {
  if (fresh.length === 0) return Promise.resolve({ applicationNumber: at.applicationNumber });
  const { topic, partition } = at;
  const entries = fresh.map(({ decoded, record }) => ({ decoded, offset: record.offset, timestamp: record.timestamp }));
  const isParked = (keys: readonly string[]): Promise<Set<string>> =>
    at.blocking > 0 ? selectBlockedKeys(tx, at, keys) : Promise.resolve(new Set());
  return blameRecords(() => handler.apply(tx, { topic, partition, at, entries, redrive: false, isParked }));
}

/** Keys for which a partition-wide record failed: it is parked for each of them, as the head of what follows. */
export function parkForKeys<M>(
  consumer: string,
  records: readonly ReadableRecord<M>[],
  { park = [] }: Pick<Applied, 'park'>,
): RecordToPark[] {
  return park.map(({ id, key, error }) => {
    const read = records.find(({ decoded }) => decoded.id === id && decoded.key === null);
    if (read === undefined) throw new Error(`${consumer} may park keys of partition-wide records of its batch only`);
    const cause = culpritCause(error)?.cause ?? error;
    return {
      record: read.record,
      messageId: id,
      blockedKey: key,
      forKeyOnly: true,
      failure: describeFailure(consumer, cause),
    };
  });
}
