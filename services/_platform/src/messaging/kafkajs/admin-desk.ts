import { setTimeout as delay } from 'node:timers/promises';
import type { Admin, Kafka } from 'kafkajs';
import { RETRY } from './kafka-client.ts';

/** Short of patience: a topic that does not exist should show within a second or two. */
const ADMIN_RETRY = { ...RETRY, retries: 3 };
const ATTEMPTS = 4;
const PAUSE_MS = 200;

export interface AdminDesk {
  /** Runs a question on a shared connection. */
  ask<T>(question: (admin: Admin) => Promise<T>): Promise<T>;
  /** Lets running questions end and refuses new ones. */
  close(): Promise<void>;
}

interface SharedAdmin {
  readonly admin: Promise<Admin>;
  users: number;
  discarded: boolean;
}

/**
 * One admin connection for all questions, until one fails. kafkajs keeps asking for every topic it was ever asked about,
 * so after a topic that is missing each later question fails as well: that connection is given up. It is disconnected
 * when its last question ended, because a question that still runs would open it again and leave it open.
 */
export function createAdminDesk(kafka: Kafka): AdminDesk {
  const running = new Set<Promise<unknown>>();
  let shared: SharedAdmin | undefined;
  let closed = false;

  async function connect(): Promise<Admin> {
    const admin = kafka.admin({ retry: ADMIN_RETRY });
    await admin.connect();
    return admin;
  }

  async function askOnce<T>(question: (admin: Admin) => Promise<T>): Promise<T> {
    shared ??= { admin: connect(), users: 0, discarded: false };
    const used = shared;
    used.users += 1;
    try {
      return await question(await used.admin);
    } catch (error) {
      discard(used);
      throw error;
    } finally {
      used.users -= 1;
      if (used.discarded && used.users === 0) await disconnect(used);
    }
  }

  function discard(used: SharedAdmin): void {
    used.discarded = true;
    if (shared === used) shared = undefined;
  }

  /** Some answers only mean "not yet": a broker takes up the leadership of a partition after a start or a creation. */
  async function askPatiently<T>(question: (admin: Admin) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      if (closed) throw new Error('messaging is closed');
      try {
        return await askOnce(question);
      } catch (error) {
        if (attempt === ATTEMPTS || (error as { retriable?: unknown }).retriable !== true) throw error;
        await delay(attempt * PAUSE_MS);
      }
    }
  }

  return {
    ask(question) {
      const asked = askPatiently(question);
      const ended = asked.then(ignore, ignore).finally(() => running.delete(ended));
      running.add(ended);
      return asked;
    },
    async close() {
      closed = true;
      await Promise.all(running);
      if (shared !== undefined) await disconnect(shared);
    },
  };
}

/** A connection that was never made, or cannot be broken off, needs no more than to be forgotten. */
async function disconnect({ admin }: SharedAdmin): Promise<void> {
  await admin.then((connected) => connected.disconnect()).catch(ignore);
}

function ignore(): void {
  // The caller of `ask` has the outcome.
}
