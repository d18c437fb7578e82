import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';
import type { MatchingId, PortfolioId, RegisterId } from '../domain/ids.ts';

export interface Pseudonyms {
  readonly registerId: RegisterId;
  readonly portfolioId: PortfolioId;
  readonly matchingId: MatchingId;
}

const FIND = `
  SELECT p.register_id AS "registerId", p.portfolio_id AS "portfolioId", p.matching_id AS "matchingId"
  FROM persons n JOIN persons p ON p.register_id = COALESCE(n.alias_of, n.register_id)
  WHERE n.lookup = decode($1, 'hex') AND p.known_at IS NOT NULL`;

/** The three pseudonyms of a known person. */
export async function findPseudonyms(db: Queryable, lookup: Lookup): Promise<Pseudonyms | undefined> {
  const { rows } = await db.query<Pseudonyms>(FIND, [lookup]);
  return rows[0];
}
