import type { IncomingRecord } from '../messaging/messaging.ts';
import type { BatchHandler, Decoded } from './batch-handler.ts';
import { describeFailure, storable, type Failure } from './describe-failure.ts';
import { PoisonError } from './poison-error.ts';

interface ReadBase {
  readonly record: IncomingRecord;
  readonly offset: number;
}

/** A record that cannot be applied, with what it blocks all the same. */
export interface PoisonRecord extends ReadBase {
  readonly kind: 'poison';
  readonly failure: Failure;
  readonly key: string | null;
  readonly messageId: string | null;
}

export interface ReadableRecord<M> extends ReadBase {
  readonly kind: 'readable';
  readonly decoded: Decoded<M>;
}

export type ReadRecord<M> = ReadableRecord<M> | PoisonRecord;

/** Decodes one record. A record without a key, or with another one than its content says, blocks nobody. */
export function readRecord<M>(
  handler: Pick<BatchHandler<M>, 'consumer' | 'decode'>,
  record: IncomingRecord,
): ReadRecord<M> {
  const offset = Number(record.offset);
  const poison = (error: unknown, key: string | null): PoisonRecord => ({
    kind: 'poison',
    record,
    offset,
    failure: describeFailure(handler.consumer, error),
    key,
    messageId: messageIdOf(record),
  });
  if (record.key === null) return poison(new PoisonError('KEY_MISSING', 'the record has no key'), null);
  let decoded: Decoded<M>;
  try {
    decoded = handler.decode(record);
  } catch (error) {
    return poison(error, storable(record.key.toString('utf8')));
  }
  if (!record.key.equals(Buffer.from(decoded.expectedRecordKey))) {
    return poison(new PoisonError('KEY_MISMATCH', 'the record key is not the key its content says'), null);
  }
  return { kind: 'readable', record, offset, decoded };
}

/** What is left of a record once it failed while being applied, or clashed with another. */
export function toPoison<M>(
  consumer: string,
  { record, offset, decoded }: ReadableRecord<M>,
  error: unknown,
): PoisonRecord {
  const key = decoded.key === null ? null : storable(decoded.key);
  return {
    kind: 'poison',
    record,
    offset,
    failure: describeFailure(consumer, error),
    key,
    messageId: messageIdOf(record),
  };
}

/** The id header as it stands: the record may be unreadable, or the header may hold anything. */
function messageIdOf(record: IncomingRecord): string | null {
  const header = record.headers['id'];
  return header === undefined ? null : storable(header.toString('utf8'));
}
