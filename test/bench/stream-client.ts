import { request as open } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { call } from './platform-calls.ts';

/** Where to, and as whom. */
export interface Destination {
  readonly url: string;
  readonly token: string;
}

interface Counted {
  readonly receipts: number;
  readonly accepted: number;
  /** The last line of the answer. */
  readonly closing: string;
}

/** Sends all records as one delivery in lines, and counts its receipts while it does. */
export async function sendLines(
  { url, token }: Destination,
  leveringId: string,
  records: readonly object[],
): Promise<Counted> {
  const request = open(`${url}/v1/leveringen`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
  const counting = answered.then(countReceipts);
  request.write(`${JSON.stringify({ leveringId })}\n`);
  for (const record of records) {
    if (!request.write(`${JSON.stringify(record)}\n`)) await new Promise((resolve) => request.once('drain', resolve));
  }
  request.end();
  return counting;
}

async function countReceipts(answer: IncomingMessage): Promise<Counted> {
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

/** One record a time on a steady beat until it is over. @returns how long each took, in milliseconds */
export async function sendSingles(
  { url, token }: Destination,
  deliveries: readonly { readonly leveringId: string; readonly record: object }[],
  o: { readonly everyMs: number; readonly over: AbortSignal },
): Promise<number[]> {
  const latencies: number[] = [];
  for (const { leveringId, record } of deliveries) {
    if (o.over.aborted) break;
    const began = performance.now();
    await call('POST', `${url}/v1/leveringen`, { token, body: { leveringId, berichten: [record] } });
    latencies.push(performance.now() - began);
    await delay(o.everyMs);
  }
  return latencies;
}
