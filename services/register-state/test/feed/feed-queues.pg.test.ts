import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createSecretKey } from 'node:crypto';
import type { Database } from '../../../_platform/src/database/database.ts';
import { noFaultPoints } from '../../../_platform/src/fault-points/fault-points.ts';
import { silentLogger } from '../../../_platform/src/logging/create-logger.ts';
import { createWebhookDesk, type WebhookDesk } from '../../../_platform/src/webhooks/webhook-desk.ts';
import { sequenceEvents } from '../../src/feed/feed.ts';
import { insertSubscription } from '../../src/sql/insert-subscription.ts';
import { selectHungrySubscriptions } from '../../src/sql/select-hungry-subscriptions.ts';
import { feedQueue, type FeedQueuesParts } from '../../src/subscriptions/feed-queues.ts';
import { closePartitions, partition } from '../apply/partition.ts';
import { personId, snapshot } from '../wire.ts';

const EVENTS = 3_000;
let database: Database;
let desk: WebhookDesk;
let parts: FeedQueuesParts;
let last: number;
/** Lines of the processing log that were put in the outbox. */
let logged: number;

/** One register with a thousand events of each of three persons. */
beforeAll(async () => {
  const register = await partition();
  ({ database } = register);
  await register.apply(snapshot({ person: personId(1), day: '2020-09-01' }));
  await database.query('DELETE FROM event_log');
  await database.query(
    `INSERT INTO event_log (partition, number, application_number, register_id, sequence, type, data)
     SELECT 3, n, 1, ($1::uuid[])[1 + n % 3], 1 + n / 3,
       CASE WHEN n % 100 = 0 THEN 'persoon-slapend' ELSE 'persoon-bekend' END, '{"na":{}}'
     FROM generate_series(1, $2::integer) AS n`,
    [[1, 2, 3].map(personId), EVENTS],
  );
  last = await sequenceEvents(database, 6, noFaultPoints);
  desk = createWebhookDesk({ database, key: createSecretKey('11'.repeat(32), 'hex'), local: true });
});
afterAll(async () => {
  await desk.close();
  await closePartitions();
});
beforeEach(async () => {
  logged = 0;
  parts = {
    database,
    feed: { lastPosition: () => last },
    desk,
    outbox: {
      add: (_tx, rows) => {
        logged += rows.length;
        return Promise.resolve({ rows: [] } as never);
      },
      committed: () => undefined,
    },
    clock: { now: () => new Date() },
    faultPoints: noFaultPoints,
    log: silentLogger,
    onTold: () => undefined,
  };
  await database.query('DELETE FROM webhook_subscriptions');
});

async function subscribe(types: readonly string[] | null = null): Promise<string> {
  return database.transaction(async (tx) => {
    const { id } = await desk.subscribe(tx, 'http://127.0.0.1:9/');
    await insertSubscription(tx, { id, consumerId: 'afnemer', types, position: 0 });
    return id;
  });
}

async function queued(id: string): Promise<number[]> {
  const { rows } = await database.query<{ body: string }>(
    'SELECT body FROM webhook_messages WHERE subscription_id = $1 ORDER BY number',
    [id],
  );
  return rows.map(({ body }) => Number(body));
}
const byId = (a: { register_id: string }, b: { register_id: string }): number =>
  a.register_id < b.register_id ? -1 : 1;
const placeOf = async (id: string): Promise<number> => {
  const { rows } = await database.query<{ position: number }>('SELECT position FROM subscriptions WHERE id = $1', [id]);
  return rows[0]!.position;
};
/** What was queued is delivered. */
const emptied = (id: string) => database.query('DELETE FROM webhook_lanes WHERE subscription_id = $1', [id]);

describe('a queue', () => {
  it('takes so many at a time, and the rest when there is room', async () => {
    const id = await subscribe();
    expect(await feedQueue(parts, id, last)).toMatchObject({ told: 500, isFull: true, hasMore: true });
    expect(await feedQueue(parts, id, last)).toMatchObject({ told: 0, isFull: true });
    expect(await queued(id)).toEqual(Array.from({ length: 500 }, (_, index) => index + 1));
    expect(logged).toBe(3);
    await emptied(id);
    await feedQueue(parts, id, last);
    expect((await queued(id))[0]).toBe(501);
    expect(await placeOf(id)).toBe(1_000);
  });

  it('gets each event once and in order, whoever feeds it', async () => {
    const id = await subscribe();
    const all: number[] = [];
    while ((await placeOf(id)) < last) {
      await Promise.all([1, 2, 3].map(() => feedQueue(parts, id, last)));
      all.push(...(await queued(id)));
      await emptied(id);
    }
    expect(all).toEqual(Array.from({ length: EVENTS }, (_, index) => index + 1));
    expect(await selectHungrySubscriptions(database, last)).toEqual([]);
  });

  it('with a filter that lets little through moves by what it looked at', async () => {
    const id = await subscribe(['persoon-slapend']);
    expect(await feedQueue(parts, id, last)).toMatchObject({ told: 20, isFull: false, hasMore: true });
    expect(await placeOf(id)).toBe(2_000);
    expect(await feedQueue(parts, id, last)).toMatchObject({ told: 10, hasMore: false });
    expect(await placeOf(id)).toBe(last);
  });

  // Who was destroyed got rows in lookups again, after the proof that nothing is left of him, when a subscription began in
  // the past.
  it('with the places of who was destroyed is no look at him', async () => {
    const id = await subscribe();
    const gone = personId(2);
    await database.query('DELETE FROM lookups');
    await database.query(`UPDATE event_log SET data = '{}' WHERE register_id = $1`, [gone]);
    try {
      expect(await feedQueue(parts, id, last)).toMatchObject({ told: 500 });
    } finally {
      await database.query(`UPDATE event_log SET data = '{"na":{}}' WHERE register_id = $1`, [gone]);
    }
    const { rows } = await database.query('SELECT DISTINCT register_id FROM lookups ORDER BY register_id');
    expect(rows).toEqual([1, 3].map((person) => ({ register_id: personId(person) })).toSorted(byId));
    expect(logged).toBe(2);
  });

  it('of persons that fail takes no room from the others', async () => {
    const id = await subscribe();
    await feedQueue(parts, id, last);
    await database.query('UPDATE webhook_lanes SET attempts = 1 WHERE key = $1', [personId(1)]);
    await database.query('DELETE FROM webhook_lanes WHERE key <> $1', [personId(1)]);
    expect(await feedQueue(parts, id, last)).toMatchObject({ told: 500 });
  });

  it('that cannot be told, or whose line cannot be written, stays where it is', async () => {
    const id = await subscribe();
    const broken = { ...parts, outbox: { ...parts.outbox, add: () => Promise.reject(new Error('disk full')) } };
    await expect(feedQueue(broken, id, last)).rejects.toThrow('disk full');
    expect(await placeOf(id)).toBe(0);
    expect(await queued(id)).toEqual([]);
  });

  it('of a subscription that ended meanwhile stays where it is', async () => {
    const id = await subscribe();
    await database.query(`UPDATE webhook_subscriptions SET state = 'DEAD', reason = 'GONE' WHERE id = $1`, [id]);
    expect(await feedQueue(parts, id, last)).toMatchObject({ told: 0 });
    expect(await placeOf(id)).toBe(0);
    expect(await selectHungrySubscriptions(database, last)).toEqual([]);
  });
});
