/** The moments between two durable steps, where a crash must cost nothing. */
export type FaultPointName =
  'after-commit-before-publish' | 'after-publish-before-forget' | 'after-commit-before-offset' | (string & {});

export interface FaultPoints {
  /** Called where the program passes the point. Kills the process (SIGKILL) when it was asked to. */
  reach(name: FaultPointName): void;
}

/** For production and for tests that want no crash. */
export const noFaultPoints: FaultPoints = { reach: () => undefined };

/**
 * For crash tests: `FAULT_POINT=name` kills the process the first time it passes the point, `name:7` the seventh time.
 *
 * @throws Error when set in production, or not of that form
 */
export function createFaultPoints(o: { faultPoint: string | undefined; production: boolean }): FaultPoints {
  if (o.faultPoint === undefined || o.faultPoint === '') return noFaultPoints;
  if (o.production) throw new Error('FAULT_POINT is for tests: take it out of the environment');
  const [, wanted, times = '1'] = /^([a-z-]+)(?::([1-9]\d{0,8}))?$/.exec(o.faultPoint) ?? [];
  if (wanted === undefined)
    throw new Error('FAULT_POINT must be a name, or a name and a count: after-commit-before-publish:7');
  let left = Number(times);
  return {
    reach(name) {
      if (name !== wanted) return;
      left -= 1;
      // SIGKILL, not exit: nothing may be flushed, closed or answered any more.
      if (left === 0) process.kill(process.pid, 'SIGKILL');
    },
  };
}
