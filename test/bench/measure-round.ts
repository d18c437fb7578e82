import type { GeneratedLoad } from '../../scripts/generator/generate-load.ts';
import { untilAnswered } from './bench.ts';
import type { Bench } from './bench.ts';
import { eventsLogged, outboxRows } from './bench-sql.ts';
import { runProducerTool } from './broker-limit.ts';
import { receiptFaults } from './check-receipts.ts';
import { deliverLoad } from './deliver-load.ts';
import type { DeliveredLoad, PreparedLoad } from './deliver-load.ts';
import { TOPICS } from './kafka-watch.ts';
import { measureSingle } from './measure-single.ts';
import type { SingleFigures } from './measure-single.ts';
import { timed } from './measurement.ts';
import type { Measurement } from './measurement.ts';
import { until } from './platform-calls.ts';
import type { Step } from './settings.ts';

export interface RoundFigures {
  readonly accept?: Measurement & { readonly published: number; readonly copy: CopyFigure };
  readonly drain?: Measurement & {
    readonly published: number;
    readonly copy: CopyFigure;
    /** L3: records per second. */
    readonly producerTool: number;
  };
  readonly path?: Measurement & { readonly copy: CopyFigure };
  /** L1, with the load of `accept`, or of `path` alone. */
  readonly parse?: Measurement;
  readonly single?: SingleFigures;
  readonly retried: number;
  readonly faults: readonly string[];
}

/** Loads by what they are for; none where the step is not asked for. */
export interface RoundLoads {
  /** What is accepted, and then drained. */
  readonly accept?: PreparedLoad;
  readonly path?: PreparedLoad;
  readonly single?: { readonly accept: PreparedLoad; readonly path: PreparedLoad };
}

/** L5: the final rows of a step. */
export interface CopyFigure {
  readonly seconds: number;
  readonly rows: number;
  readonly bytes: number;
}

const WITHIN_MS = 600_000;

/**
 * One round: the limits and the steps in turn, so that a slow minute of the machine hits all of them.
 *
 * B1 delivers with the register's consumer paused; B3 lets that consumer loose on what B1 left, with the consumers
 * behind it paused; B5 delivers another load with everything running; B2 is told in measure-single.ts.
 */
export async function measureRound(
  bench: Bench,
  loads: RoundLoads,
  o: { readonly round: number; readonly steps: readonly Step[] },
): Promise<RoundFigures> {
  const { monolith } = bench;
  const parsed = loads.accept ?? loads.path;
  const parse = parsed === undefined ? undefined : await measureParse(bench, parsed);
  const accept = loads.accept === undefined ? undefined : await measureAccept(bench, loads.accept);
  const drain =
    loads.accept === undefined || !o.steps.includes('drain') ? undefined : await measureDrain(bench, loads.accept);
  // Without the step, what was accepted is drained all the same: the next step starts from a quiet platform.
  if (loads.accept !== undefined && drain === undefined) await bench.consumers.register.resume();
  await bench.quiet();
  const path = loads.path === undefined ? undefined : await measurePath(bench, loads.path);
  const single =
    loads.single === undefined || monolith === undefined
      ? undefined
      : await measureSingle(bench, monolith, loads.single, o.round);
  return {
    ...(parse === undefined ? {} : { parse }),
    ...(accept === undefined ? {} : { accept: accept.figures }),
    ...(drain === undefined ? {} : { drain }),
    ...(path === undefined ? {} : { path: path.figures }),
    ...(single === undefined ? {} : { single }),
    retried: [accept?.delivered, path?.delivered, single].reduce((sum, part) => sum + (part?.retried ?? 0), 0),
    faults: [
      ...[accept, path].flatMap((part) => (part === undefined ? [] : receiptFaults(part.delivered.answers))),
      ...(single?.faults ?? []),
    ],
  };
}

