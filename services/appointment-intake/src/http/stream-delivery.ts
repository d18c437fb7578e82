import { createHmac } from 'node:crypto';
import { Readable } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { shapeCheck } from '../../../../schemas/message-book/v1/validators.ts';
import { problemInAnswer } from '../../../_platform/src/http/answer-problems.ts';
import { platformProblem, unavailable } from '../../../_platform/src/http/platform-problem.ts';
import { createLineReader, type LineLimits } from '../intake/read-lines.ts';
import { takeInStream, type StreamParts, type StreamProgress } from '../intake/take-in-stream.ts';
import { checkBody } from './check-body.ts';
import { callerOin } from './supplier.ts';

export const ndjson = 'application/x-ndjson';

export interface StreamLimits extends LineLimits {
  /** Streams being taken in at once: of all clients, and of one. */
  readonly streams: number;
  readonly streamsOfOne: number;
  /** Longest wait for a client to take its receipts. */
  readonly answerMs: number;
  /** How long what a client still sends is thrown away after a problem, so that it gets to read the answer. */
  readonly lingerMs: number;
}

export const defaultStreamLimits: StreamLimits = {
  // Four times the largest record: room for spaces and escapes that its canonical size does not count.
  lineBytes: 1024 * 1024,
  bytes: 512 * 1024 * 1024,
  lineMs: 30_000,
  streams: 16,
  streamsOfOne: 4,
  answerMs: 60_000,
  lingerMs: 2_000,
};

const checkHeader = shapeCheck('levering');

/**
 * The NDJSON form of `POST /v1/leveringen`. The answer, 202, has one receipt a line, and as its last line what became of
 * the whole: VOLLEDIG, or AFGEBROKEN with the problem. After a problem the connection is broken off as well, without the
 * end of the chunked answer, so that a client that does not look at the last line still learns that it is not whole. A
 * problem before the first receipt is an ordinary problem answer.
 */
export function createStreamDelivery(
  intake: StreamParts,
  limits: StreamLimits = defaultStreamLimits,
): (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply> {
  const streamsOf = new Map<string, number>();
  let streams = 0;

  const admit = (oin: string): (() => void) => {
    const own = streamsOf.get(oin) ?? 0;
    if (own >= limits.streamsOfOne) {
      const detail = `Er worden al ${own} grote leveringen van u aangenomen.`;
      throw platformProblem('te-veel-verzoeken', { detail, headers: { 'retry-after': '10' } });
    }
    if (streams >= limits.streams) throw unavailable(10, { detail: 'Er worden te veel grote leveringen aangenomen.' });
    streams += 1;
    streamsOf.set(oin, own + 1);
    return () => {
      streams -= 1;
      const left = (streamsOf.get(oin) ?? 1) - 1;
      if (left === 0) streamsOf.delete(oin);
      else streamsOf.set(oin, left);
    };
  };

  return async (request, reply) => {
    const oin = callerOin(request);
    if (reply.raw.destroyed) throw platformProblem('ongeldig-verzoek', { detail: 'De verbinding brak af.' });
    // Comes however the request ends, also when its client is gone before the answer has begun.
    reply.raw.once('close', admit(oin));
    const newHash = () => createHmac('sha256', intake.contentKey);
    const lines = createLineReader(request.body as Readable, limits, { newHash, stopping: intake.stopping });
    const progress = takeInStream(lines, { read: deliveryIdOf }, { oin, traceparent: request.traceparent }, intake);
    let first: IteratorResult<StreamProgress, StreamProgress>;
    try {
      first = await progress.next();
    } catch (error) {
      void discardRest(request.raw, limits.lingerMs).then(() => {
        if (!request.raw.complete) request.raw.socket.destroy();
      });
      throw error;
    }
    reply.raw.once('close', () => {
      progress.return(first.value).catch(() => undefined);
    });
    const texts = answerLines(first, progress, { request, reply, intake, limits });
    return reply
      .code(202)
      .type(ndjson)
      .send(Readable.from(texts, { objectMode: false, highWaterMark: 64 * 1024 }));
  };
}

/** `{"leveringId"}` is a delivery whose records follow. */
function deliveryIdOf(header: unknown): string {
  const isObject = typeof header === 'object' && header !== null && !Array.isArray(header);
  const whole = isObject && !('berichten' in header) ? { ...header, berichten: [null] } : null;
  return checkBody<{ leveringId: string }>(whole, checkHeader).leveringId;
}

interface Answering {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly intake: StreamParts;
  readonly limits: StreamLimits;
}

async function* answerLines(
  first: IteratorResult<StreamProgress, StreamProgress>,
  progress: AsyncGenerator<StreamProgress, StreamProgress>,
  { request, reply, intake, limits }: Answering,
): AsyncGenerator<Buffer> {
  const stalled = createDeadline(limits.answerMs, () => reply.raw.destroy());
  let { deliveryId: leveringId, records: aantal } = first.value;
  try {
    for (let step = first; ; step = await progress.next()) {
      ({ deliveryId: leveringId, records: aantal } = step.value);
      if (step.done === true) break;
      stalled.start();
      yield linesOf(step.value.receipts);
      stalled.stop();
    }
    yield linesOf([{ leveringId, toestand: 'VOLLEDIG', aantal }]);
  } catch (error) {
    stalled.stop();
    const probleem = problemInAnswer(error, request, intake.log);
    yield linesOf([{ leveringId, toestand: 'AFGEBROKEN', aantal, probleem }]);
    await discardRest(request.raw, limits.lingerMs);
    throw error;
  } finally {
    stalled.stop();
  }
}

function linesOf(values: readonly object[]): Buffer {
  return Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''));
}

/**
 * Throws away what a client still sends, until it has sent all, has gone, or the time is over. A connection that is closed
 * on unread bytes is reset, and a reset takes from the client the answer that it has not read yet.
 */
async function discardRest(raw: IncomingMessage, withinMs: number): Promise<void> {
  if (raw.complete || raw.destroyed) return;
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, withinMs, undefined);
  raw.once('end', resolve);
  raw.once('close', resolve);
  raw.unpipe();
  raw.resume();
  await promise;
  clearTimeout(timer);
}

/** Calls `passed` when it was started and not stopped within the time. */
function createDeadline(ms: number, passed: () => void): { start(): void; stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  return {
    start: () => {
      timer = setTimeout(passed, ms);
    },
    stop: () => {
      clearTimeout(timer);
    },
  };
}
