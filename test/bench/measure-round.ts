import type pg from 'pg';
import type { GeneratedLoad } from '../../scripts/generator/generate-load.ts';
import type { BenchPlatform, StepDatabase } from './bench-platform.ts';
import { eventsLogged, outboxRows, unanswered } from './bench-sql.ts';
import { runProducerTool } from './broker-limit.ts';
import { receiptFaults } from './check-receipts.ts';
import type { CopyLimit, StepTables } from './copy-limit.ts';
import { deliverLoad } from './deliver-load.ts';
import type { DeliveredLoad, PreparedLoad } from './deliver-load.ts';
import { TOPICS } from './kafka-watch.ts';
import type { KafkaWatch } from './kafka-watch.ts';
import type { ParseLimit } from './parse-limit.ts';
import { until } from './platform-calls.ts';
import type { ConsumerSwitch } from './platform-calls.ts';
import { cpuSeconds } from './process-figures.ts';

/** One timed piece of work. */
export interface Measurement {
  readonly seconds: number;
  /** Records of the load (accept, whole path) or commands (drain). */
  readonly records: number;
  /** CPU seconds by process during it. */
  readonly cpu: Readonly<Record<string, number>>;
}

export interface RoundFigures {
  readonly accept: Measurement & { readonly published: number };
  readonly drain: Measurement & { readonly published: number };
  readonly path: Measurement;
  /** L1, with the load of `accept`. */
  readonly parse: Measurement;
  /** L3: records per second. */
  readonly producerTool: number;
  /** L5: seconds for the final rows of each step. */
  readonly copy: { readonly accept: CopyFigure; readonly drain: CopyFigure; readonly path: CopyFigure };
  readonly retried: number;
  readonly faults: readonly string[];
}

export interface CopyFigure {
  readonly seconds: number;
  readonly rows: number;
  readonly bytes: number;
}

export interface Bench {
  readonly platform: BenchPlatform;
  readonly clients: Readonly<Record<StepDatabase, pg.Client>>;
  readonly kafka: KafkaWatch;
  readonly copyLimit: CopyLimit;
  readonly parseLimit: ParseLimit;
  /** Waits until no service has anything left to do. */
  readonly quiet: () => Promise<void>;
  /** Consumers by what they do to a record. */
  readonly consumers: Readonly<Record<'register' | 'feedback' | 'vault', ConsumerSwitch>>;
}

/**
 * What each step leaves behind for good. Outbox rows are gone when a step is over; positions are a handful of rows; what
 * the vault remembers of the register's events lies beside the path to the feedback.
 */
const ACCEPT_TABLES: StepTables = { intake: ['deliveries', 'receipts', 'feedback'], identity: ['persons', 'tellings'] };
const DRAIN_TABLES: StepTables = {
  register: ['command_log', 'event_log', 'persons', 'appointments', 'anteroom_entries'],
};
const PATH_TABLES: StepTables = {
  intake: ['deliveries', 'receipts', 'feedback', 'inbox'],
  identity: ['persons', 'tellings'],
  register: DRAIN_TABLES.register ?? [],
};

const WITHIN_MS = 600_000;

/**
 * One round: the limits and the steps in turn, so that a slow minute of the machine hits all of them.
 *
 * B1 delivers with the register's consumer paused; B3 lets that consumer loose on what B1 left, with the consumers
 * behind it paused; B5 delivers another load with everything running.
 */
