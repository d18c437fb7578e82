import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface DestroyedEntries {
  readonly registerId: string;
  readonly applicationNumber: number;
  readonly day: string;
  readonly count: number;
  /** Recorded time. */
  readonly at: string;
}

const SQL = `
  INSERT INTO destructions
    (kind, register_id, partition, application_number, day, state, rows, leftovers, topics, carried_out_at)
  SELECT 'VOORPORTAAL', "registerId", $1::smallint, "applicationNumber", day, 'UITGEVOERD',
    json_build_object('anteroom_entries', count), '{}', '[]', at
  FROM json_to_recordset($2::json)
    AS r ("registerId" uuid, "applicationNumber" bigint, day date, count integer, at timestamptz)
  ORDER BY "registerId"`;

/** The proof of entries that were destroyed while their person is still there. Their rows went as changed rows do. */
export async function insertEntryDestructions(
  tx: Transaction,
  partition: number,
  destroyed: readonly DestroyedEntries[],
): Promise<void> {
  if (destroyed.length > 0) await tx.query(SQL, [partition, JSON.stringify(destroyed)]);
}
