type Content = Buffer | string | null;

/** What kafkajs hands over of a record of a batch. */
export interface BatchRecord {
  readonly offsetDelta?: number;
  /** Milliseconds after the first record of the batch. */
  readonly timestampDelta?: number;
  readonly key?: Content | undefined;
  readonly value?: Content | undefined;
  readonly headers?: Readonly<Record<string, Content | readonly Content[] | undefined>> | undefined;
}

/** An encoded record as kafkajs puts it into a batch. */
export interface EncodedRecord {
  readonly buf: Buffer;
  readonly buffer: Buffer;
}

/**
 * A record in the layout of record batches of version 2 (https://kafka.apache.org/documentation/#record), in a buffer of
 * its exact size. kafkajs 2.2.4 encodes every header and every record in a zeroed buffer of 512 bytes of its own, and
 * every length by way of an array.
 */
export function encodeRecord(record: BatchRecord): EncodedRecord {
  const { offsetDelta = 0, timestampDelta = 0, key = null, value = null } = record;
  const headers = listHeaders(record.headers ?? {});
  let bodySize = 1 + sizeOfInt(timestampDelta) + sizeOfInt(offsetDelta) + sizeOfContent(key) + sizeOfContent(value);
  bodySize += sizeOfInt(headers.length);
  for (const [name, content] of headers) bodySize += sizeOfContent(name) + sizeOfContent(content);

  const buffer = Buffer.allocUnsafe(sizeOfInt(bodySize) + bodySize);
  let at = writeInt(buffer, bodySize, 0);
  // No attributes.
  buffer[at] = 0;
  at = writeInt(buffer, timestampDelta, at + 1);
  at = writeInt(buffer, offsetDelta, at);
  at = writeContent(buffer, key, at);
  at = writeContent(buffer, value, at);
  at = writeInt(buffer, headers.length, at);
  for (const [name, content] of headers) at = writeContent(buffer, content, writeContent(buffer, name, at));
  return { buf: buffer, buffer };
}

/** A header may be there several times. */
function listHeaders(headers: NonNullable<BatchRecord['headers']>): [string, Content][] {
  const list: [string, Content][] = [];
  for (const [name, content] of Object.entries(headers)) {
    if (Array.isArray(content)) list.push(...content.map((one: Content): [string, Content] => [name, one]));
    else list.push([name, (content ?? null) as Content]);
  }
  return list;
}

/** Signed to unsigned, small to small: 0, -1, 1, -2 … become 0, 1, 2, 3 … */
const zigZag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

/** Bytes of an integer of at most 52 bits as a varint. */
function sizeOfInt(value: number): number {
  let size = 1;
  for (let rest = zigZag(value); rest > 0x7f; rest = Math.floor(rest / 0x80)) size += 1;
  return size;
}

/** A length of -1 stands for null. */
function sizeOfContent(content: Content): number {
  if (content === null) return 1;
  const length = Buffer.byteLength(content);
  return sizeOfInt(length) + length;
}

/** @returns the place behind it */
function writeInt(buffer: Buffer, value: number, at: number): number {
  let rest = zigZag(value);
  let place = at;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) buffer[place++] = (rest & 0x7f) | 0x80;
  buffer[place] = rest;
  return place + 1;
}

function writeContent(buffer: Buffer, content: Content, at: number): number {
  if (content === null) return writeInt(buffer, -1, at);
  const start = writeInt(buffer, Buffer.byteLength(content), at);
  if (typeof content === 'string') return start + buffer.write(content, start);
  buffer.set(content, start);
  return start + content.length;
}
