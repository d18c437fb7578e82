import type { Transaction } from '../../database/database.ts';

export interface NewRow {
  readonly slot: number;
  readonly ordinal: number;
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly partition: number | null;
  /** Place of the value in `values`, in bytes from 0; null = no value. */
  readonly start: number | null;
  readonly length: number;
}

// The values travel as one run of bytes: inside the JSON parameter every quote of theirs is escaped by us and unescaped
// by the server. With values of 1 kB this way is twice as fast.
// The transaction gets its id before it draws its number: horizon.ts relies on it.
const TEXT = `
  WITH begun AS MATERIALIZED (SELECT pg_current_xact_id() AS id),
  drawn AS MATERIALIZED (SELECT CASE WHEN id IS NOT NULL THEN nextval('outbox_numbers') END AS number FROM begun),
  added AS (
    INSERT INTO outbox (number, slot, ordinal, id, topic, key, headers, partition, value)
    SELECT drawn.number, new.slot, new.ordinal, new.id, new.topic, new.key, new.headers, new.partition,
           substring($2::bytea FROM new.start + 1 FOR new.length)
    FROM drawn, json_to_recordset($1::json) AS new(
      slot smallint, ordinal int, id uuid, topic text, key text, headers json, partition int, start int, length int)
  )
  SELECT number FROM drawn`;

/** Adds the rows under one new number, which it returns. */
export async function addRows(tx: Transaction, rows: readonly NewRow[], values: Buffer): Promise<number> {
  const answer = await tx.query<{ number: number }>(TEXT, [JSON.stringify(rows), values]);
  const [drawn] = answer.rows;
  if (drawn === undefined) throw new RangeError('the outbox gave no number');
  return drawn.number;
}
