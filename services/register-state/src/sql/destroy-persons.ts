import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface PersonToDestroy {
  readonly registerId: string;
  readonly applicationNumber: number;
  readonly day: string;
}

// All that the fold holds of them goes in the transaction of the decision: what is judged next must not see it.
const SQL = `
  WITH given AS (
    SELECT * FROM json_to_recordset($2::json) AS r ("registerId" uuid, "applicationNumber" bigint, day date)
  ), a AS (
    DELETE FROM appointments AS t USING given AS g WHERE t.register_id = g."registerId" RETURNING t.register_id
  ), e AS (
    DELETE FROM anteroom_entries AS t USING given AS g WHERE t.register_id = g."registerId" RETURNING t.register_id
  ), s AS (
    DELETE FROM teaching_statements AS t USING given AS g WHERE t.register_id = g."registerId"
    RETURNING t.register_id, t.claim_id
  ), c AS (
    DELETE FROM corrections AS t USING given AS g WHERE t.register_id = g."registerId" RETURNING t.register_id
  ), k AS (
    INSERT INTO destroyed_claims (claim_hash) SELECT sha256(convert_to(claim_id::text, 'UTF8')) FROM s
    ON CONFLICT DO NOTHING
  )
  INSERT INTO destructions (kind, register_id, partition, application_number, day, state, rows)
  SELECT 'PERSOON', g."registerId", $1::smallint, g."applicationNumber", g.day, 'BESLOTEN', json_build_object(
      'appointments', (SELECT count(*) FROM a WHERE a.register_id = g."registerId"),
      'anteroom_entries', (SELECT count(*) FROM e WHERE e.register_id = g."registerId"),
      'teaching_statements', (SELECT count(*) FROM s WHERE s.register_id = g."registerId"),
      'corrections', (SELECT count(*) FROM c WHERE c.register_id = g."registerId"))
  FROM given AS g
  ORDER BY g."registerId"`;

/** Destroys the states of these persons, all but their tombstones, and writes the beginning of the proof. */
export async function destroyPersons(
  tx: Transaction,
  partition: number,
  persons: readonly PersonToDestroy[],
): Promise<void> {
  if (persons.length > 0) await tx.query(SQL, [partition, JSON.stringify(persons)]);
}
