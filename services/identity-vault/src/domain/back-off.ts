const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/**
 * How long to wait before the next try, after so many tries in a row that failed: 1, 2, 4 … at most 30 seconds. The
 * longest wait bounds how late a queue begins to drain after the other side has returned.
 */
export function backOffMs(attempts: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(Math.max(attempts - 1, 0), 10));
}
