import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSecretKey, randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { testDatabase } from '../../../../test/support/databases.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { openDatabase, type Database } from '../../src/database/database.ts';
import { createFaultPoints } from '../../src/fault-points/fault-points.ts';
import { silentLogger } from '../../src/logging/create-logger.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';
import { webhookMigrations } from '../../src/webhooks/migrations.ts';
import { claimLanes } from '../../src/webhooks/sql/claim-lanes.ts';
import { createWebhookDesk, type WebhookDesk } from '../../src/webhooks/webhook-desk.ts';
import { createWebhookSender, type WebhookSender } from '../../src/webhooks/webhook-sender.ts';
import { startReceiver, type Receiver } from './receiver.ts';

let pg: Awaited<ReturnType<typeof testDatabase>>;
let database: Database;
let desk: WebhookDesk;
let receiver: Receiver;
let senders: WebhookSender[];
const key = createSecretKey('11'.repeat(32), 'hex');

beforeEach(async () => {
  pg = await testDatabase('appointment-intake', [webhookMigrations]);
  database = openDatabase({ url: pg.url, applicationName: 'test' });
  desk = createWebhookDesk({ database, key, local: true });
  receiver = await startReceiver();
  senders = [];
});
afterEach(async () => {
  await Promise.all(senders.map((sender) => sender.stop(2_000)));
  await desk.close();
  await receiver.close();
  await database.close();
  await pg.drop();
});

type SenderOptions = Partial<Parameters<typeof createWebhookSender>[0]>;

function startSender(o: SenderOptions = {}): WebhookSender {
  const sender = createWebhookSender({
    database,
    key,
    local: true,
    faultPoints: createFaultPoints({ faultPoint: undefined, production: false }),
    log: silentLogger,
    metrics: createMetrics({ service: 'test' }),
    limits: { timeoutMs: 2_000, excerptMs: 200, excerptBytes: 64 },
    ...o,
  });
  senders.push(sender);
  sender.start();
  return sender;
}

const subscribe = (url = receiver.url) => database.transaction((tx) => desk.subscribe(tx, url));

async function tell(subscriptionId: string, ...messages: [key: string, id: string][]): Promise<number> {
  return database.transaction((tx) =>
    desk.tell(
      tx,
      messages.map(([key, id]) => ({ subscriptionId, key, id, body: JSON.stringify({ id }) })),
    ),
  );
}

const idsReceived = (): unknown[] => receiver.received.map(({ headers }) => headers['webhook-id']);
const answersOf = async (id: string) => (await desk.show(database, id))?.answers ?? [];
const stateOf = async (id: string) => (await desk.show(database, id))!.subscription;
const lastAnswer = (id: string) =>
  eventually(async () => (await answersOf(id))[0], { what: 'an answer of the receiver' });
const isEmpty = (id: string) =>
  eventually(async () => ((await stateOf(id)).waiting === 0 ? true : undefined), { what: 'an empty queue' });

/** Time passes for what waits, without anybody waiting for it. */
async function letTimePass(): Promise<void> {
  await database.query('update webhook_subscriptions set resume_at = now()');
  await database.query('update webhook_lanes set due_at = now()');
}

