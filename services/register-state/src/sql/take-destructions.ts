import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface DecidedDestruction {
  readonly register_id: string;
  readonly partition: number;
  readonly application_number: number;
  readonly rows: Readonly<Record<string, number>>;
  /** Application number of his last command; 0 when he has none. */
  readonly last_command: number;
  /** How far the relay has published the partition. */
  readonly published: number;
}

// Of one partition, because what its day turns wrote is looked through once per batch. A row that a late command holds is
// passed by.
const SQL = `
  SELECT d.register_id, d.partition, d.application_number, d.rows,
    coalesce((SELECT max(c.application_number) FROM command_log AS c WHERE c.register_id = d.register_id), 0)
      AS last_command,
    coalesce((SELECT r.cursor FROM relay_cursors AS r WHERE r.relay = $1 AND r.partition = d.partition), 0) AS published
  FROM destructions AS d
  WHERE d.state = 'BESLOTEN' AND (d.looked_at IS NULL OR d.looked_at < now() - make_interval(secs => $2))
    AND d.partition = (
      SELECT f.partition FROM destructions AS f
      WHERE f.state = 'BESLOTEN' AND (f.looked_at IS NULL OR f.looked_at < now() - make_interval(secs => $2))
      ORDER BY f.looked_at NULLS FIRST, f.number LIMIT 1)
  ORDER BY d.number LIMIT $3
  FOR UPDATE OF d SKIP LOCKED`;

/** The next destructions to carry out, locked; looked at longer ago than `againAfterS`, or never. */
export async function takeDestructions(
  tx: Transaction,
  o: { readonly relay: string; readonly againAfterS: number; readonly most: number },
): Promise<DecidedDestruction[]> {
  return (await tx.query<DecidedDestruction>(SQL, [o.relay, o.againAfterS, o.most])).rows;
}
