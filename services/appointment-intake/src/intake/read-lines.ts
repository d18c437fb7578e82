import type { createHmac } from 'node:crypto';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';

/** One line of a stream, without its line feed. Of one over the limit only the hash is kept. */
export type Line = { readonly bytes: Buffer } | { readonly tooLong: true; readonly hash: string };

type Hash = ReturnType<typeof createHmac>;

export interface LineReader {
  /** The next lines, 1 to `most`; undefined at the end. @throws Problem 408, 413, or what the body breaks with */
  read(most: number): Promise<Line[] | undefined>;
}

export interface LineLimits {
  readonly lineBytes: number;
  /** Of all lines together. */
  readonly bytes: number;
  /** Longest wait for a line to be complete. */
  readonly lineMs: number;
}

/** Lines wait this long for company: a part of one line costs the same statements as one of a hundred. */
const gatherMs = 10;
/** Enough for a part: large records come in smaller parts, so that memory stays flat. */
const gatherBytes = 1024 * 1024;
const lineFeed = 0x0a;

/**
 * Takes a body apart into lines as it is asked for them. Nothing is read ahead beyond one chunk, so whoever reads slowly
 * slows the sender down; a line over the limit is hashed and dropped as it comes in.
 */
export function createLineReader(
  body: AsyncIterable<Buffer>,
  limits: LineLimits,
  { newHash, stopping }: { readonly newHash: () => Hash; readonly stopping: AbortSignal },
): LineReader {
  const source = body[Symbol.asyncIterator]();
  const lines: Line[] = [];
  let linesBytes = 0;
  let pieces: Buffer[] = [];
  let piecesBytes = 0;
  let dropped: Hash | undefined;
  let bytes = 0;
  let hasEnded = false;
  let coming: Promise<IteratorResult<Buffer, unknown>> | undefined;

  const keep = (piece: Buffer): void => {
    if (dropped !== undefined) {
      dropped.update(piece);
      return;
    }
    pieces.push(piece);
    piecesBytes += piece.length;
    if (piecesBytes <= limits.lineBytes) return;
    dropped = newHash();
    for (const kept of pieces) dropped.update(kept);
    pieces = [];
  };
  const endLine = (): void => {
    if (dropped !== undefined) {
      lines.push({ tooLong: true, hash: dropped.digest('hex') });
    } else {
      const [first = Buffer.alloc(0)] = pieces;
      lines.push({ bytes: pieces.length <= 1 ? first : Buffer.concat(pieces) });
      linesBytes += piecesBytes;
    }
    pieces = [];
    piecesBytes = 0;
    dropped = undefined;
  };
  const takeApart = (chunk: Buffer): void => {
    bytes += chunk.length;
    if (bytes > limits.bytes) {
      throw platformProblem('te-groot', { detail: `Een levering is uitgepakt hoogstens ${limits.bytes} bytes.` });
    }
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      keep(chunk.subarray(start, end));
      endLine();
      start = end + 1;
    }
    if (start < chunk.length) keep(chunk.subarray(start));
  };
  /** Reads one chunk. @returns false when none came within the time */
  const readChunk = async (withinMs: number): Promise<boolean> => {
    coming ??= source.next();
    const result = await within(coming, withinMs, stopping);
    if (result === undefined) return false;
    coming = undefined;
    if (result.done !== true) {
      takeApart(result.value);
    } else {
      hasEnded = true;
      if (piecesBytes > 0) endLine();
    }
    return true;
  };

  return {
    read: async (most) => {
      const lineDue = performance.now() + limits.lineMs;
      while (lines.length === 0 && !hasEnded) {
        stopping.throwIfAborted();
        const left = lineDue - performance.now();
        if (left > 0 && (await readChunk(left))) continue;
        stopping.throwIfAborted();
        throw platformProblem('te-traag', { detail: 'De levering kwam niet verder.' });
      }
      const gatherUntil = performance.now() + gatherMs;
      while (!hasEnded && lines.length < most && linesBytes < gatherBytes) {
        const left = gatherUntil - performance.now();
        if (left <= 0 || !(await readChunk(left))) break;
      }
      const taken = lines.splice(0, countWithin(lines, most));
      linesBytes -= taken.reduce((sum, line) => sum + ('bytes' in line ? line.bytes.length : 0), 0);
      return taken.length === 0 ? undefined : taken;
    },
  };
}

/** How many of the first lines make a part: one at least, then as many as stay within the bytes. */
function countWithin(lines: readonly Line[], most: number): number {
  let bytes = 0;
  let count = 0;
  for (const line of lines) {
    bytes += 'bytes' in line ? line.bytes.length : 0;
    if (count === most || (count > 0 && bytes > gatherBytes)) break;
    count += 1;
  }
  return count;
}

/** What comes, or undefined when it does not come in time or before the stop; whoever waits for it later gets it then. */
async function within<T>(coming: Promise<T>, ms: number, stopping: AbortSignal): Promise<T | undefined> {
  const { promise: late, resolve } = Promise.withResolvers<undefined>();
  const giveUp = (): void => {
    resolve(undefined);
  };
  const timer = setTimeout(giveUp, ms);
  stopping.addEventListener('abort', giveUp, { once: true });
  coming.catch(() => undefined);
  try {
    return await Promise.race([coming, late]);
  } finally {
    clearTimeout(timer);
    stopping.removeEventListener('abort', giveUp);
  }
}
