/** Seconds of `Prefer: wait=n` (RFC 7240), at most `longest`; 0 without. */
export function waitOf(prefer: string | string[] | undefined, longest: number): number {
  const seconds = /(?:^|[,;\s])wait\s*=\s*"?(\d{1,4})"?(?=$|[,;\s])/i.exec([prefer ?? ''].flat().join(','))?.[1];
  return Math.min(Number(seconds ?? 0), longest);
}