/** Whether a connection to this database waits for a lock. */
async function isSomebodyWaiting(): Promise<boolean> {
  const { rowCount } = await database.query(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rowCount > 0;
}

/** Seconds until the first message, and anything at all, is sent again. */
async function waits(): Promise<{ message: number; receiver: number }> {
  const { rows } = await database.query<{ message: number; receiver: number }>(
    `select extract(epoch from l.due_at - now())::float8 as message,
            extract(epoch from s.resume_at - now())::float8 as receiver
       from webhook_lanes l join webhook_subscriptions s on s.id = l.subscription_id`,
  );
  return rows[0]!;
}

describe('a message', () => {
  it('arrives signed, with its id and content, and leaves the queue', async () => {
    const { id, secret } = await subscribe();
    await tell(id, ['a', 'msg_1']);
    startSender();
    await isEmpty(id);
    const [call] = receiver.received;
    expect(new Webhook(secret).verify(call!.body, call!.headers as Record<string, string>)).toEqual({ id: 'msg_1' });
    expect(call!.headers['content-type']).toBe('application/json');
    expect(await answersOf(id)).toMatchObject([{ message_id: 'msg_1', attempt: 1, outcome: 'DELIVERED', status: 204 }]);
  });

  it('is not sent when the transaction that told it is rolled back', async () => {
    const { id } = await subscribe();
    const rolledBack = database.transaction(async (tx) => {
      await desk.tell(tx, [{ subscriptionId: id, key: 'a', id: 'msg_never', body: '{}' }]);
      throw new Error('no');
    });
    await expect(rolledBack).rejects.toThrow('no');
    await tell(id, ['a', 'msg_1']);
    startSender();
    await isEmpty(id);
    expect(idsReceived()).toEqual(['msg_1']);
  });

  it('is signed with both secrets after a rotation', async () => {
    const { id, secret } = await subscribe();
    const rotated = await desk.rotate(database, id);
    await tell(id, ['a', 'msg_1']);
    startSender();
    await isEmpty(id);
    const [{ body, headers }] = receiver.received as [Receiver['received'][number]];
    for (const each of [secret, rotated!.secret]) {
      expect(new Webhook(each).verify(body, headers as Record<string, string>)).toEqual({ id: 'msg_1' });
    }
  });

  it('keeps no secret in the clear', async () => {
    const { secret } = await subscribe();
    const { rows } = await database.query<{ row: string }>('select s::text as row from webhook_subscriptions s');
    expect(rows[0]!.row).not.toContain(secret.slice('whsec_'.length));
    expect(rows[0]!.row).not.toContain(Buffer.from(secret).toString('hex'));
  });
});

// A secret sealed with another key was tried every minute for ever, and nobody saw it.
describe('a subscription whose secret does not open', () => {
  beforeEach(async () => {
    await desk.close();
    desk = createWebhookDesk({ database, key: createSecretKey('22'.repeat(32), 'hex'), local: true });
  });

  it('fails like any other: its owner sees it, and it ends with the schedule', async () => {
    const { id } = await subscribe();
    await tell(id, ['a', 'msg_1']);
    await database.query('update webhook_lanes set attempts = 8');
    const sender = startSender();
    await lastAnswer(id);
    expect(await answersOf(id)).toMatchObject([{ outcome: 'NOT_SIGNED', attempt: 9, status: null }]);
    expect(await stateOf(id)).toMatchObject({ state: 'ACTIVE' });
    await letTimePass();
    sender.wake();
    await eventually(async () => ((await stateOf(id)).state === 'DEAD' ? true : undefined), { what: 'the end' });
    expect(receiver.received).toEqual([]);
  });

  it('goes on when its owner has rotated the secret with the key that is there now', async () => {
    const { id } = await subscribe();
    await tell(id, ['a', 'msg_1']);
    startSender();
    await lastAnswer(id);
    const other = createWebhookDesk({ database, key, local: true });
    const rotated = await other.rotate(database, id);
    await other.close();
    // The former secret, sealed with the lost key, signs along for a day; it cannot, and must not stand in the way.
    await letTimePass();
    await isEmpty(id);
    const [{ body, headers }] = receiver.received as [Receiver['received'][number]];
    expect(new Webhook(rotated!.secret).verify(body, headers as Record<string, string>)).toEqual({ id: 'msg_1' });
  });
});

describe('order', () => {
  it('is kept per key, also when one fails; other keys overtake', async () => {
    const { id } = await subscribe();
    let isDown = true;
    receiver.respond = (response, call) => {
      const refuse = isDown && call.body.includes('msg_a1');
      response.writeHead(refuse ? 400 : 200).end();
    };
    await tell(id, ['a', 'msg_a1'], ['a', 'msg_a2'], ['b', 'msg_b1'], ['b', 'msg_b2'], ['a', 'msg_a3']);
    startSender();
    await eventually(async () => ((await stateOf(id)).waiting === 3 ? true : undefined), { what: 'key b through' });
    expect(idsReceived()).not.toContain('msg_a2');
    isDown = false;
    await letTimePass();
    await isEmpty(id);
    const ofKey = (letter: string) =>
      idsReceived().filter((message) => String(message).startsWith(`msg_${letter}`) && message !== 'msg_a1');
    expect(ofKey('a')).toEqual(['msg_a2', 'msg_a3']);
    expect(ofKey('b')).toEqual(['msg_b1', 'msg_b2']);
    expect(idsReceived().indexOf('msg_a2')).toBeGreaterThan(idsReceived().lastIndexOf('msg_a1'));
  });

  it('and every message exactly once, with three senders and writers at work together', async () => {
    const { id } = await subscribe();
    for (let count = 0; count < 3; count += 1) startSender();
    const writers = ['a', 'b', 'c', 'd'].map(async (letter) => {
      for (let number = 0; number < 15; number += 1)
        await tell(id, [letter, `msg_${letter}_${number}`], ['z', randomUUID()]);
    });
    await Promise.all(writers);
    await isEmpty(id);
    expect(new Set(idsReceived()).size).toBe(120);
    expect(receiver.received).toHaveLength(120);
    for (const letter of ['a', 'b', 'c', 'd']) {
      const own = idsReceived().filter((message) => String(message).startsWith(`msg_${letter}_`));
      expect(own).toEqual(Array.from({ length: 15 }, (_, number) => `msg_${letter}_${number}`));
    }
  });

  it('is kept when the sender of the first message died: its claim runs out, the message is sent again', async () => {
    const { id } = await subscribe();
    await tell(id, ['a', 'msg_1'], ['a', 'msg_2']);
    const dead = { claim: randomUUID(), perSubscription: 4, limit: 10 };
    expect(await claimLanes(database, { ...dead, leaseSeconds: 1 })).toHaveLength(1);
    startSender();
    await isEmpty(id);
    expect(idsReceived()).toEqual(['msg_1', 'msg_2']);
  });
});

describe('a receiver that', () => {
  it('answers 500 rests, and gets the same message id again', async () => {
    const { id } = await subscribe();
    receiver.respond = (response) => response.writeHead(500).end('stuk\u0000<b>');
    await tell(id, ['a', 'msg_1']);
    startSender();
    expect(await lastAnswer(id)).toMatchObject({ outcome: 'REFUSED', status: 500, excerpt: 'stuk <b>' });
    const { message, receiver: rest } = await waits();
    expect(message).toBeGreaterThan(1);
    expect(rest).toBeGreaterThan(1);
    receiver.respond = (response) => response.writeHead(200).end();
    await letTimePass();
    await isEmpty(id);
    expect(idsReceived()).toEqual(['msg_1', 'msg_1']);
    expect((await stateOf(id)).failures).toBe(0);
  });

  it('answers 429 is left alone for as long as it asks', async () => {
    const { id } = await subscribe();
    receiver.respond = (response) => response.writeHead(429, { 'retry-after': '7200' }).end();
    await tell(id, ['a', 'msg_1'], ['b', 'msg_2']);
    startSender();
    await lastAnswer(id);
    const { receiver: rest } = await waits();
    expect(rest).toBeGreaterThan(7_000);
    expect((await stateOf(id)).state).toBe('ACTIVE');
  });

  it('answers 410 is dead: its queue goes, nothing new is put in it, its owner can bring it back', async () => {
    const { id } = await subscribe();
    receiver.respond = (response) => response.writeHead(410).end();
    await tell(id, ['a', 'msg_1'], ['a', 'msg_2']);
    startSender();
    await isEmpty(id);
    expect(await stateOf(id)).toMatchObject({ state: 'DEAD', reason: 'GONE' });
    expect(await tell(id, ['a', 'msg_3'])).toBe(0);
    expect(receiver.received).toHaveLength(1);
    receiver.respond = (response) => response.writeHead(200).end();
    await database.transaction((tx) => desk.moveTo(tx, id, receiver.url));
    expect(await stateOf(id)).toMatchObject({ state: 'ACTIVE', reason: null, failures: 0 });
    expect(await tell(id, ['a', 'msg_4'])).toBe(1);
    await isEmpty(id);
    expect(idsReceived()).toEqual(['msg_1', 'msg_4']);
  });

  // What had failed at the former address kept its wait of up to a day, and counted on at the new one.
  it('has moved gets at once what failed at its former address, as at its first attempt', async () => {
    const { id } = await subscribe('http://127.0.0.1:9/');
    await tell(id, ['a', 'msg_1']);
    await database.query(`update webhook_lanes set attempts = 9, due_at = now() + interval '20 h'`);
    await database.transaction((tx) => desk.moveTo(tx, id, receiver.url));
    startSender();
    await isEmpty(id);
    expect(await answersOf(id)).toMatchObject([{ message_id: 'msg_1', attempt: 1, outcome: 'DELIVERED' }]);
  });

  it('fails through the whole schedule is dead, with that reason', async () => {
    const { id } = await subscribe();
    receiver.respond = (response) => response.writeHead(404).end();
    await tell(id, ['a', 'msg_1']);
    await database.query('update webhook_lanes set attempts = 9');
    startSender();
    await isEmpty(id);
    expect(await stateOf(id)).toMatchObject({ state: 'DEAD', reason: 'EXHAUSTED' });
  });

  it('redirects is not followed', async () => {
    const other = await startReceiver();
    const { id } = await subscribe();
    receiver.respond = (response) => response.writeHead(307, { location: other.url }).end();
    await tell(id, ['a', 'msg_1']);
    startSender();
    expect(await lastAnswer(id)).toMatchObject({ outcome: 'REFUSED', status: 307 });
    expect(other.connections()).toBe(0);
    await other.close();
  });

  it('hangs does not keep others waiting', async () => {
    const hanging = await startReceiver();
    hanging.respond = () => undefined;
    const [slow, quick] = [await subscribe(hanging.url), await subscribe()];
    await tell(slow.id, ['a', 'msg_slow']);
    await tell(quick.id, ['a', 'msg_quick']);
    startSender();
    await isEmpty(quick.id);
    expect(await lastAnswer(slow.id)).toMatchObject({ outcome: 'TOO_SLOW', status: null });
    await hanging.close();
  });

  it('answers without end is cut off after the first bytes; its status counts', async () => {
    const { id } = await subscribe();
    let written = 0;
    receiver.respond = (response) => {
      response.writeHead(200);
      const pour = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65_536))) written += 65_536;
      };
      response.on('drain', pour);
      response.on('error', () => undefined);
      pour();
    };
    await tell(id, ['a', 'msg_1']);
    startSender();
    expect(await lastAnswer(id)).toMatchObject({ outcome: 'DELIVERED', excerpt: 'x'.repeat(64) });
    expect(written).toBeLessThan(16 * 1024 * 1024);
  });

  it('lets its answer drip is not waited for', async () => {
    const { id } = await subscribe();
    receiver.respond = (response) => {
      response.writeHead(200);
      response.write('tik');
    };
    await tell(id, ['a', 'msg_1']);
    startSender();
    expect(await lastAnswer(id)).toMatchObject({ outcome: 'DELIVERED', excerpt: 'tik' });
  });

  it('breaks off, or is not there, gets it again later', async () => {
    const { id } = await subscribe();
    receiver.respond = (response) => response.destroy();
    await tell(id, ['a', 'msg_1']);
    startSender();
    expect(await lastAnswer(id)).toMatchObject({ outcome: 'NO_CONNECTION', status: null });
    await receiver.close();
    await letTimePass();
    await eventually(async () => ((await answersOf(id)).length === 2 ? true : undefined), { what: 'a second attempt' });
    expect((await answersOf(id))[0]).toMatchObject({ outcome: 'NO_CONNECTION', attempt: 2 });
  });
});

