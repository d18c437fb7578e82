/**
 * One column of many rows as one text, a line per row, for `string_to_array($n, E'\n', '')` on the other side; null is
 * an empty line. For values that hold no line break and are never empty: ids, numbers, days, codes, and what
 * JSON.stringify made.
 *
 * The four tables that every delivery writes are sent so. Against one JSON parameter with a row type it halves the
 * server's time per row (60,000 events: 200 ms against 350 ms, which is that of the bare insert) and costs us no more.
 */
export function column(values: readonly (string | number | boolean | null)[]): string {
  return values.map((value) => value ?? '').join('\n');
}
