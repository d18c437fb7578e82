import { createRequire } from 'node:module';

interface RequestQueue {
  readonly pending: readonly unknown[];
  readonly throttledUntil: number;
  scheduleCheckPendingRequests: (this: RequestQueue) => void;
}

/**
 * kafkajs 2.2.4 asks for its next look at waiting requests after a negative time when nothing waits and no broker
 * throttles us: a timer every millisecond on every connection, 5 % of a core in an idle process, and a warning from
 * Node. A look is needed only in the other two cases; an answer that makes room looks by itself.
 */
export function quietRequestQueue(): void {
  const { prototype } = createRequire(import.meta.url)('kafkajs/src/network/requestQueue') as {
    prototype: RequestQueue;
  };
  if (Object.hasOwn(prototype, QUIET)) return;
  const schedule = prototype.scheduleCheckPendingRequests;
  Object.defineProperty(prototype, QUIET, { value: true });
  prototype.scheduleCheckPendingRequests = function (this: RequestQueue) {
    if (this.pending.length > 0 || this.throttledUntil > Date.now()) schedule.call(this);
  };
}

const QUIET = Symbol('quiet request queue');