describe('a queue that is kept when its receiver fails through the whole schedule', () => {
  it('stands still until the owner resumes, and then goes out whole and in order', async () => {
    const { id } = await subscribe();
    receiver.respond = (response) => response.writeHead(404).end();
    await tell(id, ['a', 'msg_1'], ['a', 'msg_2'], ['b', 'msg_3']);
    await database.query(`update webhook_lanes set attempts = 9, due_at = now() - interval '1 s' where key = 'a'`);
    await database.query(`update webhook_lanes set due_at = now() + interval '1 h' where key = 'b'`);
    startSender({ keepsQueueOfExhausted: true });
    await eventually(async () => ((await stateOf(id)).state === 'DEAD' ? true : undefined), { what: 'its end' });
    expect(await desk.queued(database, id, 10)).toEqual({ moving: 1, held: 2 });
    receiver.respond = (response) => response.writeHead(204).end();
    const before = receiver.received.length;
    await tell(id, ['c', 'msg_4']);
    expect(await database.transaction((tx) => desk.resume(tx, id))).toBe(true);
    expect(await database.transaction((tx) => desk.resume(tx, id))).toBe(false);
    await isEmpty(id);
    expect(idsReceived().slice(before).sort()).toEqual(['msg_1', 'msg_2', 'msg_3']);
    expect(idsReceived().indexOf('msg_2')).toBeGreaterThan(idsReceived().lastIndexOf('msg_1'));
    expect(await stateOf(id)).toMatchObject({ state: 'ACTIVE', reason: null, failures: 0 });
  });

  // Its lane is still there, and a message for it was put behind the others, without the lock of the lane.
  it('gets nothing more while it stands still, also of a key that waits', async () => {
    const { id } = await subscribe();
    await tell(id, ['a', 'msg_1']);
    await database.query(`update webhook_subscriptions set state = 'DEAD', reason = 'EXHAUSTED'`);
    expect(await tell(id, ['a', 'msg_2'], ['b', 'msg_3'])).toBe(0);
    expect(await stateOf(id)).toMatchObject({ waiting: 1 });
  });

  // The subscription was alive in what the first statement saw: it came back with a lane at the end of its schedule, and
  // the next failure ended it again.
  it('is resumed whole by an owner who asks in the instant in which it dies', async () => {
    const { id } = await subscribe();
    await tell(id, ['a', 'msg_1']);
    await database.query('update webhook_lanes set attempts = 9');
    let resumed: Promise<boolean> | undefined;
    await database.transaction(async (tx) => {
      await tx.query('select from webhook_lanes for update');
      await tx.query(`update webhook_subscriptions set state = 'DEAD', reason = 'EXHAUSTED'`);
      resumed = database.transaction((other) => desk.resume(other, id));
      await eventually(async () => ((await isSomebodyWaiting()) ? true : undefined), { what: 'the owner waits' });
    });
    expect(await resumed).toBe(true);
    const { rows } = await database.query('select attempts, due_at <= now() as "isDue" from webhook_lanes');
    expect(rows).toEqual([{ attempts: 0, isDue: true }]);
  });

  it('goes all the same when the receiver wants nothing more, and is not resumed', async () => {
    const { id } = await subscribe();
    receiver.respond = (response) => response.writeHead(410).end();
    await tell(id, ['a', 'msg_1'], ['a', 'msg_2']);
    startSender({ keepsQueueOfExhausted: true });
    await isEmpty(id);
    expect(await database.transaction((tx) => desk.resume(tx, id))).toBe(false);
    expect(await stateOf(id)).toMatchObject({ state: 'DEAD', reason: 'GONE' });
  });
});

