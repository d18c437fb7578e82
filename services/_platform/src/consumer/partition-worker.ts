/**
 * Takes the fetched batches of one partition, one after the other, and decides what follows from each outcome: go on,
 * seek, rest, stop. While it rests, is paused or stopped, the partition is not fetched; heartbeats and other partitions
 * go on.
 */
import type { FaultPoints } from '../fault-points/fault-points.ts';
import type { Logger } from '../logging/logger.ts';
import type { FetchedBatch } from '../messaging/messaging.ts';
import type { RunContext, RunOutcome } from './apply-run.ts';
import { createBrake } from './brake.ts';
import { cutRuns } from './cut-runs.ts';
import { readRecord, type ReadRecord } from './read-record.ts';
import type { Standing } from './read-standings.ts';
import type { PartitionState, StopReason } from './running-consumer.ts';
import { settleRun } from './settle-run.ts';

const FIRST_REST_MS = 100;
const LONGEST_REST_MS = 3_000;

export interface WorkerOptions<M> extends RunContext<M> {
  readonly brakePerMinute: number;
  readonly faultPoints: FaultPoints;
  readonly log: Logger;
  /** Stops and takes up fetching of this partition. */
  readonly hold: () => void;
  readonly release: () => void;
  /** This partition beside the log, asked afresh. */
  readonly standing: () => Promise<Standing | undefined>;
  /** The position is lost, or the cluster is another one: concerns the whole consumer. */
  readonly onBroken: (reason: StopReason, standing: Standing | undefined) => void;
  readonly onPassed: (outcome: Extract<RunOutcome, { kind: 'passed' }>) => void;
}

export interface PartitionWorker {
  /** Never throws. */
  take(batch: FetchedBatch): Promise<void>;
  pause(): void;
  /** Lifts a pause and a BRAKE. */
  resume(): void;
  stop(reason: StopReason): void;
  close(): void;
  state(): { readonly state: PartitionState; readonly reason?: StopReason };
  /** Producer's time of the first record in hand and not yet passed. */
  oldestInHand(): number | undefined;
  /** When the end of the log was last reached. */
  caughtUpAt(): number | undefined;
}

export function createPartitionWorker<M>(options: WorkerOptions<M>): PartitionWorker {
  const { handler, log, at } = options;
  const brake = createBrake(options.brakePerMinute);
  let paused = false;
  let stopped: StopReason | undefined;
  let resting: NodeJS.Timeout | undefined;
  let failures = 0;
  let oldestInHand: number | undefined;
  let caughtUpAt: number | undefined;

  const isHeld = (): boolean => paused || stopped !== undefined || resting !== undefined;
  const settle = (): void => (isHeld() ? options.hold() : options.release());

  function stop(reason: StopReason): void {
    stopped ??= reason;
    settle();
  }

  function rest(error: unknown): void {
    const retryInMs = Math.min(LONGEST_REST_MS, FIRST_REST_MS * 2 ** failures);
    failures += 1;
    log.warn('BATCH_PUT_OFF', { ...at, attempt: failures, retryInMs, error });
    resting = setTimeout(() => {
      resting = undefined;
      settle();
    }, retryInMs);
    settle();
  }

  async function work(batch: FetchedBatch): Promise<void> {
    const fetchOffset = Number(batch.fetchOffset);
    const read = batch.records.map((record) => readRecord(handler, record));
    let position = 0;
    const context = {
      ...options,
      brake,
      isStale: () => batch.isStale() || isHeld(),
      onPassed: (outcome: Extract<RunOutcome, { kind: 'passed' }>) => {
        options.faultPoints.reach('after-commit-before-offset');
        position = outcome.position;
        batch.resolve(String(position));
        failures = 0;
        if (outcome.culprits > 0) log.warn('RECORDS_PARKED', { ...at, count: outcome.culprits, position });
        options.onPassed(outcome);
      },
    };
    for (const run of cutRuns(read, handler.compacted === true)) {
      if (lastOffset(run) < position) continue;
      oldestInHand = run[0]?.record.timestamp;
      const outcome = await settleRun(context, run, fetchOffset);
      if (outcome.kind === 'stale') return;
      if (outcome.kind === 'braked') return brakeOn(run);
      if (outcome.kind === 'other-cluster') return options.onBroken('CLUSTER_CHANGED', await options.standing());
      if (outcome.kind === 'hole') return await seekBack(batch, fetchOffset, outcome.position);
    }
    oldestInHand = undefined;
    const logEnd = Number(batch.highWatermark);
    if (position === logEnd) caughtUpAt = Date.now();
    // Past the end this fetch saw: another member went further meanwhile, or the log was cut off.
    if (position > logEnd) await checkStanding();
  }

  async function seekBack(batch: FetchedBatch, fetchOffset: number, position: number): Promise<void> {
    if (await checkStanding()) return;
    // The fetch began where it should, so the log itself lacks the records.
    if (fetchOffset <= position) return options.onBroken('POSITION_LOST', await options.standing());
    log.info('HOLE_SOUGHT_BACK', { ...at, position, offset: batch.fetchOffset });
    batch.seek(String(position));
  }

  async function checkStanding(): Promise<boolean> {
    const standing = await options.standing();
    if (standing?.broken === undefined) return false;
    options.onBroken(standing.broken, standing);
    return true;
  }

  function brakeOn(run: readonly ReadRecord<M>[]): void {
    log.error('BRAKE', { ...at, limit: options.brakePerMinute, offset: run[0]?.record.offset });
    stop('BRAKE');
  }

  return {
    async take(batch) {
      if (isHeld()) return;
      try {
        await work(batch);
      } catch (error) {
        rest(error);
      }
    },
    pause() {
      paused = true;
      settle();
    },
    resume() {
      paused = false;
      if (stopped === 'BRAKE') {
        stopped = undefined;
        brake.release();
      }
      settle();
    },
    stop,
    close: () => clearTimeout(resting),
    state() {
      if (stopped !== undefined) return { state: 'GESTOPT', reason: stopped };
      return { state: paused ? 'GEPAUZEERD' : 'LOOPT' };
    },
    oldestInHand: () => oldestInHand,
    caughtUpAt: () => caughtUpAt,
  };
}

function lastOffset<M>(run: readonly ReadRecord<M>[]): number {
  return run.at(-1)?.offset ?? -1;
}
