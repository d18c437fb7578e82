import type { Lookup } from '../crypto/lookup-hash.ts';
import type { RegisterId } from '../domain/ids.ts';
import { findReservations } from '../sql/find-reservations.ts';
import { recognitionLines } from './recognition-lines.ts';
import { settleNumbers } from './settle-numbers.ts';
import type { NumberState } from './settle-numbers.ts';
import type { Recognised, Stored } from './store-recognised.ts';
import type { VaultParts } from './vault-parts.ts';

/**
 * What store-recognised.ts would have answered at this moment, for a trial: nothing is made, refreshed or reserved. The
 * processing-log lines are written all the same, because the look-up took place.
 */
export async function tryRecognised(parts: VaultParts, recognised: Recognised): Promise<Stored> {
  const registerIds = new Map<Lookup, RegisterId>();
  const numbers = new Map<Lookup, NumberState>();
  const found = recognised.subjects.flatMap((subject) => subject.found ?? []);
  for (const { lookup, registerId } of found) registerIds.set(lookup, registerId);
  const free = found.filter(({ known }) => !known);
  const reserved =
    free.length === 0
      ? []
      : await findReservations(
          parts.database,
          free.map(({ registerId }) => registerId),
        );
  const reservedFor = new Map(reserved.map(({ registerId, forPerson }) => [registerId, forPerson]));
  for (const { lookup, registerId: rowId, known } of found) {
    const forPerson = reservedFor.get(rowId);
    numbers.set(lookup, { rowId, taken: known, ...(forPerson && { forPerson }) });
  }
  const { judgedAnew } = settleNumbers(recognised.records, numbers, registerIds);
  if (recognised.subjects.length > 0) {
    const lines = recognitionLines(parts, recognised, registerIds);
    parts.outbox.committed(await parts.database.transaction((tx) => parts.outbox.add(tx, lines)));
  }
  return { registerIds, judgedAnew };
}
