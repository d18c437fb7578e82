import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { crc32c } from '@node-rs/crc32';
import fc from 'fast-check';
import type { BatchRecord, EncodedRecord } from '../../src/messaging/kafkajs/encode-record.ts';
import { encodeRecord } from '../../src/messaging/kafkajs/encode-record.ts';
import { groupMessages } from '../../src/messaging/kafkajs/group-messages.ts';

const require = createRequire(import.meta.url);
const theirs = {
  encode: require('kafkajs/src/protocol/recordBatch/record/v0') as (record: BatchRecord) => EncodedRecord,
  group: require('kafkajs/src/producer/groupMessagesPerPartition') as typeof groupMessages,
  checksum: require('kafkajs/src/protocol/recordBatch/crc32C') as (batch: Buffer) => number,
};

const bytes = fc.uint8Array({ maxLength: 300 }).map((one) => Buffer.from(one));
const text = fc.string({ maxLength: 90, unit: 'grapheme' });
const content = fc.oneof(bytes, text);
const record: fc.Arbitrary<BatchRecord> = fc.record(
  {
    offsetDelta: fc.nat({ max: 100_000 }),
    timestampDelta: fc.oneof(fc.integer({ min: -10, max: 10 }), fc.integer({ min: -(2 ** 45), max: 2 ** 45 })),
    key: fc.option(content),
    value: fc.option(fc.oneof(content, fc.constant(Buffer.alloc(70_000, 7)))),
    headers: fc.dictionary(text, fc.oneof(content, fc.array(content, { maxLength: 3 })), { maxKeys: 12 }),
  },
  { requiredKeys: [] },
);

describe('the parts of the transport that are replaced', () => {
  it('encode any record to the same bytes', () => {
    fc.assert(
      fc.property(record, (one) => {
        const encoded = encodeRecord(one);
        expect(encoded.buffer.equals(theirs.encode(one).buffer)).toBe(true);
        expect(encoded.buf).toBe(encoded.buffer);
      }),
      { numRuns: 2_000 },
    );
  });

  it('give any batch the same checksum', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 5_000 }), fc.nat({ max: 64 }), (batch, from) => {
        // Also where it begins somewhere in a larger buffer.
        const part = Buffer.from(batch).subarray(from);
        expect(crc32c(part)).toBe(theirs.checksum(part));
      }),
    );
  });

  it('group any messages the same', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5 })), fc.nat({ max: 6 }), (partitions, count) => {
        const of = {
          topic: 't',
          partitionMetadata: Array.from({ length: count }, (_, partitionId) => ({
            partitionId,
            leader: 1,
            partitionErrorCode: 0,
            replicas: [1],
            isr: [1],
          })),
          messages: partitions.map((partition, index) => ({ partition, value: String(index) })),
          partitioner: ({ message }: { message: { partition?: number } }) => message.partition ?? 0,
        };
        expect(groupMessages(of)).toEqual(theirs.group(of));
      }),
    );
  });
});
