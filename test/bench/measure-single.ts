import { untilAnswered } from './bench.ts';
import type { Bench } from './bench.ts';
import { receiptFaults } from './check-receipts.ts';
import { deliverLoad } from './deliver-load.ts';
import type { PreparedLoad } from './deliver-load.ts';
import { timed } from './measurement.ts';
import type { Measurement } from './measurement.ts';
import type { Monolith } from './monolith/start-monolith.ts';

/** The platform and the monolith with the same requests. */
export interface Pair {
  readonly own: Measurement;
  readonly monolith: Measurement;
}

export interface SingleFigures {
  /** Until every receipt is there; the platform's register waits. */
  readonly accept: Pair;
  /** Until every feedback is in the stock, which the monolith has at its receipts. */
  readonly path: Pair;
  readonly retried: number;
  readonly faults: readonly string[];
}

interface Delivered {
  readonly figures: Measurement;
  readonly retried: number;
  readonly faults: readonly string[];
}

/**
 * B2: one record per request over many connections, against P5, which gets the same bodies. Who goes first alternates,
 * so that neither always finds the caches of the other.
 */
export async function measureSingle(
  bench: Bench,
  monolith: Monolith,
  loads: { readonly accept: PreparedLoad; readonly path: PreparedLoad },
  round: number,
): Promise<SingleFigures> {
  const accept = await inTurn(
    round,
    () => acceptSingles(bench, loads.accept),
    () => deliverToMonolith(bench, monolith, loads.accept),
  );
  const path = await inTurn(
    round + 1,
    () => walkSingles(bench, loads.path),
    () => deliverToMonolith(bench, monolith, loads.path),
  );
  const all = [...accept, ...path];
  return {
    accept: { own: accept[0].figures, monolith: accept[1].figures },
    path: { own: path[0].figures, monolith: path[1].figures },
    retried: all.reduce((sum, { retried }) => sum + retried, 0),
    faults: all.flatMap(({ faults }) => faults),
  };
}

async function inTurn<T>(round: number, own: () => Promise<T>, other: () => Promise<T>): Promise<[T, T]> {
  if (round % 2 === 0) return [await own(), await other()];
  const second = await other();
  return [await own(), second];
}

async function acceptSingles(bench: Bench, prepared: PreparedLoad): Promise<Delivered> {
  const { platform, consumers } = bench;
  await bench.quiet();
  await consumers.register.pause();
  const { result, cpu } = await timed(platform.pids, () => deliverLoad(platform.endpoints.intake, prepared));
  await consumers.register.resume();
  await bench.quiet();
  const { retried, answers, seconds } = result;
  return { figures: { seconds, records: prepared.load.size, cpu }, retried, faults: receiptFaults(answers) };
}

async function walkSingles(bench: Bench, prepared: PreparedLoad): Promise<Delivered> {
  const { platform } = bench;
  await bench.quiet();
  const { result, seconds, cpu } = await timed(platform.pids, async () => {
    const delivered = await deliverLoad(platform.endpoints.intake, prepared);
    await untilAnswered(bench);
    return delivered;
  });
  await bench.quiet();
  const { retried, answers } = result;
  return { figures: { seconds, records: prepared.load.size, cpu }, retried, faults: receiptFaults(answers) };
}

async function deliverToMonolith(bench: Bench, monolith: Monolith, prepared: PreparedLoad): Promise<Delivered> {
  await bench.quiet();
  const servers = [...bench.platform.pids].filter(([name]) => name === 'postgresql' || name === 'sandbox');
  const pids = new Map([...servers, ['monolith', monolith.pid] as const]);
  const { result, cpu } = await timed(pids, () => deliverLoad(monolith.url, prepared));
  const { retried, answers, seconds } = result;
  const faults = receiptFaults(answers).map((fault) => `monolith: ${fault}`);
  return { figures: { seconds, records: prepared.load.size, cpu }, retried, faults };
}
