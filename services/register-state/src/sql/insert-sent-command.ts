import type { Transaction } from '../../../_platform/src/database/database.ts';

const SQL = `
  INSERT INTO sent_commands (id, register_id, kind, sent_at, content_hash) VALUES ($1, $2, $3, $4, $5)
  ON CONFLICT (id) DO NOTHING`;

/** @returns false when a command was sent under this id before */
export async function insertSentCommand(
  tx: Transaction,
  o: {
    readonly id: string;
    readonly registerId: string;
    readonly kind: string;
    readonly sentAt: string;
    /** Of a command whose id does not follow from its content, but may come again. */
    readonly contentHash?: Buffer | undefined;
  },
): Promise<boolean> {
  return (await tx.query(SQL, [o.id, o.registerId, o.kind, o.sentAt, o.contentHash ?? null])).rowCount === 1;
}
