import { cpuSeconds } from './process-figures.ts';

/** One timed piece of work. */
export interface Measurement {
  readonly seconds: number;
  /** Records of the load (accept, whole path) or commands (drain). */
  readonly records: number;
  /** CPU seconds by process during it. */
  readonly cpu: Readonly<Record<string, number>>;
}

/** CPU seconds that the processes used during the work. */
export async function timed<T>(
  pids: ReadonlyMap<string, number>,
  work: () => Promise<T>,
): Promise<{ result: T; seconds: number; cpu: Record<string, number> }> {
  const before = new Map([...pids].map(([name, pid]) => [name, cpuSeconds(pid)]));
  const began = performance.now();
  const result = await work();
  const seconds = (performance.now() - began) / 1000;
  const cpu = Object.fromEntries([...pids].map(([name, pid]) => [name, cpuSeconds(pid) - (before.get(name) ?? 0)]));
  return { result, seconds, cpu };
}
