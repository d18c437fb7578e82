import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import type { Outbox } from '../../../_platform/src/outbox/outbox.ts';
import type { ReadActivity } from '../messages/processing-record.ts';
import { readerOf } from './reader.ts';
import { writeLookups } from './write-lookups.ts';

export interface ReadParts {
  readonly database: Pick<Database, 'transaction'>;
  readonly outbox: Pick<Outbox, 'add' | 'committed'>;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Call after the data was read and before the answer leaves, with everybody the answer is about: commits a line of the
 * processing log and a row for …/inzagen per person. It throws what the database throws, so that without the lines there
 * is no answer (503 while the database is away or full).
 *
 * Not for a person who is destroyed, and not for an answer that holds nothing of anybody: without persons it does
 * nothing.
 */
export async function confirmRead(
  { database, outbox, clock }: ReadParts,
  { caller, traceparent }: Pick<FastifyRequest, 'caller' | 'traceparent'>,
  read: { readonly activity: ReadActivity; readonly persons: Iterable<string> },
): Promise<void> {
  const persons = new Set(read.persons);
  if (persons.size === 0) return;
  const { activity } = read;
  const lookup = { activity, persons, reader: readerOf(caller), at: clock.now(), traceparent };
  const added = await database.transaction(async (tx) => outbox.add(tx, await writeLookups(tx, lookup)));
  outbox.committed(added);
}
