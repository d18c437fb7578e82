/** One place where two values differ; `undefined` where there is nothing. */
export interface Difference {
  /** JSON Pointer. */
  readonly at: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Where two JSON values differ, as deep as both have the same members. */
export function differences(before: unknown, after: unknown, at = ''): Difference[] {
  if (!isNode(before) || !isNode(after) || Array.isArray(before) !== Array.isArray(after)) {
    return before === after ? [] : [{ at, before, after }];
  }
  const members = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...members].flatMap((member) => differences(before[member], after[member], `${at}/${member}`));
}

function isNode(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
