import { describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { createLineReader, type Line, type LineLimits } from '../src/intake/read-lines.ts';

const limits: LineLimits = { lineBytes: 20, bytes: 100_000, lineMs: 60_000 };
const never = new AbortController().signal;
const newHash = () => createHmac('sha256', 'key');

async function* chunksOf(...chunks: (string | Buffer)[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) yield await Promise.resolve(Buffer.from(chunk as string));
}

async function* neverEnding(...chunks: string[]): AsyncGenerator<Buffer> {
  yield* chunksOf(...chunks);
  await new Promise(() => undefined);
}

async function readAll(body: AsyncIterable<Buffer>, o: { most?: number; limits?: LineLimits } = {}): Promise<Line[][]> {
  const reader = createLineReader(body, o.limits ?? limits, { newHash, stopping: never });
  const parts: Line[][] = [];
  for (let part = await reader.read(o.most ?? 100); part; part = await reader.read(o.most ?? 100)) parts.push(part);
  return parts;
}

const textOf = (line: Line): string => ('bytes' in line ? line.bytes.toString() : `too long ${line.hash}`);

describe('lines of a stream', () => {
  it('are the same however the bytes are cut', async () => {
    const lineText = fc.string({ unit: 'grapheme', maxLength: 9 }).map((text) => text.replaceAll('\n', ''));
    await fc.assert(
      fc.asyncProperty(fc.array(lineText), fc.array(fc.nat(40)), fc.nat(9), async (texts, cuts, most) => {
        const whole = Buffer.from(texts.map((text) => `${text}\n`).join(''));
        const chunks: Buffer[] = [];
        let from = 0;
        for (const cut of cuts) chunks.push(whole.subarray(from, (from += cut)));
        chunks.push(whole.subarray(from));
        const parts = await readAll(chunksOf(...chunks), { most: most + 1, limits: { ...limits, lineBytes: 1000 } });
        expect(parts.flat().map(textOf)).toEqual(texts);
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(most + 1);
      }),
    );
  });

  it('may end without a line feed; an empty line is a line, nothing behind the last line feed is none', async () => {
    expect((await readAll(chunksOf('a\n\nb'))).flat().map(textOf)).toEqual(['a', '', 'b']);
    expect((await readAll(chunksOf('a\n'))).flat().map(textOf)).toEqual(['a']);
    expect(await readAll(chunksOf(''))).toEqual([]);
  });

  it('over the limit are hashed, however they are cut, and the next line is sound', async () => {
    const hash = newHash().update('x'.repeat(30)).digest('hex');
    for (const chunks of [['x'.repeat(30) + '\nb'], ['x'.repeat(19), 'x', 'x'.repeat(10), '\n', 'b']]) {
      expect((await readAll(chunksOf(...chunks))).flat().map(textOf)).toEqual([`too long ${hash}`, 'b']);
    }
    expect((await readAll(chunksOf('x'.repeat(20)))).flat().map(textOf)).toEqual(['x'.repeat(20)]);
  });

  it('are given without waiting for lines that do not come', async () => {
    const reader = createLineReader(neverEnding('a\nb\nc'), limits, { newHash, stopping: never });
    expect((await reader.read(100))?.map(textOf)).toEqual(['a', 'b']);
  });

  it('that do not come in time, or not to an end, are a problem: 408', async () => {
    const reader = createLineReader(neverEnding('a\nb'), { ...limits, lineMs: 20 }, { newHash, stopping: never });
    await reader.read(100);
    await expect(reader.read(100)).rejects.toMatchObject({ status: 408 });
  });

  it('that drip without ever being complete are a problem too', async () => {
    async function* dripping(): AsyncGenerator<Buffer> {
      for (;;) yield await new Promise<Buffer>((resolve) => setTimeout(resolve, 1, Buffer.from('x')));
    }
    const reader = createLineReader(dripping(), { ...limits, lineMs: 30 }, { newHash, stopping: never });
    await expect(reader.read(100)).rejects.toMatchObject({ status: 408 });
  });

  it('over the limit of all bytes are a problem: 413', async () => {
    const reader = createLineReader(chunksOf('a\n', 'bbbb\n'), { ...limits, bytes: 5 }, { newHash, stopping: never });
    await expect(reader.read(100)).rejects.toMatchObject({ status: 413 });
  });

  it('are not waited for when the process stops', async () => {
    const stop = new AbortController();
    const reader = createLineReader(neverEnding('a\nb'), limits, { newHash, stopping: stop.signal });
    expect((await reader.read(100))?.map(textOf)).toEqual(['a']);
    const waiting = reader.read(100);
    stop.abort(new Error('stops'));
    await expect(waiting).rejects.toThrow('stops');
  });
});
