import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { Erased } from './erase-logs.ts';

// Of parked records the closed ones: an open one still has to be answered.
const SQL = `
  WITH sent AS (
    DELETE FROM sent_commands WHERE register_id = ANY ($1::uuid[]) RETURNING register_id
  ), looked AS (
    DELETE FROM lookups WHERE register_id = ANY ($1::uuid[]) RETURNING register_id
  ), parking AS (
    DELETE FROM parked WHERE state <> 'OPEN'
      AND (blocked_key = ANY ($2::text[]) OR record_key = ANY (SELECT convert_to(id, 'UTF8') FROM unnest($2::text[]) AS id))
    RETURNING coalesce(blocked_key, convert_from(record_key, 'UTF8'))::uuid AS register_id
  )
  SELECT 'sent_commands' AS "table", register_id, count(*)::integer AS count FROM sent GROUP BY register_id
  UNION ALL SELECT 'lookups', register_id, count(*)::integer FROM looked GROUP BY register_id
  UNION ALL SELECT 'parked', register_id, count(*)::integer FROM parking GROUP BY register_id`;

/** Deletes what the service kept of these persons besides the fold. */
export async function deleteOwnRows(tx: Transaction, registerIds: readonly string[]): Promise<Erased[]> {
  return (await tx.query<Erased>(SQL, [registerIds, registerIds])).rows;
}