async function measureParse(bench: Bench, prepared: PreparedLoad): Promise<Measurement> {
  const { url, pid } = bench.parseLimit;
  await bench.quiet();
  const { result, cpu } = await timed(new Map([['parse', pid]]), () => deliverLoad(url, prepared));
  return { seconds: result.seconds, records: prepared.load.size, cpu };
}

/** Leaves the register's consumer paused. */
async function measureAccept(
  bench: Bench,
  prepared: PreparedLoad,
): Promise<{ figures: NonNullable<RoundFigures['accept']>; delivered: DeliveredLoad }> {
  const { platform, clients, consumers, copyLimit } = bench;
  await consumers.register.pause();
  const before = await copyLimit.mark();
  const began = performance.now();
  const { result: delivered, cpu } = await timed(platform.pids, () => deliverLoad(platform.endpoints.intake, prepared));
  await until('an empty outbox', WITHIN_MS, async () => (await outboxRows(clients.intake)) === 0);
  const published = (performance.now() - began) / 1000;
  const copy = await copyLimit.run(['intake', 'identity'], before);
  return { figures: { seconds: delivered.seconds, records: prepared.load.size, cpu, published, copy }, delivered };
}

/** From the moment the consumer may go until the last feedback and the last event can be read from Kafka. */
async function measureDrain(bench: Bench, prepared: PreparedLoad): Promise<NonNullable<RoundFigures['drain']>> {
  const { platform, clients, kafka, consumers, copyLimit } = bench;
  const commands = accepted(prepared.load);
  await consumers.feedback.pause();
  await consumers.vault.pause();
  const before = await copyLimit.mark();
  const feedbackBefore = await kafka.count(TOPICS.feedback);
  const eventsBefore = await kafka.count(TOPICS.events);
  const { seconds, cpu } = await timed(platform.pids, async () => {
    await consumers.register.resume();
    await until(
      'all feedback in Kafka',
      WITHIN_MS,
      async () => (await kafka.count(TOPICS.feedback)) >= feedbackBefore + commands,
    );
    const events = await eventsLogged(clients.register);
    await until('all events in Kafka', WITHIN_MS, async () => (await kafka.count(TOPICS.events)) >= events);
  });
  const events = (await kafka.count(TOPICS.events)) - eventsBefore;
  const copy = await copyLimit.run(['register'], before);
  const producerTool = await runProducerTool({
    brokers: platform.endpoints.kafka,
    topic: TOPICS.perfTool,
    recordBytes: Math.round(bytesPerRecord(prepared)),
  });
  await consumers.feedback.resume();
  await consumers.vault.resume();
  return { seconds, records: commands, cpu, published: (commands + events) / seconds, copy, producerTool };
}

async function measurePath(
  bench: Bench,
  prepared: PreparedLoad,
): Promise<{ figures: NonNullable<RoundFigures['path']>; delivered: DeliveredLoad }> {
  const { platform, copyLimit } = bench;
  const before = await copyLimit.mark();
  const {
    result: delivered,
    seconds,
    cpu,
  } = await timed(platform.pids, async () => {
    const answered = await deliverLoad(platform.endpoints.intake, prepared);
    await untilAnswered(bench);
    return answered;
  });
  // The vault and the portfolio service follow behind the feedback; COPY must not share the machine with them.
  await bench.quiet();
  const copy = await copyLimit.run(['intake', 'identity', 'register'], before);
  return { figures: { seconds, records: prepared.load.size, cpu, copy }, delivered };
}

/** Records that become a command: accepted ones, each once. */
function accepted(load: GeneratedLoad): number {
  const records = load.streams.flat().flatMap((delivery) => delivery.records);
  return records.filter(({ receipt, kind }) => receipt.status === 'B' && kind !== 'SAME_AGAIN').length;
}

function bytesPerRecord({ load, streams }: PreparedLoad): number {
  return streams.flat().reduce((sum, { body }) => sum + body.length, 0) / load.size;
}
