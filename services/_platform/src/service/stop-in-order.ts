import type { Logger } from '../logging/logger.ts';

interface Stoppable {
  stop(deadlineMs: number): Promise<void>;
}

/** One part of each kind that a service may have several of, as far as stopping goes. */
export interface StoppableParts {
  /** HTTP servers. */
  readonly servers: { close(): Promise<unknown> };
  /** Timers and loops of the service's own. */
  readonly loops: Stoppable;
  readonly consumers: Stoppable;
  /** Outboxes and cursor relays. */
  readonly relays: Stoppable;
  /** Connections to Kafka, and clients of other services. */
  readonly connections: { close(deadlineMs: number): Promise<void> };
  readonly databases: { close(): Promise<void> };
}

/** What a service is made of. */
export type RunningParts = { readonly clock?: { stop(): void } } & {
  readonly [Kind in keyof StoppableParts]?: readonly StoppableParts[Kind][];
};

/**
 * The one order in which a service stops: refuse new HTTP work and finish what is running → stop consumers after their
 * running batch → flush relays → drain pools. Each step finds what it needs still open. A step that fails or takes too
 * long is logged and does not keep the later ones from their turn.
 *
 * @param deadlineMs for all steps together.
 */
export async function stopInOrder(parts: RunningParts, deadlineMs: number, log: Logger): Promise<void> {
  const endAt = Date.now() + deadlineMs;
  const left = (): number => Math.max(0, endAt - Date.now());

  const step = async <Part>(
    name: string,
    share: number,
    parts: readonly Part[] = [],
    stopPart: (part: Part, withinMs: number) => Promise<unknown>,
  ): Promise<void> => {
    const withinMs = Math.round(left() * share);
    const outcomes = await Promise.allSettled(parts.map(async (part) => within(withinMs, stopPart(part, withinMs))));
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') log.warn('STOP_STEP_FAILED', { name, error: outcome.reason });
    }
  };

  parts.clock?.stop();
  await step('http', 0.4, parts.servers, (server) => server.close());
  await step('loops', 0.4, parts.loops, (loop, ms) => loop.stop(ms));
  await step('consumers', 0.5, parts.consumers, (consumer, ms) => consumer.stop(ms));
  await step('relays', 0.6, parts.relays, (relay, ms) => relay.stop(ms));
  await step('connections', 0.6, parts.connections, (connection, ms) => connection.close(ms));
  await step('databases', 1, parts.databases, (database) => database.close());
}

async function within(deadlineMs: number, work: Promise<unknown>): Promise<void> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(Object.assign(new Error('took too long to stop'), { code: 'STOP_TOO_SLOW' }));
  }, deadlineMs);
  try {
    await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
