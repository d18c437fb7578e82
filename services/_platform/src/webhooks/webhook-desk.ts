import type { KeyObject } from 'node:crypto';
import type { Database, Queryable, Transaction } from '../database/database.ts';
import { newId } from '../ids/new-id.ts';
import { NOT_SIGNED, type Answer } from './answer.ts';
import { callReceiver } from './call-receiver.ts';
import { createGuardedAgent, type Resolve } from './guarded-agent.ts';
import { newSecret, openSecret, sealSecret } from './sealed-secret.ts';
import { countQueued, type Queued } from './sql/count-queued.ts';
import { deleteLanes } from './sql/delete-lanes.ts';
import { deleteSubscription } from './sql/delete-subscription.ts';
import { insertAnswer } from './sql/insert-answer.ts';
import { insertMessages } from './sql/insert-messages.ts';
import { insertSubscription } from './sql/insert-subscription.ts';
import { listAnswers, type AnswerRow } from './sql/list-answers.ts';
import { lockLanes } from './sql/lock-lanes.ts';
import { openLanes } from './sql/open-lanes.ts';
import { rouseLanes } from './sql/rouse-lanes.ts';
import { rouseSubscription } from './sql/rouse-subscription.ts';
import { readSubscription, type SubscriptionRow } from './sql/read-subscription.ts';
import { readSubscriptionSecrets, type SubscriptionSecrets } from './sql/read-subscription-secrets.ts';
import { rotateSubscriptionSecret } from './sql/rotate-subscription-secret.ts';
import { setSubscriptionUrl } from './sql/set-subscription-url.ts';
import { targetFault, type TargetFault } from './target-fault.ts';

/** How long the former secret signs along after a rotation. */
const OVERLAP_SECONDS = 24 * 60 * 60;
const SHOWN_ANSWERS = 20;
const MOST_ANSWERS = 100;

export interface WebhookMessage {
  readonly subscriptionId: string;
  /** Messages of one subscription and key arrive in the order in which they were committed; others overtake each other. */
  readonly key: string;
  /** Unique for ever: receivers know a repetition by it. Letters, digits, `_` and `-`. */
  readonly id: string;
  /** JSON, as it is signed and sent; or what the sender's `compose` makes that of. */
  readonly body: string;
}

/** Subscriptions and what is to be told; sending is the work of webhook-sender.ts. */
export interface WebhookDesk {
  targetFault(url: string): TargetFault | undefined;
  /** @returns the secret in the clear: shown to the owner now and never again */
  subscribe(tx: Transaction, url: string): Promise<{ readonly id: string; readonly secret: string }>;
  /** Also brings a dead subscription back to life. What waits is due at once, as at its first attempt. */
  moveTo(tx: Transaction, id: string, url: string): Promise<void>;
  /** The former secret stays valid for a day. @returns undefined when there is no such subscription */
  rotate(db: Queryable, id: string): Promise<{ readonly secret: string; readonly formerUntil: string } | undefined>;
  unsubscribe(tx: Transaction, id: string): Promise<void>;
  /** Drops what waits for it; a call that is under way may still arrive. */
  clearQueue(tx: Transaction, id: string): Promise<void>;
  show(
    db: Queryable,
    id: string,
  ): Promise<{ readonly subscription: SubscriptionRow; readonly answers: readonly AnswerRow[] } | undefined>;
  /**
   * Brings back a subscription that died of a message that failed through its whole schedule: everything that was kept
   * in its queue (`WebhookSenderOptions.keepsQueueOfExhausted`) is due at once, as at its first attempt.
   *
   * @returns false when it did not die of that
   */
  resume(tx: Transaction, id: string): Promise<boolean>;
  /** The last answers, newest first, at most a hundred. */
  answers(db: Queryable, id: string): Promise<readonly AnswerRow[]>;
  /** What waits for a subscription, counted up to `most`: its caller decides whether to put in more. */
  queued(db: Queryable, id: string, most: number): Promise<Queued>;
  /** Puts messages in the queues, in the caller's transaction. Messages to dead or unknown subscriptions go nowhere. */
  tell(tx: Transaction, messages: readonly WebhookMessage[]): Promise<number>;
  /** Calls now, once, past the queue, also for a dead subscription; the answer is kept with the others. */
  tryOut(id: string, message: { readonly id: string; readonly body: string }): Promise<Answer | undefined>;
  close(): Promise<void>;
}

