import type { Transaction } from '../../../_platform/src/database/database.ts';

const SQL = `
  INSERT INTO sent_commands (id, register_id, kind, sent_at) VALUES ($1, $2, $3, $4)
  ON CONFLICT (id) DO NOTHING`;

/** @returns false when a command was sent under this id before */
export async function insertSentCommand(
  tx: Transaction,
  o: { readonly id: string; readonly registerId: string; readonly kind: string; readonly sentAt: string },
): Promise<boolean> {
  return (await tx.query(SQL, [o.id, o.registerId, o.kind, o.sentAt])).rowCount === 1;
}
