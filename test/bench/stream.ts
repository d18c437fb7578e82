/**
 * Measures how the intake bears one delivery of many records as lines while single records come in beside it.
 *
 *   ./node_modules/.bin/node test/bench/stream.ts [records, 100000]
 *
 * Wants a test environment (scripts/test-environment.ts, LRR_TEST_ENV). Prints rates, the delay of the intake's event loop
 * (perf_hooks.monitorEventLoopDelay, 10 ms apart, so an idle loop shows 10 ms) and its memory. Never fails for being slow;
 * exit code 1 when a record did not get its receipt.
 */
import { readFileSync } from 'node:fs';
import { request as open } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { loadCodeLists } from '../../schemas/code-lists/load-code-lists.ts';
import { DELIVERY_POINT, boardsOf } from '../../scripts/generator/boards.ts';
import { generateLoad } from '../../scripts/generator/generate-load.ts';
import type { Fields } from '../../scripts/generator/records.ts';
import { uuidOf } from '../../scripts/generator/records.ts';
import { startStack } from '../support/stack.ts';
import { call, population, supplierToken, today } from './platform-calls.ts';

const ONLY_NEW = {
  NEW: 1,
  CORRECTION: 0,
  END: 0,
  SAME_AGAIN: 0,
  OTHER_CONTENT: 0,
  INVALID: 0,
  LATE: 0,
  UNKNOWN_SCHOOL: 0,
};
const OIN = '00000001000000000077';
const SINGLE_EVERY_MS = 20;

const count = Number(process.argv[2] ?? 100_000);
const stack = await startStack({ services: ['sandbox', 'identity-vault', 'appointment-intake'] });
try {
  process.exitCode = await measure();
} finally {
  await stack.stop();
}

async function measure(): Promise<number> {
  const { endpoints } = stack;
  const lists = loadCodeLists();
  const singles = Math.ceil(count / 20);
  const mandates = boardsOf(lists.institutions, 1).mandates.map(({ board }) => ({
    oin: OIN,
    bevoegdGezagNummer: board,
    aanleverpuntnummer: DELIVERY_POINT,
  }));
  for (let from = 0; from < mandates.length; from += 500) {
    await call('POST', `${endpoints.sandbox}/mandaten`, { body: mandates.slice(from, from + 500) });
  }
  const load = generateLoad({
    seed: 1,
    lists,
    today: await today(endpoints),
    now: new Date(),
    persons: await population(endpoints, 0, count + singles),
    records: count + singles,
    perRequest: 1,
    streams: 1,
    mixture: ONLY_NEW,
  });
  const records = load.streams.flat().flatMap((delivery) => delivery.records.map(({ record }) => ownRecord(record)));
  const token = await supplierToken(endpoints, OIN);
  const url = endpoints.intake;

  await figuresOf(url);
  const streaming = sendLines(url, token, records.slice(0, count));
  const beside = sendSingles(url, token, records.slice(count), streaming);
  const peaks = watchMemory(streaming);
  const [stream, latencies, memory] = [await streaming, await beside, await peaks];
  const figures = await figuresOf(url);

  const sorted = latencies.toSorted((a, b) => a - b);
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(0);
  console.log(
    `${stream.receipts} receipts in ${stream.seconds.toFixed(1)} s: ${(stream.receipts / stream.seconds).toFixed(0)}/s`,
  );
  console.log(`${sorted.length} single deliveries beside it: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`);
  console.log(`event loop delay: p50 ${figures.p50} ms, p99 ${figures.p99} ms, highest ${figures.max} ms`);
  console.log(`resident memory: ${memory.map((bytes) => (bytes / 1e6).toFixed(0)).join(', ')} MB over the time`);
  console.log(`closing line: ${stream.closing}`);
  return stream.receipts === count && stream.accepted === count ? 0 : 1;
}

function ownRecord(record: Fields): Fields {
  return { ...record, kop: { ...(record['kop'] as Fields), oinLeverancier: OIN } };
}

interface Streamed {
  readonly receipts: number;
  readonly accepted: number;
  readonly seconds: number;
  readonly closing: string;
}

/** Sends all records as one delivery in lines, and counts its receipts while it does. */
async function sendLines(url: string, token: string, records: readonly Fields[]): Promise<Streamed> {
  const began = performance.now();
  const request = open(`${url}/v1/leveringen`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
  const counting = answered.then(countReceipts);
  request.write(`${JSON.stringify({ leveringId: uuidOf('stream', 1) })}\n`);
  for (const record of records) {
    if (!request.write(`${JSON.stringify(record)}\n`)) await new Promise((resolve) => request.once('drain', resolve));
  }
  request.end();
  return { ...(await counting), seconds: (performance.now() - began) / 1000 };
}

async function countReceipts(answer: IncomingMessage): Promise<Omit<Streamed, 'seconds'>> {
  let receipts = 0;
  let accepted = 0;
  let last = '';
  for await (const line of createInterface({ input: answer })) {
    last = line;
    if (line.includes('"statusMelding":"B"')) accepted += 1;
    if (line.includes('"statusMelding"')) receipts += 1;
  }
  return { receipts, accepted, closing: last.slice(0, 300) };
}

/** One record a time on a steady beat until the stream is over. @returns how long each took, in milliseconds */
async function sendSingles(
  url: string,
  token: string,
  records: readonly Fields[],
  streaming: Promise<unknown>,
): Promise<number[]> {
  const stream = { isOver: false };
  const over = (): void => {
    stream.isOver = true;
  };
  streaming.then(over, over);
  const latencies: number[] = [];
  for (const [index, record] of records.entries()) {
    if (stream.isOver) break;
    const began = performance.now();
    await call('POST', `${url}/v1/leveringen`, {
      token,
      body: { leveringId: uuidOf('single', index), berichten: [record] },
    });
    latencies.push(performance.now() - began);
    await delay(SINGLE_EVERY_MS);
  }
  return latencies;
}

/** Resident bytes every few seconds: flat, whatever has gone through. */
async function watchMemory(streaming: Promise<unknown>): Promise<number[]> {
  const seen: number[] = [];
  const over = streaming.then(
    () => true,
    () => true,
  );
  while (!(await Promise.race([over, delay(5_000, false)]))) {
    // Not /metrics: reading that begins the figures of the event loop anew.
    const status = readFileSync(`/proc/${stack.pidOf('appointment-intake')}/status`, 'utf8');
    seen.push(1024 * Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]));
  }
  return seen;
}

/** Delay of the event loop since the figures were last read. */
async function figuresOf(url: string): Promise<Record<'p50' | 'p99' | 'max', string>> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const value = (name: string): string => {
    const found = new RegExp(`^nodejs_eventloop_lag_${name}_seconds\\{[^}]*\\} (\\S+)$`, 'm').exec(text)?.[1];
    return (1000 * Number(found)).toFixed(1);
  };
  return { p50: value('p50'), p99: value('p99'), max: value('max') };
}
