import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { call, tokenFor } from '../../../../scripts/demonstration/clients.ts';
import { readWholeTopic } from '../../../../scripts/demonstration/read-topic.ts';
import { todayOf } from '../../../../test/crash/population.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { kafkaBrokers } from '../../../../test/support/kafka.ts';
import { startStack, type TestStack } from '../../../../test/support/stack.ts';
import { openDatabase } from '../../../_platform/src/database/database.ts';
import { silentLogger } from '../../../_platform/src/logging/create-logger.ts';
import { connectKafka } from '../../../_platform/src/messaging/kafkajs/connect-kafka.ts';
import type { Messaging, Publisher } from '../../../_platform/src/messaging/messaging.ts';
import { startReceiver, type Receiver } from '../../../_platform/test/webhooks/receiver.ts';
import { outgoingCommand } from '../consume/outgoing-command.ts';
import { personId, snapshot } from '../wire.ts';

/** Between any two steps of what brings an event to a consumer. */
const POINTS = [
  'before-feed-commit',
  'after-feed-commit',
  'after-queue-fed',
  'after-webhook-claim',
  'after-webhook-call',
];
const people = Array.from({ length: 20 }, (_, index) => personId(7_000 + index));

interface Told {
  readonly positie: string;
  readonly id: string;
  readonly subject: string;
  readonly sequence: string;
}

/** Up to the last event; or for good, when the test has failed. */
const following = { isOver: false, isGivenUp: false };
let stack: TestStack;
let messaging: Messaging;
let publisher: Publisher;
let steady: Receiver;
let shaky: Receiver;
let token: string;
let today: string;

beforeAll(async () => {
  stack = await startStack({ services: ['sandbox', 'register-state'] });
  await stack.startSecond('register-state');
  const { prefix } = stack;
  messaging = connectKafka({ brokers: kafkaBrokers(), clientId: 'test', prefix, log: silentLogger });
  publisher = messaging.publisher('test');
  today = await todayOf(stack.endpoints);
  const claims = { rol: 'AFNEMER', afnemerId: 'volger' };
  token = await tokenFor(stack.endpoints, 'urn:lrr:register', { claims });
  [steady, shaky] = await Promise.all([startReceiver(), startReceiver()]);
  for (const { url } of [steady, shaky]) {
    await call('POST', `${stack.endpoints.register}/v1/abonnementen`, { token, body: { url } });
  }
}, 120_000);
afterAll(async () => {
  following.isGivenUp = true;
  await publisher.close();
  await messaging.close(5_000);
  await steady.close();
  await shaky.close();
  await stack.stop();
});

let sent = 0;
/** One snapshot after another, each of another person, until it is over. */
async function deliverUntil(isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const person = people[sent % people.length]!;
    sent += 1;
    await publisher.publish([outgoingCommand(snapshot({ person, day: today, number: String(sent) }))]);
    await delay(20);
  }
}

async function readPage(na: string): Promise<{ gebeurtenissen: Told[]; volgende: string } | undefined> {
  const url = `${stack.endpoints.register}/v1/gebeurtenissen?na=${na}&maxAantal=50`;
  // Nobody answers while the process is dead.
  return call<{ gebeurtenissen: Told[]; volgende: string }>('GET', url, { token }).catch(() => undefined);
}

const idsOf = (receiver: Receiver): Set<string> =>
  new Set(receiver.received.map(({ headers }) => String(headers['webhook-id'])));

function expectInOrder(receiver: Receiver): void {
  const events = receiver.received.map(({ body }) => JSON.parse(body) as Told);
  for (const own of Map.groupBy(events, ({ subject }) => subject).values()) {
    const first = [...new Set(own.map(({ sequence }) => Number(sequence)))];
    expect(first).toEqual(first.map((_, index) => index + 1));
  }
}

describe('every event reaches every consumer at least once and in order', () => {
  it('when one of two registers is killed between any two steps, and a receiver fails now and then', async () => {
    let calls = 0;
    shaky.respond = (response) => {
      calls += 1;
      response.writeHead(calls % 7 === 0 ? 500 : 204).end();
    };
    // A consumer that follows the feed all the while: what it was told stays true.
    const followed: Told[] = [];
    const follower = (async () => {
      for (let na = '0'; ;) {
        const page = await readPage(na);
        followed.push(...(page?.gebeurtenissen ?? []));
        if (following.isGivenUp || (following.isOver && page?.volgende === na)) return;
        na = page?.volgende ?? na;
        await delay(20);
      }
    })();

    const deaths: string[] = [];
    for (const point of POINTS) {
      await stack.kill('register-state', 'SIGKILL');
      const death = { happened: false };
      const delivering = deliverUntil(() => death.happened);
      await stack.restart('register-state', point).catch(() => undefined);
      const { signal } = await stack.exited('register-state');
      death.happened = true;
      await delivering;
      deaths.push(`${signal ?? 'exit'} at ${point}`);
    }
    await stack.restart('register-state');
    expect(deaths).toEqual(POINTS.map((point) => `SIGKILL at ${point}`));

    const source = { broker: stack.endpoints.kafka, prefix: stack.prefix };
    const published = await eventually(
      async () => {
        const topic = await readWholeTopic(source, 'lrr.registratie.v1');
        const ids = new Map(topic.map(({ headers, value }) => [String(headers['id']), String(value)]));
        // Each snapshot is told and closed; the first of each person makes him known besides.
        return ids.size === sent * 2 + people.length ? ids : undefined;
      },
      { withinMs: 120_000, what: 'every event on Kafka' },
    );
    following.isOver = true;
    await follower;
    expect(followed.map(({ positie }) => Number(positie))).toEqual(followed.map((_, index) => index + 1));
    expect(new Map(followed.map(({ positie: _position, ...event }) => [event.id, JSON.stringify(event)]))).toEqual(
      published,
    );
    for (const receiver of [steady, shaky]) {
      await eventually(
        async () => {
          // Time passes for what waits for another attempt.
          await letTimePass();
          return idsOf(receiver).size === published.size ? true : undefined;
        },
        { withinMs: 150_000, what: 'every event at each receiver' },
      );
      expectInOrder(receiver);
    }
  }, 600_000);
});

async function letTimePass(): Promise<void> {
  const database = openDatabase({ url: stack.databases['register-state'].url, applicationName: 'test', poolSize: 1 });
  await database.query('UPDATE webhook_subscriptions SET resume_at = now()');
  await database.query('UPDATE webhook_lanes SET due_at = now() WHERE claimed_until IS NULL');
  await database.close();
}