describe('a message whose content lies elsewhere', () => {
  it('is made when it is sent, with headers of its own, at each attempt', async () => {
    const { id, secret } = await subscribe();
    let made = 0;
    receiver.respond = (response) => response.writeHead(made === 1 ? 500 : 204).end();
    await tell(id, ['a', 'msg_1']);
    startSender({
      compose: (messages) => {
        made += 1;
        const content = {
          body: `{"made":${String(made)}}`,
          headers: { 'content-type': 'application/cloudevents+json' },
        };
        return Promise.resolve(new Map(messages.map(({ number }) => [number, content])));
      },
    });
    await lastAnswer(id);
    await letTimePass();
    await isEmpty(id);
    expect(receiver.received.map(({ body }) => body)).toEqual(['{"made":1}', '{"made":2}']);
    const [, { body, headers }] = receiver.received as [unknown, Receiver['received'][number]];
    expect(headers['content-type']).toBe('application/cloudevents+json');
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toEqual({ made: 2 });
  });

  it('waits for it when making it fails', async () => {
    const { id } = await subscribe();
    await tell(id, ['a', 'msg_1']);
    let isBroken = true;
    startSender({
      compose: (messages) => {
        if (isBroken) {
          isBroken = false;
          return Promise.reject(new Error('the log is away'));
        }
        return Promise.resolve(new Map(messages.map(({ number, body }) => [number, { body }])));
      },
    });
    await isEmpty(id);
    expect(idsReceived()).toEqual(['msg_1']);
  });
});

