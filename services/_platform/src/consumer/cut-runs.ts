import type { ReadRecord } from './read-record.ts';

/** Largest number of records in one transaction. */
const MAX_RUN = 500;

/**
 * Cuts a fetched batch in runs, one transaction each: records that must stand alone, and what lies between them in
 * pieces of about equal size. A gap in the offsets begins a new run, whose first offset then shows it.
 */
export function cutRuns<M>(
  records: readonly ReadRecord<M>[],
  gapsAllowed: boolean,
  maxRun = MAX_RUN,
): ReadRecord<M>[][] {
  const runs: ReadRecord<M>[][] = [];
  let current: ReadRecord<M>[] = [];
  const end = (): void => {
    const size = Math.ceil(current.length / Math.ceil(current.length / maxRun));
    for (let at = 0; at < current.length; at += size) runs.push(current.slice(at, at + size));
    current = [];
  };
  for (const record of records) {
    const last = current.at(-1);
    if (last !== undefined && !gapsAllowed && record.offset !== last.offset + 1) end();
    if (record.kind === 'readable' && record.decoded.alone === true) {
      end();
      runs.push([record]);
    } else {
      current.push(record);
    }
  }
  end();
  return runs;
}
