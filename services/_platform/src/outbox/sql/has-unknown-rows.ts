import type { Queryable } from '../../database/database.ts';

const TEXT = `
  SELECT EXISTS (
    SELECT FROM outbox
    WHERE slot = ANY($1::smallint[]) AND number <= $2 AND number <> ALL($3::bigint[])
  ) AS found`;

/** Whether the slots hold rows up to `upTo` under other numbers than the known ones. */
export async function hasUnknownRows(
  db: Queryable,
  o: { slots: readonly number[]; upTo: number; known: readonly number[] },
): Promise<boolean> {
  const { rows } = await db.query<{ found: boolean }>(TEXT, [o.slots, o.upTo, o.known]);
  return rows[0]?.found === true;
}