describe('outside the sandbox', () => {
  it('a name that leads to this machine is not called', async () => {
    const { port } = new URL(receiver.url);
    const { id } = await subscribe(`https://haken.example:${port}/`);
    await tell(id, ['a', 'msg_1']);
    startSender({ local: false, resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]) });
    expect(await lastAnswer(id)).toMatchObject({ outcome: 'ADDRESS_REFUSED' });
    expect(receiver.connections()).toBe(0);
  });

  it('one private address among public ones refuses the host', async () => {
    const { port } = new URL(receiver.url);
    const { id } = await subscribe(`https://haken.example:${port}/`);
    await tell(id, ['a', 'msg_1']);
    const addresses = [
      { address: '145.21.160.1', family: 4 },
      { address: '::ffff:127.0.0.1', family: 6 },
    ];
    startSender({ local: false, resolve: () => Promise.resolve(addresses) });
    expect(await lastAnswer(id)).toMatchObject({ outcome: 'ADDRESS_REFUSED' });
    expect(receiver.connections()).toBe(0);
  });

  it('an address in place of a name is judged too, whatever was registered', async () => {
    const { id } = await subscribe(receiver.url);
    await tell(id, ['a', 'msg_1']);
    startSender({ local: false });
    expect(await lastAnswer(id)).toMatchObject({ outcome: 'ADDRESS_REFUSED' });
    expect(receiver.connections()).toBe(0);
  });

  it('the address that was judged is the one that is called: the name is looked up once per connection', async () => {
    const { port } = new URL(receiver.url);
    const { id } = await subscribe(`http://haken.example:${port}/`);
    await tell(id, ['a', 'msg_1']);
    let lookUps = 0;
    // A name server that gives another answer the second time.
    startSender({
      resolve: () => {
        lookUps += 1;
        return Promise.resolve([{ address: lookUps === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]);
      },
    });
    await isEmpty(id);
    expect(lookUps).toBe(1);
    expect(receiver.received[0]!.headers.host).toBe(`haken.example:${port}`);
  });
});

