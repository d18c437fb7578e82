import type { Transaction } from '../../database/database.ts';

const UPDATE = `
  UPDATE parked
  SET state = $4, closed_at = now(), aside_reason = $2, aside_by = $3
  WHERE id = $1 AND state = 'OPEN'`;

export async function setParkedAside(
  tx: Transaction,
  id: string,
  { reason, by }: { readonly reason: string; readonly by: string },
  state: 'TERZIJDE' | 'AFGEKEURD',
): Promise<void> {
  await tx.query(UPDATE, [id, reason, by, state]);
}
