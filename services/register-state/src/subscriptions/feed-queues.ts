import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database, Transaction } from '../../../_platform/src/database/database.ts';
import type { FaultPoints } from '../../../_platform/src/fault-points/fault-points.ts';
import type { Logger } from '../../../_platform/src/logging/logger.ts';
import type { Outbox } from '../../../_platform/src/outbox/outbox.ts';
import { createRelayLoop, type RelayLoop } from '../../../_platform/src/relay/relay-loop.ts';
import type { WebhookDesk } from '../../../_platform/src/webhooks/webhook-desk.ts';
import type { Feed } from '../feed/feed.ts';
import { writeLookups } from '../lookups/write-lookups.ts';
import { eventId } from '../publish/compose-records.ts';
import { lockSubscriptionToFeed, type SubscriptionToFeed } from '../sql/lock-subscription-to-feed.ts';
import { moveReplay } from '../sql/move-replay.ts';
import { moveSubscription } from '../sql/move-subscription.ts';
import { selectFeedHeads, type FeedHead } from '../sql/select-feed-heads.ts';
import { selectHungrySubscriptions } from '../sql/select-hungry-subscriptions.ts';

/** So many messages that can go out lie in a queue; the rest of the feed waits in the log, where it costs nothing. */
const MOST_MOVING = 500;
/** So many lie behind persons whose first message fails. They do not count against the others, up to here. */
const MOST_HELD = 20_000;
/** Positions looked at in one turn of one subscription. */
const MOST_POSITIONS = 2_000;
const POLL_MS = 250;

export interface FeedQueuesParts {
  readonly database: Database;
  readonly feed: Pick<Feed, 'lastPosition'>;
  readonly desk: Pick<WebhookDesk, 'queued' | 'tell'>;
  readonly outbox: Pick<Outbox, 'add' | 'committed'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly faultPoints: FaultPoints;
  readonly log: Logger;
  /** Messages were put in a queue. */
  readonly onTold: () => void;
}

/**
 * Puts events in the queues of subscriptions, each from its own place in the feed and no more than a bounded number: a
 * subscription that is far behind, or whose receiver hangs, has a row here and the log, and takes its turn among the
 * others. What is put in, the place after it, and the line of the processing log that says so are one transaction.
 */
export function createFeedQueues(o: FeedQueuesParts): RelayLoop {
  return createRelayLoop({
    name: 'abonnementen',
    turn: async () => {
      const last = o.feed.lastPosition();
      let again = false;
      for (const id of await selectHungrySubscriptions(o.database, last)) {
        const { told, isFull, hasMore } = await feedQueue(o, id, last);
        if (told > 0) o.onTold();
        again ||= hasMore && !isFull;
      }
      return again ? 'more' : 'idle';
    },
    onFailure: () => undefined,
    onPoll: () => undefined,
    pollMs: () => POLL_MS,
    log: o.log,
  });
}

interface Fed {
  readonly told: number;
  readonly isFull: boolean;
  readonly hasMore: boolean;
}

const NOTHING: Fed = { told: 0, isFull: false, hasMore: false };

/** The subscription stopped meanwhile: its place must not move over what nobody kept. */
class QueueClosed extends Error {
  override readonly name = 'QueueClosed';
}

export async function feedQueue(o: FeedQueuesParts, id: string, last: number): Promise<Fed> {
  try {
    const { fed, added } = await o.database.transaction(async (tx) => {
      const subscription = await lockSubscriptionToFeed(tx, id);
      if (subscription === undefined) return { fed: NOTHING, added: undefined };
      const { moving, held } = await o.desk.queued(tx, id, MOST_HELD);
      const room = held >= MOST_HELD ? 0 : MOST_MOVING - moving;
      if (room <= 0) return { fed: { told: 0, isFull: true, hasMore: true }, added: undefined };
      return putIn(tx, o, { subscription, last, room });
    });
    if (added !== undefined) o.outbox.committed(added);
    o.faultPoints.reach('after-queue-fed');
    return fed;
  } catch (error) {
    if (error instanceof QueueClosed) return NOTHING;
    throw error;
  }
}

async function putIn(
  tx: Transaction,
  o: FeedQueuesParts,
  { subscription, last, room }: { subscription: SubscriptionToFeed; last: number; room: number },
) {
  const { id, types, position, replay_position: replayed, replay_until: replayUntil } = subscription;
  const after = replayed ?? position;
  const end = replayUntil ?? last;
  const upTo = Math.min(end, after + (types === null ? room : MOST_POSITIONS));
  const heads = after < upTo ? await selectFeedHeads(tx, { after, upTo, types, limit: room }) : [];
  const messages = heads.map((head) => messageOf(id, head));
  if ((await o.desk.tell(tx, messages)) !== messages.length) throw new QueueClosed();
  const to = heads.length === room ? (heads.at(-1)?.position ?? upTo) : upTo;
  if (replayed === null) await moveSubscription(tx, id, Math.max(position, to));
  else await moveReplay(tx, id, to);
  const added = await o.outbox.add(tx, await logHandedOut(tx, o, subscription, heads));
  return { fed: { told: heads.length, isFull: heads.length === room, hasMore: to < end || replayed !== null }, added };
}

function messageOf(subscriptionId: string, { position, register_id: registerId, sequence, command_id: id }: FeedHead) {
  return { subscriptionId, key: registerId, id: eventId(id, { registerId, sequence }), body: String(position) };
}

/** The consumer gets to see these persons, but for those of whom only places are left: written down before it does. */
function logHandedOut(
  tx: Transaction,
  { clock }: FeedQueuesParts,
  { consumer_id: organisation }: SubscriptionToFeed,
  heads: readonly FeedHead[],
) {
  const persons = heads.filter(({ is_empty: isEmpty }) => !isEmpty).map(({ register_id: id }) => id);
  if (persons.length === 0) return [];
  const reader = { role: 'AFNEMER', organisation } as const;
  return writeLookups(tx, { activity: 'GEBEURTENISSEN_OPHALEN', reader, persons, at: clock.now() });
}
