import { randomUUID } from 'node:crypto';
import { lookupOf } from '../crypto/lookup-hash.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';
import { isCitizenNumber } from '../domain/citizen-number.ts';
import type { RegisterId } from '../domain/ids.ts';
import { processingRecord } from '../messages/processing-record.ts';
import { findRegisterIdsByLookup } from '../sql/find-register-ids-by-lookup.ts';
import type { VaultParts } from './vault-parts.ts';

/**
 * The register ids of known persons, a former number included; null where nobody is known. Nothing is asked of the BRP
 * and nothing is made. The processing-log lines are committed before the answer: one for each number that passes its
 * test, under an id that is used nowhere else when it is nobody's.
 */
export async function findRegisterIds(
  parts: VaultParts,
  citizenNumbers: readonly string[],
  onBehalfOf: string,
): Promise<(RegisterId | null)[]> {
  const lookups = new Map<string, Lookup>();
  for (const number of citizenNumbers) {
    if (!lookups.has(number) && isCitizenNumber(number)) lookups.set(number, lookupOf(parts.keys.lookup, number));
  }
  if (lookups.size === 0) return citizenNumbers.map(() => null);
  const rows = await findRegisterIdsByLookup(parts.database, [...lookups.values()]);
  const found = new Map(rows.map((row) => [row.lookup, row]));

  const at = parts.clock.now();
  const subjects = [...lookups.values()].map((lookup) => found.get(lookup)?.registerId ?? randomUUID());
  const lines = [...new Set(subjects)].map((subject) =>
    processingRecord({ activity: 'PERSOON_OPZOEKEN', at, onBehalfOf, subject, domain: 'register' }),
  );
  parts.outbox.committed(await parts.database.transaction((tx) => parts.outbox.add(tx, lines)));
  return citizenNumbers.map((number) => {
    const row = found.get(lookups.get(number) ?? ('' as Lookup));
    return row?.known === true ? row.registerId : null;
  });
}
