import type { Queryable } from '../../database/database.ts';
import type { Failure } from '../describe-failure.ts';

const UPDATE = `
  UPDATE parked
  SET attempts = attempts + 1, reason = $2, fingerprint = $3, message = $4, stack = $5
  WHERE id = $1
  RETURNING attempts`;

/** A redrive that failed: what it failed of now replaces the former cause. Returns the number of attempts. */
export async function countAttempt(db: Queryable, id: string, failure: Failure): Promise<number> {
  const { reason, fingerprint, message, stack } = failure;
  const { rows } = await db.query<{ attempts: number }>(UPDATE, [id, reason, fingerprint, message, stack]);
  return rows[0]?.attempts ?? 0;
}
