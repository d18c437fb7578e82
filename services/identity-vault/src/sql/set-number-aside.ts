import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';
import type { RegisterId } from '../domain/ids.ts';

// What was said of the number's own person was sealed under the number that the row loses.
const ASIDE = `
  WITH unsaid AS (DELETE FROM tellings WHERE register_id = $1)
  UPDATE persons SET lookup = decode($2, 'hex') WHERE register_id = $1`;

/** Takes the number from a row, for as long as this transaction needs to give it to somebody else. */
export async function setNumberAside(tx: Transaction, registerId: RegisterId, placeholder: Lookup): Promise<void> {
  await tx.query(ASIDE, [registerId, placeholder]);
}
