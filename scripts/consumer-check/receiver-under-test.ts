import { setTimeout as delay } from 'node:timers/promises';
import { sign, type TestEvent } from './make-event.ts';
import { sendEvent, type Reply } from './send-event.ts';

const ATTEMPTS = 3;

export interface Patience {
  /** The register tries again after seconds, minutes and hours; a check has no such time. */
  readonly retryAfterMs: number;
  /** For what was taken to be counted. */
  readonly countWithinMs: number;
}

export interface Delivery {
  /** Left out: as JSON.stringify writes it. */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly spreadOverMs?: number;
}

/** The endpoint that is being checked, and what was learned of it on the way. */
export interface ReceiverUnderTest {
  readonly secret: string;
  /** Once, whatever comes of it. */
  attempt(event: TestEvent, o?: Delivery): Promise<Reply>;
  /** As the register delivers: again, under the same id, when it was not taken. */
  deliver(event: TestEvent, o?: Delivery): Promise<Reply>;
  /** How many events the receiver says it processed; undefined when it cannot be asked. */
  count(): Promise<number | undefined>;
  /** Waits until the count is this; @returns what it is in the end */
  countUntil(expected: number): Promise<number | undefined>;
  /** Longest answer to an event that was taken. */
  readonly slowestMs: number;
  /** Events that were taken only at a later attempt. */
  readonly retried: number;
  readonly taken: ReadonlySet<string>;
}

export function receiverUnderTest(o: {
  readonly url: URL;
  readonly secret: string;
  readonly countUrl: URL | undefined;
  readonly patience: Patience;
}): ReceiverUnderTest {
  const { retryAfterMs, countWithinMs } = o.patience;
  const taken = new Set<string>();
  let slowestMs = 0;
  let retried = 0;

  const attempt = async (event: TestEvent, { body, headers, spreadOverMs = 0 }: Delivery = {}): Promise<Reply> => {
    const text = body ?? JSON.stringify(event);
    const signed = headers ?? sign({ id: event.id, body: text, secrets: [o.secret] });
    const reply = await sendEvent(o.url, { headers: signed, body: text, spreadOverMs });
    if (isTaken(reply)) {
      slowestMs = Math.max(slowestMs, reply.durationMs - spreadOverMs);
      taken.add(event.id);
    }
    return reply;
  };
  const count = async (): Promise<number | undefined> => {
    if (o.countUrl === undefined) return undefined;
    const answer = await fetch(o.countUrl, { signal: AbortSignal.timeout(5_000) });
    const { aantal } = (await answer.json()) as { aantal?: unknown };
    if (typeof aantal !== 'number') throw new Error('the count has no number "aantal"');
    return aantal;
  };

  return {
    secret: o.secret,
    attempt,
    deliver: async (event, delivery) => {
      for (let number = 1; ; number += 1) {
        const reply = await attempt(event, delivery);
        if (isTaken(reply) && number > 1) retried += 1;
        const isFinal = isTaken(reply) || (reply.status ?? 500) < 429 || number === ATTEMPTS;
        if (isFinal) return reply;
        await delay(retryAfterMs);
      }
    },
    count,
    countUntil: async (expected) => {
      const until = Date.now() + countWithinMs;
      for (;;) {
        const now = await count();
        if (now === undefined || now >= expected || Date.now() > until) return now;
        await delay(50);
      }
    },
    get slowestMs() {
      return slowestMs;
    },
    get retried() {
      return retried;
    },
    taken,
  };
}

export function isTaken({ status }: Reply): boolean {
  return status !== undefined && status >= 200 && status < 300;
}
