import type { LeaseRow } from './sql/list-leases.ts';

/** What one process does at one tick so that all processes end up with about the same number of slots. */
export interface LeasePlan {
  readonly acquire: readonly number[];
  readonly release: readonly number[];
}

/**
 * The fair share is the number of slots divided by the number of processes that want some, rounded up. Who has more
 * gives back, who has less takes what is free: two ticks after a process came or went, everybody has his share.
 *
 * @param held slots this process holds now
 */
export function planLeases(rows: readonly LeaseRow[], held: ReadonlySet<number>): LeasePlan {
  const seekers = Math.max(1, rows[0]?.seekers ?? 1);
  const share = Math.ceil(rows.length / seekers);
  if (held.size > share) return { acquire: [], release: [...held].sort((a, b) => b - a).slice(0, held.size - share) };
  const free = rows.filter((row) => !held.has(row.slot) && (row.owner === null || !row.valid));
  return { acquire: free.slice(0, share - held.size).map((row) => row.slot), release: [] };
}
