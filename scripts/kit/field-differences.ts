import { isDeepStrictEqual } from 'node:util';

export interface FieldDifference {
  /** JSON Pointer into the record. */
  readonly veld: string;
  /** undefined: the field should not be there. */
  readonly verwacht: unknown;
  /** undefined: the field is missing. */
  readonly gezien: unknown;
}

/** Where two JSON values differ, deepest places only. */
export function fieldDifferences(expected: unknown, seen: unknown, at = ''): FieldDifference[] {
  if (isDeepStrictEqual(expected, seen)) return [];
  if (!isContainer(expected) || !isContainer(seen) || Array.isArray(expected) !== Array.isArray(seen)) {
    return [{ veld: at, verwacht: expected, gezien: seen }];
  }
  const names = new Set([...Object.keys(expected), ...Object.keys(seen)]);
  return [...names].flatMap((name) => fieldDifferences(expected[name], seen[name], `${at}/${name}`));
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
