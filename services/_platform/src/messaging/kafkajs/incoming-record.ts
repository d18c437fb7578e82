import type { KafkaMessage } from 'kafkajs';
import type { IncomingRecord } from '../messaging.ts';

/** kafkajs reads a header without a value as null, whatever its types say. */
type HeaderValue = Buffer | string | null | undefined;

export function toIncomingRecord(topic: string, partition: number, message: KafkaMessage): IncomingRecord {
  return {
    topic,
    partition,
    offset: message.offset,
    timestamp: Number(message.timestamp),
    key: message.key,
    value: message.value,
    headers: toHeaders(message.headers ?? {}),
  };
}

/** Of a header given more than once the last one counts, as in the Java client's `lastHeader`. */
function toHeaders(headers: Readonly<Record<string, HeaderValue | HeaderValue[]>>): Record<string, Buffer> {
  const entries: [string, Buffer][] = [];
  for (const [name, given] of Object.entries(headers)) {
    const value = Array.isArray(given) ? given.at(-1) : given;
    if (value !== undefined && value !== null) entries.push([name, Buffer.from(value)]);
  }
  return Object.fromEntries(entries);
}
