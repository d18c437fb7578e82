import { readdirSync, readFileSync } from 'node:fs';

/** From `getconf CLK_TCK`; 100 on every Linux this runs on. */
const TICKS_PER_SECOND = 100;

interface Stat {
  readonly pid: number;
  readonly parent: number;
  readonly seconds: number;
  /** Of children that ended and were waited for. */
  readonly childSeconds: number;
}

/** CPU seconds of a process and all that descend from it, since it began. */
export function cpuSeconds(pid: number): number {
  const all = readAll();
  const family = new Set([pid]);
  for (let grown = true; grown;) {
    grown = false;
    for (const { pid: child, parent } of all.values()) {
      if (family.has(parent) && !family.has(child)) {
        family.add(child);
        grown = true;
      }
    }
  }
  let sum = all.get(pid)?.childSeconds ?? 0;
  for (const member of family) sum += all.get(member)?.seconds ?? 0;
  return sum;
}

/** Highest resident memory of a process so far, in bytes. */
export const peakMemory = (pid: number): number => memory(pid, 'VmHWM');

/** Resident memory of a process now, in bytes. */
export const currentMemory = (pid: number): number => memory(pid, 'VmRSS');

/** Resident memory of a process again and again, in bytes, from now until it is stopped. */
export function watchMemory(pid: number, everyMs: number): { stop(): number[] } {
  const seen = [memory(pid, 'VmRSS')];
  const timer = setInterval(() => seen.push(memory(pid, 'VmRSS')), everyMs);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return [...seen, memory(pid, 'VmRSS')];
    },
  };
}

function memory(pid: number, figure: 'VmHWM' | 'VmRSS'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`^${figure}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? 0) * 1024;
}

function readAll(): Map<number, Stat> {
  const stats = new Map<number, Stat>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readStat(Number(name));
    if (stat !== undefined) stats.set(stat.pid, stat);
  }
  return stats;
}

function readStat(pid: number): Stat | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name, in brackets, may hold anything; the numbers follow the last bracket.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const number = (index: number): number => Number(fields[index] ?? 0);
  return {
    pid,
    parent: number(1),
    seconds: (number(11) + number(12)) / TICKS_PER_SECOND,
    childSeconds: (number(13) + number(14)) / TICKS_PER_SECOND,
  };
}
