import type { Transaction } from '../../../_platform/src/database/database.ts';

const SQL = `
  INSERT INTO sent_commands (id, register_id, kind, sent_at, content_hash, sender) VALUES ($1, $2, $3, $4, $5, $6)
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
    /** BEHEER or the number of a board; the teacher himself when left out. */
    readonly sender?: string | undefined;
  },
): Promise<boolean> {
  const params = [o.id, o.registerId, o.kind, o.sentAt, o.contentHash ?? null, o.sender ?? null];
  return (await tx.query(SQL, params)).rowCount === 1;
}
