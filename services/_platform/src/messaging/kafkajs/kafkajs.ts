/**
 * The one door to kafkajs: two of its parts are replaced before it loads, because they cost a producing process more
 * than all that it does with a record itself. Everything else takes it from here, types excepted.
 */
import { createRequire } from 'node:module';
import type * as Library from 'kafkajs';
import { encodeRecord } from './encode-record.ts';
import { groupMessages } from './group-messages.ts';

const require = createRequire(import.meta.url);

if (require.cache[require.resolve('kafkajs')] !== undefined) {
  throw new Error('kafkajs was loaded before its parts were replaced: import it from here only');
}
replacePart('kafkajs/src/protocol/recordBatch/record/v0', encodeRecord);
replacePart('kafkajs/src/producer/groupMessagesPerPartition', groupMessages);

export const kafkajs = require('kafkajs') as typeof Library;

/** Whoever asks for the module from now on gets `replacement`. */
function replacePart(name: string, replacement: unknown): void {
  require(name);
  const loaded = require.cache[require.resolve(name)];
  if (loaded === undefined) throw new Error(`${name} cannot be replaced`);
  loaded.exports = replacement;
}
