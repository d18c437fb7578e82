import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';
import { fieldsRead } from '../http/who-sees-what.ts';
import { processingRecord } from '../messages/processing-record.ts';
import type { ReadActivity } from '../messages/processing-record.ts';
import { insertLookups } from '../sql/insert-lookups.ts';
import type { Reader } from './reader.ts';

/** Somebody looks at the data of these persons. */
export interface Lookup {
  readonly activity: ReadActivity;
  readonly reader: Reader;
  /** Register ids; each counts once. */
  readonly persons: Iterable<string>;
  readonly at: Date;
  /** Trace of the request. */
  readonly traceparent?: string | undefined;
}

/**
 * Writes what the teachers concerned read at …/inzagen, and gives the lines of the processing log that belong in the
 * outbox in the same transaction: neither is without the other. Every look has its line; of what a consumer gets of a
 * person, only the first of a day has its row.
 */
export async function writeLookups(tx: Transaction, o: Lookup): Promise<OutboxRow[]> {
  const { activity, reader, at, traceparent } = o;
  const lines = [...new Set(o.persons)].map((registerId) => ({
    registerId,
    record: processingRecord(activity, registerId, at, { onBehalfOf: reader.role.toLowerCase(), traceparent }),
  }));
  const seen = { at: at.toISOString(), activity, ...reader, fields: fieldsRead(activity, reader.role) };
  await insertLookups(
    tx,
    lines.map(({ registerId, record }) => ({ id: record.id, register_id: registerId, ...seen })),
  );
  return lines.map(({ record }) => record);
}
