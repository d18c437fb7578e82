import type { Queryable } from '../../database/database.ts';

/** Where a row lies in the table. */
export interface RowPlace {
  readonly number: number;
  readonly slot: number;
  readonly ordinal: number;
}

export interface StoredRow extends RowPlace {
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly partition: number | null;
  readonly value: Buffer | null;
}

interface Limits {
  readonly maxRows: number;
  readonly maxBytes: number;
}

/**
 * The oldest of some rows, within the limits: $1 are the slots, $2 the most rows, $3 the most bytes. The length of a value is
 * known without fetching it, so a limit in bytes costs nothing.
 *
 * @param oldest selects rows of the outbox in the order in which they must be published, at most $2
 */
export function oldestWithin(oldest: string): string {
  return `
  SELECT number, slot, ordinal, id, topic, key, headers, partition, value, found
  FROM (
    SELECT *,
           count(*) OVER () AS found,
           sum(octet_length(value)) OVER (ORDER BY number, slot, ordinal) - octet_length(value) AS bytes_before
    FROM (${oldest}) AS oldest
  ) AS measured
  WHERE coalesce(bytes_before, 0) < $3
  ORDER BY number, slot, ordinal`;
}

const TEXT = oldestWithin(`
      SELECT * FROM outbox WHERE slot = ANY($1::smallint[]) AND number > $4 ORDER BY number, slot, ordinal LIMIT $2`);

/**
 * The oldest rows of the slots above number `above`, in the order in which they must be published; `more` when the
 * limits cut it short.
 */
export async function readRows(
  db: Queryable,
  o: Limits & { readonly slots: readonly number[]; readonly above: number },
): Promise<{ rows: StoredRow[]; more: boolean }> {
  return readWithin(db, TEXT, [o.slots, o.maxRows, o.maxBytes, o.above], o);
}

export async function readWithin(
  db: Queryable,
  text: string,
  params: readonly unknown[],
  { maxRows }: Limits,
): Promise<{ rows: StoredRow[]; more: boolean }> {
  const { rows } = await db.query<StoredRow & { found: number }>(text, [...params]);
  const found = rows[0]?.found ?? 0;
  return { rows, more: found === maxRows || rows.length < found };
}
