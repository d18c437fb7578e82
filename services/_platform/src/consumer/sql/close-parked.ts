import type { Transaction } from '../../database/database.ts';

const UPDATE = `
  UPDATE parked
  SET state = 'VERWERKT', closed_at = now(), attempts = attempts + 1
  WHERE id = $1 AND state = 'OPEN'`;

/** In the transaction that applies the record. */
export async function closeParked(tx: Transaction, id: string): Promise<void> {
  await tx.query(UPDATE, [id]);
}
