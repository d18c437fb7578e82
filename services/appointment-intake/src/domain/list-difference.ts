import type { CodeListName } from '../../../../schemas/code-lists/list-columns.ts';
import { keyOfRow } from '../../../../schemas/code-lists/list-rules.ts';
import type { Row } from '../../../../schemas/code-lists/read-list.ts';

/** What a new version changes; rows in the order of their lists. */
export interface ListDifference {
  readonly added: readonly Row[];
  readonly removed: readonly Row[];
  readonly changed: readonly { readonly from: Row; readonly to: Row }[];
}

/** Rows are the same when they have one key; rows of both lists have their members in one order. */
export function listDifference(list: CodeListName, former: readonly Row[], next: readonly Row[]): ListDifference {
  const formerByKey = new Map(former.map((row) => [keyOfRow(list, row), row]));
  const nextKeys = new Set(next.map((row) => keyOfRow(list, row)));
  const added: Row[] = [];
  const changed: { from: Row; to: Row }[] = [];
  for (const to of next) {
    const from = formerByKey.get(keyOfRow(list, to));
    if (from === undefined) added.push(to);
    else if (JSON.stringify(from) !== JSON.stringify(to)) changed.push({ from, to });
  }
  return { added, removed: former.filter((row) => !nextKeys.has(keyOfRow(list, row))), changed };
}
