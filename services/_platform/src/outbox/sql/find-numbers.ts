import type { Queryable } from '../../database/database.ts';

/** More than transactions can be ending at one moment. */
const MOST = 200;

const TEXT = `
  SELECT DISTINCT number FROM outbox
  WHERE slot = ANY($1::smallint[]) AND number > $2 AND number <= $3 AND number <> ALL($4::bigint[])
  ORDER BY number LIMIT $5`;

/** The numbers above `above` and up to `upTo` under which the slots hold rows, but for these; `more` when there are too many. */
export async function findNumbers(
  db: Queryable,
  o: { slots: readonly number[]; above: number; upTo: number; but: readonly number[] },
): Promise<{ numbers: number[]; more: boolean }> {
  const { rows } = await db.query<{ number: number }>(TEXT, [o.slots, o.above, o.upTo, o.but, MOST]);
  return { numbers: rows.map(({ number }) => number), more: rows.length === MOST };
}
