import type { Logger } from '../logging/logger.ts';

type Stoppable = { stop(deadlineMs: number): Promise<void> };

/** What a service is made of, as far as stopping goes. */
export interface RunningParts {
  readonly clock?: { stop(): void };
  /** HTTP servers. */
  readonly servers?: readonly { close(): Promise<unknown> }[];
  /** Timers and loops of the service's own. */
  readonly loops?: readonly Stoppable[];
  readonly consumers?: readonly Stoppable[];
  /** Outboxes and cursor relays. */
  readonly relays?: readonly Stoppable[];
  /** Connections to Kafka, and clients of other services. */
  readonly connections?: readonly { close(deadlineMs: number): Promise<void> }[];
  readonly databases?: readonly { close(): Promise<void> }[];
}

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

  const step = async (name: string, share: number, work: (withinMs: number) => Promise<unknown>[]): Promise<void> => {
    const withinMs = Math.round(left() * share);
    const outcomes = await Promise.allSettled(work(withinMs).map((part) => within(withinMs, part)));
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') log.warn('STOP_STEP_FAILED', { name, error: outcome.reason });
    }
  };

  parts.clock?.stop();
  await step('http', 0.4, () => (parts.servers ?? []).map((server) => server.close()));
  await step('loops', 0.4, (ms) => (parts.loops ?? []).map((loop) => loop.stop(ms)));
  await step('consumers', 0.5, (ms) => (parts.consumers ?? []).map((consumer) => consumer.stop(ms)));
  await step('relays', 0.6, (ms) => (parts.relays ?? []).map((relay) => relay.stop(ms)));
  await step('connections', 0.6, (ms) => (parts.connections ?? []).map((connection) => connection.close(ms)));
  await step('databases', 1, () => (parts.databases ?? []).map((database) => database.close()));
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
