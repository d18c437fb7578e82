import type { Queryable } from '../../database/database.ts';

const TEXT = `
  SELECT EXISTS (
    SELECT FROM outbox
    WHERE slot = ANY($1::smallint[]) AND number > $2 AND number <= $3 AND number <> ALL($4::bigint[])
  ) AS found`;

/** Whether the slots hold rows above `above` and up to `upTo` under other numbers than the known ones. */
export async function hasUnknownRows(
  db: Queryable,
  o: { slots: readonly number[]; above: number; upTo: number; known: readonly number[] },
): Promise<boolean> {
  const { rows } = await db.query<{ found: boolean }>(TEXT, [o.slots, o.above, o.upTo, o.known]);
  return rows[0]?.found === true;
}
