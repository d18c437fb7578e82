import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { LogEnd } from '../apply/applied-command.ts';
import { markAnteroomDue } from '../sql/mark-anteroom-due.ts';
import type { HeldListVersion } from '../sql/select-list-versions.ts';

/** The newest number among the versions that a partition holds; 0 before the first. */
export function newestNumber(held: readonly HeldListVersion[]): number {
  return Math.max(0, ...held.map(({ number }) => number));
}

/** `held` with these versions in the place of their former ones. */
export function replaced(held: readonly HeldListVersion[], by: readonly HeldListVersion[]): HeldListVersion[] {
  const names = new Set(by.map(({ name }) => name));
  return [...held.filter(({ name }) => !names.has(name)), ...by];
}

/** Earlier than any turn of a day. */
const BEFORE_ALL = '1900-01-01';

/**
 * Terms are reckoned with the grounds in force. Without this, somebody in the anteroom would keep the latest day he was
 * last told until something else happens to him.
 */
export async function noteChangedTerms(
  tx: Transaction,
  { partition, day }: LogEnd,
  held: readonly HeldListVersion[],
  changed: readonly HeldListVersion[],
): Promise<void> {
  if (held.length === 0 || !changed.some(({ name }) => name === 'benoemingsgrondslagen')) return;
  await markAnteroomDue(tx, partition, day ?? BEFORE_ALL);
}