export async function measureRound(
  bench: Bench,
  loads: { accept: PreparedLoad; path: PreparedLoad },
): Promise<RoundFigures> {
  const { platform, consumers, copyLimit, parseLimit } = bench;
  await bench.quiet();
  const parse = await timed(new Map([['parse', parseLimit.pid]]), () => deliverLoad(parseLimit.url, loads.accept));

  await consumers.register.pause();
  const beforeAccept = await copyLimit.mark();
  const accept = await measureAccept(bench, loads.accept);
  const copyAccept = await copyLimit.run(ACCEPT_TABLES, beforeAccept);

  await consumers.feedback.pause();
  await consumers.vault.pause();
  const beforeDrain = await copyLimit.mark();
  const drain = await measureDrain(bench, accepted(loads.accept.load));
  const copyDrain = await copyLimit.run(DRAIN_TABLES, beforeDrain);
  await consumers.feedback.resume();
  await consumers.vault.resume();
  await bench.quiet();

  const beforePath = await copyLimit.mark();
  const path = await measurePath(bench, loads.path);
  // The vault and the portfolio service follow behind the feedback; COPY must not share the machine with them.
  await bench.quiet();
  const copyPath = await copyLimit.run(PATH_TABLES, beforePath);

  const producerTool = await runProducerTool({
    brokers: platform.endpoints.kafka,
    topic: TOPICS.perfTool,
    recordBytes: Math.round(bytesPerRecord(loads.accept)),
  });
  return {
    accept: accept.figures,
    drain,
    path: path.figures,
    parse: { seconds: parse.result.seconds, records: loads.accept.load.size, cpu: parse.cpu },
    producerTool,
    copy: { accept: copyAccept, drain: copyDrain, path: copyPath },
    retried: accept.delivered.retried + path.delivered.retried,
    faults: [...receiptFaults(accept.delivered.answers), ...receiptFaults(path.delivered.answers)],
  };
}

async function measureAccept(
  bench: Bench,
  prepared: PreparedLoad,
): Promise<{ figures: RoundFigures['accept']; delivered: DeliveredLoad }> {
  const { platform, clients } = bench;
  const began = performance.now();
  const { result: delivered, cpu } = await timed(platform.pids, () => deliverLoad(platform.endpoints.intake, prepared));
  await until('an empty outbox', WITHIN_MS, async () => (await outboxRows(clients.intake)) === 0);
  const published = (performance.now() - began) / 1000;
  return { figures: { seconds: delivered.seconds, records: prepared.load.size, cpu, published }, delivered };
}

/** From the moment the consumer may go until the last feedback and the last event can be read from Kafka. */
async function measureDrain(bench: Bench, commands: number): Promise<RoundFigures['drain']> {
  const { platform, clients, kafka, consumers } = bench;
  const feedbackBefore = await kafka.count(TOPICS.feedback);
  const eventsBefore = await kafka.count(TOPICS.events);
  const began = performance.now();
  const { cpu } = await timed(platform.pids, async () => {
    await consumers.register.resume();
    await until(
      'all feedback in Kafka',
      WITHIN_MS,
      async () => (await kafka.count(TOPICS.feedback)) >= feedbackBefore + commands,
    );
    const events = await eventsLogged(clients.register);
    await until('all events in Kafka', WITHIN_MS, async () => (await kafka.count(TOPICS.events)) >= events);
  });
  const seconds = (performance.now() - began) / 1000;
  const events = (await kafka.count(TOPICS.events)) - eventsBefore;
  return { seconds, records: commands, cpu, published: (commands + events) / seconds };
}

async function measurePath(
  bench: Bench,
  prepared: PreparedLoad,
): Promise<{ figures: Measurement; delivered: DeliveredLoad }> {
  const { platform } = bench;
  const began = performance.now();
  const { result: delivered, cpu } = await timed(platform.pids, async () => {
    const answered = await deliverLoad(platform.endpoints.intake, prepared);
    await untilAnswered(bench);
    return answered;
  });
  const seconds = (performance.now() - began) / 1000;
  return { figures: { seconds, records: prepared.load.size, cpu }, delivered };
}

const untilAnswered = ({ clients }: Bench): Promise<void> =>
  until('all feedback in stock', WITHIN_MS, async () => (await unanswered(clients.intake)) === 0, 50);

async function timed<T>(
  pids: ReadonlyMap<string, number>,
  work: () => Promise<T>,
): Promise<{ result: T; cpu: Record<string, number> }> {
  const before = new Map([...pids].map(([name, pid]) => [name, cpuSeconds(pid)]));
  const result = await work();
  const cpu = Object.fromEntries([...pids].map(([name, pid]) => [name, cpuSeconds(pid) - (before.get(name) ?? 0)]));
  return { result, cpu };
}

/** Records that become a command: accepted ones, each once. */
function accepted(load: GeneratedLoad): number {
  const records = load.streams.flat().flatMap((delivery) => delivery.records);
  return records.filter(({ receipt, kind }) => receipt.status === 'B' && kind !== 'SAME_AGAIN').length;
}

function bytesPerRecord({ load, streams }: PreparedLoad): number {
  return streams.flat().reduce((sum, { body }) => sum + body.length, 0) / load.size;
}
