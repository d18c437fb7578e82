import type { FastifyRequest } from 'fastify';
import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import type { Outbox, OutboxRow } from '../../../_platform/src/outbox/outbox.ts';
import type { ReadActivity } from '../messages/processing-record.ts';
import { readerOf } from './reader.ts';
import { writeLookups } from './write-lookups.ts';
import type { Lookup } from './write-lookups.ts';

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
  parts: ReadParts,
  { caller, traceparent }: Pick<FastifyRequest, 'caller' | 'traceparent'>,
  { activity, persons }: { readonly activity: ReadActivity; readonly persons: Iterable<string> },
): Promise<void> {
  await confirmLookups(parts, [{ activity, persons, reader: readerOf(caller), traceparent }]);
}

/** The same, where the reader is not who calls: another service passes the answer on. */
export async function confirmLookups(
  { database, outbox, clock }: ReadParts,
  lookups: readonly Omit<Lookup, 'at'>[],
): Promise<void> {
  const at = clock.now();
  const shown = lookups.map((one) => ({ ...one, persons: new Set(one.persons), at }));
  const ofSomebody = shown.filter(({ persons }) => persons.size > 0);
  if (ofSomebody.length === 0) return;
  const added = await database.transaction(async (tx) => {
    const lines: OutboxRow[] = [];
    for (const lookup of ofSomebody) lines.push(...(await writeLookups(tx, lookup)));
    return outbox.add(tx, lines);
  });
  outbox.committed(added);
}
