import { lookupOf } from '../crypto/lookup-hash.ts';
import { processingRecord } from '../messages/processing-record.ts';
import { findPseudonyms } from '../sql/find-pseudonyms.ts';
import type { Pseudonyms } from '../sql/find-pseudonyms.ts';
import type { VaultParts } from './vault-parts.ts';

/** All pseudonyms of a known person together: for tests in the sandbox, and nowhere else. */
export async function findPseudonymsOf(
  parts: VaultParts,
  citizenNumber: string,
  onBehalfOf: string,
): Promise<Pseudonyms | undefined> {
  const found = await findPseudonyms(parts.database, lookupOf(parts.keys.lookup, citizenNumber));
  if (found === undefined) return undefined;
  const line = processingRecord({
    activity: 'PSEUDONIEMEN_OPZOEKEN',
    at: parts.clock.now(),
    onBehalfOf,
    subject: found.registerId,
    domain: 'register',
  });
  parts.outbox.committed(await parts.database.transaction((tx) => parts.outbox.add(tx, [line])));
  return found;
}