describe('the desk', () => {
  it('tries out at once, past the queue, and keeps the answer', async () => {
    const { id, secret } = await subscribe();
    const answer = await desk.tryOut(id, { id: 'msg_ping', body: '{"type":"ping"}' });
    expect(answer).toMatchObject({ outcome: 'DELIVERED', status: 204 });
    const [{ body, headers }] = receiver.received as [Receiver['received'][number]];
    expect(new Webhook(secret).verify(body, headers as Record<string, string>)).toEqual({ type: 'ping' });
    expect(await answersOf(id)).toHaveLength(1);
  });

  it('keeps the last fifty answers', async () => {
    const { id } = await subscribe();
    for (let count = 0; count < 53; count += 1) await desk.tryOut(id, { id: `msg_${count}`, body: '{}' });
    const { rows } = await database.query<{ n: number }>('select count(*) as n from webhook_answers');
    expect(rows[0]!.n).toBe(50);
    expect((await answersOf(id))[0]).toMatchObject({ message_id: 'msg_52' });
  });

  // What went well swept the failures out of the list within a second.
  it('keeps failures apart from what went well', async () => {
    const { id } = await subscribe();
    receiver.respond = (response) => response.writeHead(500).end();
    await desk.tryOut(id, { id: 'msg_failed', body: '{}' });
    receiver.respond = (response) => response.writeHead(204).end();
    for (let count = 0; count < 51; count += 1) await desk.tryOut(id, { id: `msg_${count}`, body: '{}' });
    const answers = await desk.answers(database, id);
    expect(answers).toHaveLength(51);
    expect(answers.at(-1)).toMatchObject({ message_id: 'msg_failed', outcome: 'REFUSED' });
  });

  it('takes a subscription away with all that waits for it', async () => {
    const { id } = await subscribe();
    await tell(id, ['a', 'msg_1']);
    await database.transaction((tx) => desk.unsubscribe(tx, id));
    expect(await desk.show(database, id)).toBeUndefined();
    expect(await tell(id, ['a', 'msg_2'])).toBe(0);
    expect(await desk.tryOut(id, { id: 'msg_3', body: '{}' })).toBeUndefined();
  });
});
