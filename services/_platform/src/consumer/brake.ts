const MINUTE_MS = 60_000;

/** Counts the culprits of one partition over the last minute. */
export interface Brake {
  /** How many more may be parked now before the partition must stop. */
  room(): number;
  add(culprits: number): void;
  release(): void;
}

/** A few bad records are parked and passed by; many at once mean that we are wrong, not they. */
export function createBrake(perMinute: number, now: () => number = Date.now): Brake {
  let parkedAt: number[] = [];
  return {
    room() {
      const since = now() - MINUTE_MS;
      parkedAt = parkedAt.filter((time) => time > since);
      return Math.max(0, perMinute - parkedAt.length);
    },
    add(culprits) {
      for (let i = 0; i < culprits; i += 1) parkedAt.push(now());
    },
    release() {
      parkedAt = [];
    },
  };
}
