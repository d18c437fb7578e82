/**
 * The one door to kafkajs: three of its parts are replaced before it loads, because they cost a producing process more
 * than all that it does with a record itself. Everything else takes it from here, types excepted.
 *
 * The checksum is that of @node-rs/crc32 (MIT, of the napi-rs project): the processor's own instruction, 0.2 µs for a
 * kilobyte instead of 2.3.
 */
import { createRequire } from 'node:module';
import { crc32c } from '@node-rs/crc32';
import type * as Library from 'kafkajs';
import { encodeRecord } from './encode-record.ts';
import { groupMessages } from './group-messages.ts';

const require = createRequire(import.meta.url);

if (require.cache[require.resolve('kafkajs')] !== undefined) {
  throw new Error('kafkajs was loaded before its parts were replaced: import it from here only');
}
replacePart('kafkajs/src/protocol/recordBatch/record/v0', encodeRecord);
replacePart('kafkajs/src/producer/groupMessagesPerPartition', groupMessages);
replacePart('kafkajs/src/protocol/recordBatch/crc32C', (batch: Buffer): number => crc32c(batch));

export const kafkajs = require('kafkajs') as typeof Library;

/** Whoever asks for the module from now on gets `replacement`. */
function replacePart(name: string, replacement: unknown): void {
  require(name);
  const loaded = require.cache[require.resolve(name)];
  if (loaded === undefined) throw new Error(`${name} cannot be replaced`);
  loaded.exports = replacement;
}
