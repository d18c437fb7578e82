import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface NewListVersion {
  readonly name: string;
  /** D. */
  readonly effective_from: string;
  readonly rows: readonly object[];
  /** Hexadecimal. */
  readonly content_hash: string;
  readonly made_by: string;
  /** DT. */
  readonly made_at: string;
  /** DT; null: planned. */
  readonly activated_at: string | null;
}

const text = `
  insert into list_versions (name, version, effective_from, rows, row_count, content_hash, made_by, made_at, activated_at)
  select $1, coalesce((select max(version) from list_versions where name = $1), 0) + 1,
         $2::date, $3::json, json_array_length($3::json), decode($4, 'hex'), $5, $6::timestamptz, $7::timestamptz
  returning version`;

/** Under the lock of lock-list-versions.ts, which keeps the number free. @returns the number of the version */
export async function insertListVersion(tx: Transaction, v: NewListVersion): Promise<number> {
  const { rows } = await tx.query<{ version: number }>(text, [
    v.name,
    v.effective_from,
    JSON.stringify(v.rows),
    v.content_hash,
    v.made_by,
    v.made_at,
    v.activated_at,
  ]);
  const [row] = rows;
  if (row === undefined) throw new Error('An insert returned no row');
  return row.version;
}
