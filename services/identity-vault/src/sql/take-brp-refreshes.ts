import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';
import type { Sealed } from '../crypto/sealed.ts';

export interface DueRefresh {
  /** The number that was told of: how the queue names it. */
  readonly lookup: Lookup;
  readonly requested: number;
  /** Tries so far, this one included. */
  readonly attempts: number;
  /** Their number of today; absent when the vault does not have the person. */
  readonly person?: { readonly lookup: Lookup; readonly citizenNumber: Sealed };
}

interface Row {
  lookup: Lookup;
  requested: number;
  attempts: number;
  personLookup: Lookup | null;
  citizenNumber: Buffer | null;
  citizenNumberKey: number | null;
}

// The lease works as in take-due-claims.ts.
const TAKE = `
  WITH due AS (
    SELECT lookup FROM brp_refreshes
    WHERE due_at <= now()
    ORDER BY due_at
    LIMIT $1
    FOR UPDATE SKIP LOCKED)
  UPDATE brp_refreshes r SET due_at = now() + make_interval(secs => $2), attempts = r.attempts + 1
  FROM due d
    LEFT JOIN persons n USING (lookup)
    LEFT JOIN persons p ON p.register_id = COALESCE(n.alias_of, n.register_id)
  WHERE r.lookup = d.lookup
  RETURNING encode(r.lookup, 'hex') AS lookup, r.requested, r.attempts, encode(p.lookup, 'hex') AS "personLookup",
    p.citizen_number AS "citizenNumber", p.citizen_number_key AS "citizenNumberKey"`;

export async function takeBrpRefreshes(db: Queryable, limit: number, leaseSeconds: number): Promise<DueRefresh[]> {
  const { rows } = await db.query<Row>(TAKE, [limit, leaseSeconds]);
  return rows.map(({ personLookup, citizenNumber, citizenNumberKey, ...refresh }) => ({
    ...refresh,
    ...(personLookup !== null &&
      citizenNumber !== null &&
      citizenNumberKey !== null && {
        person: { lookup: personLookup, citizenNumber: { bytes: citizenNumber, keyVersion: citizenNumberKey } },
      }),
  }));
}
