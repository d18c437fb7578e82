import { createRequire } from 'node:module';
import { expect, it } from '@jest/globals';
import { encodeRecord } from '../../src/messaging/kafkajs/encode-record.ts';
import { groupMessages } from '../../src/messaging/kafkajs/group-messages.ts';
import '../../src/messaging/kafkajs/kafkajs.ts';

const require = createRequire(import.meta.url);

it.each([
  ['kafkajs/src/protocol/recordBatch/record/v0', encodeRecord],
  ['kafkajs/src/producer/groupMessagesPerPartition', groupMessages],
])('whoever asks for %s gets ours', (name, ours) => {
  expect(require(name)).toBe(ours);
});
