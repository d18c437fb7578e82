import { request as open } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { randomUUID } from 'node:crypto';
import type { Json } from './records.ts';
import type { RunningIntake } from './running-intake.ts';
import { supplierOin } from './running-intake.ts';

/** A delivery as NDJSON under way: what is written goes out at once, answers are read line by line. */
export interface OpenStream {
  /** Objects and texts as lines, bytes as they are; resolves when the connection wants more. */
  write(...lines: Json[]): Promise<void>;
  /** Says that the body is over. */
  end(): void;
  /** The next line of the answer; undefined at its end. */
  next(): Promise<Json>;
  readonly response: Promise<IncomingMessage>;
  /** Closes the connection, half-way or not. */
  breakOff(): void;
}

export interface StreamOptions {
  readonly oin?: string;
  readonly headers?: Record<string, string>;
}

export async function openStream(intake: RunningIntake, o: StreamOptions = {}): Promise<OpenStream> {
  const token = await intake.outside.tokenFor({ oin: o.oin ?? supplierOin });
  const request = open(`${intake.url}/v1/leveringen`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson', ...o.headers },
  });
  request.on('error', () => undefined);
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
  response.catch(() => undefined);
  const answers = response.then((answer) => linesOf(answer)[Symbol.asyncIterator]());
  answers.catch(() => undefined);
  return {
    write: async (...lines) => {
      for (const line of lines) {
        if (request.write(asBytes(line)) || request.destroyed) continue;
        await new Promise<void>((resolve) => {
          request.once('drain', resolve);
          request.once('close', resolve);
        });
      }
    },
    end: () => {
      request.end();
    },
    next: async () => {
      const { value, done } = await (await answers).next();
      return done === true ? undefined : JSON.parse(value);
    },
    response,
    breakOff: () => {
      request.destroy();
    },
  };
}

/** Text and objects become a line; bytes go as they are. */
function asBytes(line: unknown): Buffer | string {
  if (Buffer.isBuffer(line)) return line;
  return `${typeof line === 'string' ? line : JSON.stringify(line)}\n`;
}

/** Line by line, whether the answer ends or breaks off. */
async function* linesOf(answer: IncomingMessage): AsyncGenerator<string> {
  let rest = '';
  try {
    for await (const chunk of answer) {
      const lines = (rest + String(chunk)).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch {
    // Broken off: `complete` of the response says so.
  }
  if (rest !== '') yield rest;
}

export interface StreamAnswer {
  readonly status: number;
  readonly receipts: Json[];
  /** The last line; undefined when the answer has none. */
  readonly closing: Json;
  /** The chunked answer came to its end. */
  readonly isWhole: boolean;
}

/** Sends a whole delivery and reads its whole answer. */
export async function sendStream(
  intake: RunningIntake,
  lines: readonly Json[],
  o: StreamOptions & { leveringId?: string; raw?: Buffer } = {},
): Promise<StreamAnswer> {
  const stream = await openStream(intake, o);
  const header = { leveringId: o.leveringId ?? randomUUID() };
  const sent = o.raw === undefined ? stream.write(header, ...lines) : stream.write(o.raw);
  void sent.then(() => {
    stream.end();
  });
  const response = await stream.response;
  const answers: Json[] = [];
  for (let line = await stream.next(); line !== undefined; line = await stream.next()) answers.push(line);
  const last = answers.at(-1);
  const isClosing = last !== undefined && 'toestand' in last;
  return {
    status: response.statusCode ?? 0,
    receipts: isClosing ? answers.slice(0, -1) : answers,
    closing: isClosing ? last : undefined,
    isWhole: response.complete,
  };
}
