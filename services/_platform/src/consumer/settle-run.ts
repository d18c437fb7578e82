import { applyRun, ConflictsError, type Passed, type RunContext, type RunOutcome } from './apply-run.ts';
import type { Brake } from './brake.ts';
import { culpritCause } from './culprit.ts';
import { idConflict } from './plan-run.ts';
import { toPoison, type ReadRecord } from './read-record.ts';

export type SettledRun = RunOutcome | { readonly kind: 'stale' } | { readonly kind: 'braked' };

interface SettleContext<M> extends RunContext<M> {
  readonly brake: Brake;
  readonly isStale: () => boolean;
  /** Called after each commit. */
  readonly onPassed: (outcome: Passed) => void;
}

/**
 * Brings a run to its end: applied, or its culprits found and parked. A run that fails for a record's own fault is
 * halved until that record stands alone, so its neighbours are applied as if it had not been there, in order. Each part
 * is a transaction of its own and moves the position.
 *
 * @throws whatever is transient; the parts before it are committed
 */
export async function settleRun<M>(
  context: SettleContext<M>,
  run: readonly ReadRecord<M>[],
  fetchOffset: number,
): Promise<SettledRun> {
  if (context.isStale()) return { kind: 'stale' };
  const beyond = culpritBeyond(run, context.brake.room());
  if (beyond === 0) return { kind: 'braked' };
  if (beyond !== -1) return settleParts(context, [run.slice(0, beyond), run.slice(beyond)], fetchOffset);
  try {
    const outcome = await applyRun(context, run, fetchOffset);
    if (outcome.kind === 'passed') {
      context.brake.add(outcome.culprits);
      context.onPassed(outcome);
    }
    return outcome;
  } catch (error) {
    const parts = partsAfter(error, context.handler.consumer, run);
    if (parts === undefined) throw error;
    return settleParts(context, parts, fetchOffset);
  }
}

async function settleParts<M>(
  context: SettleContext<M>,
  parts: readonly (readonly ReadRecord<M>[])[],
  fetchOffset: number,
): Promise<SettledRun> {
  let outcome: SettledRun | undefined;
  for (const part of parts) {
    outcome = await settleRun(context, part, fetchOffset);
    if (outcome.kind !== 'passed') return outcome;
  }
  if (outcome === undefined) throw new Error('a run must hold a record');
  return outcome;
}

/** How to go on after a failed run; undefined: not at all, the failure is transient. */
function partsAfter<M>(error: unknown, consumer: string, run: readonly ReadRecord<M>[]): ReadRecord<M>[][] | undefined {
  if (error instanceof ConflictsError) {
    const marked = run.map((read) =>
      read.kind === 'readable' && error.ids.has(read.decoded.id) ? toPoison(consumer, read, idConflict()) : read,
    );
    return [marked];
  }
  const culprit = culpritCause(error);
  if (culprit === undefined) return undefined;
  const middle = run.length >> 1;
  if (middle > 0) return [run.slice(0, middle), run.slice(middle)];
  const [only] = run;
  // A culprit that cannot even be parked must not be passed by: it comes again.
  if (only === undefined || only.kind === 'poison') return undefined;
  return [[toPoison(consumer, only, culprit.cause)]];
}

/** Index of the first culprit there is no room for; -1 when all fit. */
function culpritBeyond<M>(run: readonly ReadRecord<M>[], room: number): number {
  let left = room;
  return run.findIndex((read) => read.kind === 'poison' && (left -= 1) < 0);
}
