import type { Transaction } from '../../../_platform/src/database/database.ts';

const SQL = `
  UPDATE destructions SET state = 'BESLOTEN', carried_out_at = NULL, late_commands = late_commands + count, looked_at = NULL
  FROM json_to_recordset($1::json) AS r ("registerId" uuid, count integer)
  WHERE kind = 'PERSOON' AND register_id = "registerId"`;

/** Commands came for persons who are destroyed: their rows in the log have to go as well. */
export async function reopenDestructions(
  tx: Transaction,
  late: readonly { readonly registerId: string; readonly count: number }[],
): Promise<void> {
  await tx.query(SQL, [JSON.stringify(late)]);
}