export interface WebhookOptions {
  readonly database: Database;
  /** Seals the secrets, 32 bytes. With another one no subscription can be signed for. */
  readonly key: KeyObject;
  /** http and private addresses may be called: the sandbox only. */
  readonly local: boolean;
  readonly resolve?: Resolve;
  /** As in GuardedAgentOptions. */
  readonly extraAuthorities?: string | undefined;
}

export function createWebhookDesk({ database, key, local, resolve, extraAuthorities }: WebhookOptions): WebhookDesk {
  const resolving = resolve === undefined ? {} : { resolve };
  const agent = createGuardedAgent({ local, connectTimeoutMs: 5_000, extraAuthorities, ...resolving });
  const stop = new AbortController();

  return {
    targetFault: (url) => targetFault(url, { local }),
    subscribe: async (tx, url) => {
      const id = newId();
      const secret = newSecret();
      await insertSubscription(tx, id, url, sealSecret(secret, id, key));
      return { id, secret };
    },
    moveTo: async (tx, id, url) => {
      await lockLanes(tx, id);
      await setSubscriptionUrl(tx, id, url);
      await rouseLanes(tx, id);
    },
    rotate: async (db, id) => {
      const secret = newSecret();
      const formerUntil = await rotateSubscriptionSecret(db, id, sealSecret(secret, id, key), OVERLAP_SECONDS);
      return formerUntil === undefined ? undefined : { secret, formerUntil };
    },
    unsubscribe: async (tx, id) => {
      await lockLanes(tx, id);
      await deleteSubscription(tx, id);
    },
    clearQueue: deleteLanes,
    show: async (db, id) => {
      const [subscription, answers] = await Promise.all([readSubscription(db, id), listAnswers(db, id, SHOWN_ANSWERS)]);
      return subscription && { subscription, answers };
    },
    resume: async (tx, id) => {
      await lockLanes(tx, id);
      // Only now it is certain whether it died: who ends it holds a lane.
      const isBack = await rouseSubscription(tx, id);
      if (isBack) await rouseLanes(tx, id);
      return isBack;
    },
    answers: (db, id) => listAnswers(db, id, MOST_ANSWERS),
    queued: countQueued,
    tell: async (tx, messages) => {
      if (messages.length === 0) return 0;
      const rows = messages.map(({ subscriptionId, key, id, body }) => ({
        subscription_id: subscriptionId,
        key,
        message_id: id,
        body,
      }));
      const open = await openLanes(
        tx,
        rows.map(({ subscription_id, key }) => ({ subscription_id, key })),
      );
      const lanes = new Set(open.map(laneName));
      const kept = rows.filter((row) => lanes.has(laneName(row)));
      if (kept.length > 0) await insertMessages(tx, kept);
      return kept.length;
    },
    tryOut: async (id, message) => {
      const target = await readSubscriptionSecrets(database, id);
      if (target === undefined) return undefined;
      const call = {
        url: target.url,
        messageId: message.id,
        body: message.body,
      };
      const sentAt = new Date();
      const secrets = openSecrets(target, id, key);
      const answer = secrets === undefined ? NOT_SIGNED : await callReceiver({ ...call, secrets }, agent, stop.signal);
      await insertAnswer(database, id, { messageId: message.id, attempt: 1, sentAt }, answer);
      return answer;
    },
    close: async () => {
      stop.abort();
      await agent.destroy();
    },
  };
}

const laneName = (lane: { readonly subscription_id: string; readonly key: string }): string =>
  `${lane.subscription_id} ${lane.key}`;

/**
 * Newest first; undefined when the newest was sealed with another key. A former one that was stands in nobody's way:
 * its owner has rotated it.
 */
export function openSecrets(sealed: SubscriptionSecrets, id: string, key: KeyObject): string[] | undefined {
  const opened = (secret: Buffer | null): string[] => {
    try {
      return secret === null ? [] : [openSecret(secret, id, key)];
    } catch {
      return [];
    }
  };
  const newest = opened(sealed.secret);
  return newest.length === 0 ? undefined : [...newest, ...opened(sealed.former_secret)];
}
