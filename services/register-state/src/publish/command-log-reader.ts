import type { LogReader } from '../../../_platform/src/relay/log-reader.ts';
import { selectCommandsToPublish } from '../sql/select-commands-to-publish.ts';
import { selectNewestCommands } from '../sql/select-newest-commands.ts';
import { composeRecords } from './compose-records.ts';

/** Lets the relay read the command log, whose application number is gapless, as the outbox that it is. */
export function createCommandLogReader(o: { readonly source: string; readonly partitions: number }): LogReader {
  return {
    read: async (db, partition, after, limit) =>
      (await selectCommandsToPublish(db, partition, after, limit)).map((applied) => ({
        number: applied.applicationNumber,
        records: composeRecords(applied, o.source),
      })),
    newest: (db) => selectNewestCommands(db, o.partitions),
  };
}
