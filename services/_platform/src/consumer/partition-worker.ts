/**
 * Takes the fetched batches of one partition, one after the other, and decides what follows from each outcome: go on,
 * seek, rest, stop. While it rests, is paused or stopped, the partition is not fetched; heartbeats and other partitions
 * go on.
 */
import type { FaultPoints } from '../fault-points/fault-points.ts';
import type { Logger } from '../logging/logger.ts';
import type { FetchedBatch } from '../messaging/messaging.ts';
import type { Passed, RunContext } from './apply-run.ts';
import { createBrake } from './brake.ts';
import { cutRuns } from './cut-runs.ts';
import { readRecord } from './read-record.ts';
import type { Standing } from './read-standings.ts';
import type { PartitionState, StopReason } from './running-consumer.ts';
import { settleRun, type SettledRun } from './settle-run.ts';

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
  readonly onPassed: (outcome: Passed) => void;
}

export interface PartitionWorker {
  /** Never throws. */
  take(batch: FetchedBatch): Promise<void>;
  pause(): void;
  /** Lifts a pause and a BRAKE. */
  resume(): void;
  stop(reason: StopReason): void;
  /** Makes fetching agree with the state. */
  settle(): void;
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
  function settle(): void {
    if (isHeld()) options.hold();
    else options.release();
  }

  function stop(reason: StopReason): void {
    // A brake can be lifted by an operator; a lost position must not be lifted with it.
    if (stopped === undefined || stopped === 'BRAKE') stopped = reason;
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
    // A batch may fail after the consumer stopped waiting for it: nobody is left to clear this timer then.
    resting.unref();
    settle();
  }

  async function work(batch: FetchedBatch): Promise<void> {
    const fetchOffset = Number(batch.fetchOffset);
    const outcome = await settleRuns(batch, fetchOffset);
    switch (outcome.kind) {
      case 'stale':
        return;
      case 'braked':
        log.error('BRAKE', { ...at, limit: options.brakePerMinute });
        stop('BRAKE');
        return;
      case 'other-cluster':
        options.onBroken('CLUSTER_CHANGED', await options.standing());
        return;
      case 'hole':
        await seekBack(batch, fetchOffset, outcome.position);
        return;
      case 'passed': {
        oldestInHand = undefined;
        const logEnd = Number(batch.highWatermark);
        if (outcome.position === logEnd) caughtUpAt = Date.now();
        // Past the end this fetch saw: another member went further meanwhile, or the log was cut off.
        if (outcome.position > logEnd) await checkStanding();
      }
    }
  }

  /** All runs of a batch, until one does not pass. */
  async function settleRuns(batch: FetchedBatch, fetchOffset: number): Promise<SettledRun> {
    let last: Passed = { kind: 'passed', position: fetchOffset, applied: 0, culprits: 0 };
    const context = {
      ...options,
      brake,
      isStale: () => batch.isStale() || isHeld(),
      onPassed: (passed: Passed) => {
        options.faultPoints.reach('after-commit-before-offset');
        last = passed;
        batch.resolve(String(passed.position));
        failures = 0;
        if (passed.culprits > 0)
          log.warn('RECORDS_PARKED', { ...at, count: passed.culprits, position: passed.position });
        options.onPassed(passed);
      },
    };
    const read = batch.records.map((record) => readRecord(handler, record));
    for (const run of cutRuns(read, handler.compacted === true)) {
      // Seen already, as the run before it showed.
      if ((run.at(-1)?.offset ?? 0) < last.position) continue;
      oldestInHand = run[0]?.record.timestamp;
      const outcome = await settleRun(context, run, fetchOffset);
      if (outcome.kind !== 'passed') return outcome;
    }
    return last;
  }

  async function seekBack(batch: FetchedBatch, fetchOffset: number, position: number): Promise<void> {
    if (await checkStanding()) return;
    if (fetchOffset <= position) {
      // The fetch began where it should, so the log itself lacks the records.
      options.onBroken('POSITION_LOST', await options.standing());
      return;
    }
    log.info('HOLE_SOUGHT_BACK', { ...at, position, offset: batch.fetchOffset });
    batch.seek(String(position));
  }

  async function checkStanding(): Promise<boolean> {
    const standing = await options.standing();
    if (standing?.broken === undefined) return false;
    options.onBroken(standing.broken, standing);
    return true;
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
    settle,
    close: () => {
      clearTimeout(resting);
    },
    state() {
      if (stopped !== undefined) return { state: 'GESTOPT', reason: stopped };
      return { state: paused ? 'GEPAUZEERD' : 'LOOPT' };
    },
    oldestInHand: () => oldestInHand,
    caughtUpAt: () => caughtUpAt,
  };
}
