import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';
import type { Sealed } from '../crypto/sealed.ts';
import type { ClaimId, MatchingId } from '../domain/ids.ts';

export interface DueClaim {
  readonly claimId: ClaimId;
  readonly matchingId: MatchingId;
  readonly lookup: Lookup;
  readonly citizenNumber: Sealed;
  readonly teaching: unknown;
  /** ISO, UTC. */
  readonly statedAt: string;
  readonly wanted: number;
  /** Tries so far, this one included. */
  readonly attempts: number;
  /** Fingerprint of the facts that were last sent of this claim. */
  readonly sentFacts: string | null;
}

type Row = Omit<DueClaim, 'citizenNumber'> & { citizenNumber: Buffer; citizenNumberKey: number };

// The due time moves forward by the lease: a process that dies lets go of its claims then, and others skip them so long.
const TAKE = `
  WITH due AS (
    SELECT claim_id FROM claims
    WHERE done < wanted AND due_at <= now()
    ORDER BY due_at
    LIMIT $1
    FOR UPDATE SKIP LOCKED)
  UPDATE claims c SET due_at = now() + make_interval(secs => $2), attempts = c.attempts + 1
  FROM due d JOIN claims t USING (claim_id) JOIN persons p USING (register_id)
  WHERE c.claim_id = d.claim_id
  RETURNING c.claim_id AS "claimId", p.matching_id AS "matchingId", encode(p.lookup, 'hex') AS lookup,
    p.citizen_number AS "citizenNumber", p.citizen_number_key AS "citizenNumberKey", c.teaching,
    c.stated_at AS "statedAt", c.wanted, c.attempts, c.sent_facts AS "sentFacts"`;

export async function takeDueClaims(db: Queryable, limit: number, leaseSeconds: number): Promise<DueClaim[]> {
  const { rows } = await db.query<Row>(TAKE, [limit, leaseSeconds]);
  return rows.map(({ citizenNumber, citizenNumberKey, ...claim }) => ({
    ...claim,
    citizenNumber: { bytes: citizenNumber, keyVersion: citizenNumberKey },
  }));
}
