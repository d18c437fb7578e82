import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';
import type { GeneratedDelivery, GeneratedLoad } from '../../scripts/generator/generate-load.ts';
import { silentLogger } from '../../services/_platform/src/logging/create-logger.ts';
import { connectKafka } from '../../services/_platform/src/messaging/kafkajs/connect-kafka.ts';
import { untilAnswered } from './bench.ts';
import type { Bench } from './bench.ts';
import { receiptFaults } from './check-receipts.ts';
import { deliverLoad } from './deliver-load.ts';
import type { PreparedLoad, PreparedRequest } from './deliver-load.ts';
import { TOPICS } from './kafka-watch.ts';
import { measureFloor } from './latency-floor.ts';
import type { FloorFigures } from './latency-floor.ts';
import type { LoadMaker } from './load-maker.ts';
import { until } from './platform-calls.ts';
import { quantiles } from './statistics.ts';
import type { Quantiles } from './statistics.ts';

export interface LatencyFigures {
  /** Records per second that the platform can do like this, and half of that: what was sent. */
  readonly capacity: number;
  readonly perSecond: number;
  readonly records: number;
  /** Milliseconds from the moment a request was due. */
  readonly receipt: Quantiles;
  readonly event: Quantiles;
  readonly floor: FloorFigures;
}

const FLOOR_TIMES = 400;
/** More than can be under way at half load; as many streams, so that hardly one waits for its own. */
const CONNECTIONS = 256;
const EVENTS_WITHIN_MS = 120_000;

/**
 * B6: single records at half of what the platform can do with single records, each sent when it is due, whatever became
 * of those of others before; from that moment until its receipt, and until the last of its events can be read from Kafka. The floor
 * is measured before and after, on a quiet platform.
 */
export async function measureLatency(
  bench: Bench,
  maker: LoadMaker,
  o: { readonly records: number; readonly connections: number },
): Promise<{ figures: LatencyFigures; loads: GeneratedLoad[]; faults: string[] }> {
  const size = { records: o.records, perRequest: 1, streams: o.connections };
  const full = await maker.prepare(size);
  const half = await maker.prepare({ ...size, streams: CONNECTIONS });
  const floorOf = () =>
    measureFloor({ brokers: bench.platform.endpoints.kafka, client: bench.clients.register, times: FLOOR_TIMES / 2 });
  await bench.quiet();
  const before = await floorOf();

  const began = performance.now();
  const delivered = await deliverLoad(bench.platform.endpoints.intake, full);
  await untilAnswered(bench);
  const capacity = (o.records / (performance.now() - began)) * 1000;
  await bench.quiet();

  const perSecond = capacity / 2;
  const seen = await sendWhenDue(bench, half, perSecond);
  await bench.quiet();
  const after = await floorOf();
  const floor = { commit: middle(before.commit, after.commit), whole: middle(before.whole, after.whole) };
  return {
    figures: {
      capacity,
      perSecond,
      records: seen.receipts.length,
      receipt: quantiles(seen.receipts),
      event: quantiles(seen.events),
      floor,
    },
    loads: [full.load, half.load],
    faults: [...receiptFaults(delivered.answers), ...receiptFaults(seen.answers)],
  };
}

const middle = (a: Quantiles, b: Quantiles): Quantiles => ({ p50: (a.p50 + b.p50) / 2, p99: (a.p99 + b.p99) / 2 });

interface Seen {
  readonly receipts: number[];
  readonly events: number[];
  readonly answers: Map<GeneratedDelivery, string>;
}

async function sendWhenDue(bench: Bench, prepared: PreparedLoad, perSecond: number): Promise<Seen> {
  const { endpoints } = bench.platform;
  const readable = await followEvents(bench);
  const pool = new Pool(endpoints.intake, { connections: CONNECTIONS, pipelining: 1 });
  const answers: Seen['answers'] = new Map();
  const receipts: number[] = [];
  const dueAt = new Map<string, number>();
  const began = performance.now();
  const send = async ({ delivery, body, authorization }: PreparedRequest, due: number): Promise<void> => {
    await delay(Math.max(0, due - performance.now()));
    const headers = { 'content-type': 'application/json', authorization };
    const answer = await pool.request({ method: 'POST', path: '/v1/leveringen', headers, body });
    const text = await answer.body.text();
    if (answer.statusCode !== 202) throw new Error(`a delivery was answered ${answer.statusCode} at half load`);
    answers.set(delivery, text);
    receipts.push(performance.now() - due);
    for (const { messageId, kind, receipt } of delivery.records) {
      if (kind === 'NEW' && receipt.status === 'B') dueAt.set(messageId, due);
    }
  };
  // One of each stream in turn. The streams keep the order of a person's records: none is sent before the one ahead of
  // it was answered, and that wait counts as its own.
  const { streams } = prepared;
  await Promise.all(
    streams.map(async (stream, place) => {
      for (const [turn, request] of stream.entries()) {
        await send(request, began + ((turn * streams.length + place) / perSecond) * 1000);
      }
    }),
  );
  await pool.close();
  // A new appointment always has an event; of the others not all have.
  const at = new Map<string, number>();
  await until('an event of every new appointment', EVENTS_WITHIN_MS, () => {
    for (const [messageId, moment] of readable.byMessage()) at.set(messageId, moment);
    return Promise.resolve([...dueAt.keys()].every((messageId) => at.has(messageId)));
  });
  await readable.close();
  return { receipts, events: [...dueAt].map(([messageId, due]) => (at.get(messageId) ?? Number.NaN) - due), answers };
}

/** When the last event of each command could be read, by the id of the message that the command came from. */
async function followEvents({
  platform,
  kafka,
}: Bench): Promise<{ byMessage(): Map<string, number>; close(): Promise<void> }> {
  const messaging = connectKafka({
    brokers: [platform.endpoints.kafka],
    clientId: 'bench-latency',
    prefix: '',
    log: silentLogger,
  });
  const messageOf = new Map<string, string>();
  const lastEvent = new Map<string, number>();
  const read = new Map<string, number>();
  const follow = (topic: string, onValue: (value: Record<string, unknown>) => void) =>
    messaging.subscribe({
      group: `bench-latency-${randomUUID()}`,
      topics: [topic],
      fromBeginning: true,
      onBatch: ({ records, resolve, nextOffset }) => {
        for (const { value } of records) onValue(JSON.parse(String(value)) as Record<string, unknown>);
        read.set(topic, (read.get(topic) ?? 0) + records.length);
        resolve(nextOffset);
        return Promise.resolve();
      },
    });
  const subscriptions = [
    await follow(TOPICS.commands, ({ id, bron }) => {
      const { berichtId } = bron as { berichtId?: string };
      if (berichtId !== undefined) messageOf.set(String(id), berichtId);
    }),
    await follow(TOPICS.events, ({ causationid }) => lastEvent.set(String(causationid), performance.now())),
  ];
  // What is there already is read first, so that it delays nothing.
  for (const topic of [TOPICS.commands, TOPICS.events]) {
    const there = await kafka.count(topic);
    await until(`all of ${topic}`, EVENTS_WITHIN_MS, () => Promise.resolve((read.get(topic) ?? 0) >= there));
  }
  return {
    byMessage: () =>
      new Map(
        [...lastEvent].flatMap(([command, at]): [string, number][] => {
          const message = messageOf.get(command);
          return message === undefined ? [] : [[message, at]];
        }),
      ),
    close: async () => {
      for (const subscription of subscriptions) await subscription.close(2_000);
      await messaging.close(2_000);
    },
  };
}
