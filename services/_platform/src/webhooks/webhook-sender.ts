import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { FaultPoints } from '../fault-points/fault-points.ts';
import type { Logger } from '../logging/logger.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { createRelayLoop } from '../relay/relay-loop.ts';
import { NOT_SIGNED, type Answer } from './answer.ts';
import { callLimits, callReceiver, type CallLimits } from './call-receiver.ts';
import { createGuardedAgent } from './guarded-agent.ts';
import { settleAnswer } from './settle-answer.ts';
import { claimLanes } from './sql/claim-lanes.ts';
import { clearDeadLanes } from './sql/clear-dead-lanes.ts';
import { countWaiting } from './sql/count-waiting.ts';
import { readHeads, type HeadRow } from './sql/read-heads.ts';
import { releaseLanes } from './sql/release-lanes.ts';
import { openSecrets, type WebhookOptions } from './webhook-desk.ts';

/** Calls of one process at once, and to one receiver. */
const IN_FLIGHT = 32;
const PER_SUBSCRIPTION = 4;
const POLL_MS = 1_000;
/** Longer than the longest call, so that a living process never loses what it is sending. */
const LEASE_SECONDS = 60;

export interface WebhookSender {
  start(): void;
  /** Messages were committed. Without it they are found within a second. */
  wake(): void;
  stop(deadlineMs: number): Promise<void>;
}

/** What is sent of one message. */
export interface MessageContent {
  readonly body: string;
  /** As `Call.headers`. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface WebhookSenderOptions extends WebhookOptions {
  /**
   * Makes what is sent of messages whose stored body only says where to find it, each time they are sent; by the
   * message's number. A message without an answer waits until its claim runs out. Left out: bodies are sent as stored.
   */
  readonly compose?: (
    messages: readonly { readonly number: number; readonly body: string }[],
  ) => Promise<ReadonlyMap<number, MessageContent>>;
  /**
   * The queue of a subscription that died of a failing message stays, for when its owner resumes it (desk). Otherwise it
   * goes, as that of a receiver that is gone always does.
   */
  readonly keepsQueueOfExhausted?: boolean;
  readonly faultPoints: FaultPoints;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly limits?: CallLimits;
  /** In place of LEASE_SECONDS; tests let a dead process be succeeded sooner. */
  readonly leaseSeconds?: number;
}

/**
 * Sends what waits in webhook_messages, at least once and in order per key. Everything it knows is in the database: a
 * claim on a lane lets one process send the lane's first message; the answer is settled in one transaction that first
 * looks whether the claim still stands. A process that dies leaves claims that run out, and its message is sent again.
 * Any number of processes may run.
 */
export function createWebhookSender(o: WebhookSenderOptions): WebhookSender {
  const { database, log, metrics, faultPoints, limits = callLimits, leaseSeconds = LEASE_SECONDS } = o;
  const { local, resolve, compose, extraAuthorities } = o;
  const dropsAfter = o.keepsQueueOfExhausted === true ? (['GONE'] as const) : (['GONE', 'EXHAUSTED'] as const);
  const resolving = resolve === undefined ? {} : { resolve };
  const agent = createGuardedAgent({ local, connectTimeoutMs: 5_000, extraAuthorities, ...resolving });
  const aborting = new AbortController();
  const sending = new Set<Promise<void>>();
  const claims = new Map<string, number>();
  let stopping = false;

  const attempts = metrics.counter({
    name: 'webhook_attempts',
    help: 'Calls to receivers by how they ended',
    labels: ['outcome'],
  });
  metrics.gauge({
    name: 'webhook_state',
    help: 'Messages that wait, and subscriptions that fail or are dead',
    labels: ['state'],
    collect: async (gauge) => {
      const counts = await countWaiting(database);
      gauge.set(counts.messages, { state: 'waiting' });
      gauge.set(counts.failing, { state: 'failing' });
      gauge.set(counts.dead, { state: 'dead' });
    },
  });

  const loop = createRelayLoop({
    name: 'webhooks',
    turn,
    onFailure: () => undefined,
    onPoll: () => undefined,
    pollMs: () => POLL_MS,
    log,
  });

  async function turn(): Promise<'more' | 'idle'> {
    const room = IN_FLIGHT - sending.size;
    if (stopping || room <= 0) return 'idle';
    await clearDeadLanes(database, dropsAfter);
    const claim = randomUUID();
    const lanes = await claimLanes(database, { claim, leaseSeconds, perSubscription: PER_SUBSCRIPTION, limit: room });
    if (lanes.length === 0) return 'idle';
    faultPoints.reach('after-webhook-claim');
    const heads = await readHeads(database, claim);
    if (heads.length > 0) claims.set(claim, heads.length);
    const contents = await composeOrRelease(heads, claim);
    for (const head of heads) {
      const work = sendHead(head, claim, contents === undefined ? head : contents.get(head.number)).finally(() => {
        sending.delete(work);
        const left = (claims.get(claim) ?? 1) - 1;
        if (left > 0) claims.set(claim, left);
        else claims.delete(claim);
        loop.wake();
      });
      sending.add(work);
    }
    return 'more';
  }

  async function composeOrRelease(heads: readonly HeadRow[], claim: string) {
    try {
      return await compose?.(heads);
    } catch (error) {
      claims.delete(claim);
      await releaseLanes(database, [claim]);
      throw error;
    }
  }

  /** Never rejects: what goes wrong here leaves the claim to run out. */
  async function sendHead(head: HeadRow, claim: string, content: MessageContent | undefined): Promise<void> {
    try {
      if (content === undefined) throw new Error('a message has no content');
      const sentAt = new Date();
      const answer = await call(head, content);
      attempts.increase({ outcome: answer.outcome });
      faultPoints.reach('after-webhook-call');
      await settleAnswer(database, { head, claim, sentAt, answer }, log);
    } catch (error) {
      if (!aborting.signal.aborted) log.warn('WEBHOOK_NOT_SETTLED', { error });
    }
  }

  async function call(head: HeadRow, { body, headers = {} }: MessageContent): Promise<Answer> {
    const { url, message_id: messageId } = head;
    const secrets = openSecrets(head, head.subscription_id, o.key);
    if (secrets === undefined) {
      log.warn('WEBHOOK_NOT_SIGNED', { attempt: head.attempts + 1 });
      return NOT_SIGNED;
    }
    return callReceiver({ url, messageId, body, headers, secrets }, agent, aborting.signal, limits);
  }

  return {
    start: () => {
      loop.start();
    },
    wake: () => {
      loop.wake();
    },
    stop: async (deadlineMs) => {
      stopping = true;
      await loop.stop(deadlineMs);
      const late = new AbortController();
      const inTime = delay(deadlineMs / 2, undefined, { signal: late.signal }).catch(() => undefined);
      await Promise.race([Promise.all(sending), inTime]);
      late.abort();
      aborting.abort();
      await Promise.all(sending);
      await agent.destroy();
      if (claims.size > 0) await releaseLanes(database, [...claims.keys()]);
    },
  };
}
