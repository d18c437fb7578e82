import { describeFailure } from './describe-failure.ts';
import { PoisonError } from './poison-error.ts';
import { toPoison, type PoisonRecord, type ReadableRecord, type ReadRecord } from './read-record.ts';
import type { RecordToPark } from './sql/insert-parked.ts';

export interface RunPlan<M> {
  /** In log order, each id once. */
  readonly toApply: readonly ReadableRecord<M>[];
  /** In log order. */
  readonly toPark: readonly RecordToPark[];
  /** Those of `toPark` that are there for what they hold, not because they wait. */
  readonly culprits: number;
}

/**
 * Sorts the records of a run: a record of a blocked key waits behind its head, a culprit blocks its key for all after
 * it, the rest is applied. `blocked`: keys that were parked before this run.
 */
export function planRun<M>(consumer: string, run: readonly ReadRecord<M>[], blocked: ReadonlySet<string>): RunPlan<M> {
  const blockedNow = new Set(blocked);
  const byId = new Map<string, ReadableRecord<M>>();
  const toPark: RecordToPark[] = [];
  let culprits = 0;

  const parkCulprit = ({ record, failure, key, messageId }: PoisonRecord): void => {
    culprits += 1;
    toPark.push({ record, messageId, blockedKey: key, forKeyOnly: false, failure });
    if (key !== null) blockedNow.add(key);
  };

  for (const read of run) {
    if (read.kind === 'poison') {
      parkCulprit(read);
      continue;
    }
    const { id, key, contentHash } = read.decoded;
    if (key !== null && blockedNow.has(key)) {
      const failure = describeFailure(consumer, waiting());
      toPark.push({ record: read.record, messageId: id, blockedKey: key, forKeyOnly: false, failure });
      continue;
    }
    const former = byId.get(id);
    if (former === undefined) byId.set(id, read);
    else if (!former.decoded.contentHash.equals(contentHash)) parkCulprit(toPoison(consumer, read, idConflict()));
  }
  return { toApply: [...byId.values()], toPark, culprits };
}

export function idConflict(): PoisonError {
  return new PoisonError('ID_CONFLICT', 'another content came before under the same id');
}

function waiting(): PoisonError {
  return new PoisonError('WAITING', 'waits behind an earlier record of the same key');
}

/** Keys whose blocking matters to a run. */
export function keysOf<M>(run: readonly ReadRecord<M>[]): string[] {
  const keys = run.map((read) => (read.kind === 'poison' ? read.key : read.decoded.key));
  return [...new Set(keys.filter((key) => key !== null))];
}
