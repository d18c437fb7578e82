import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Sealed } from '../crypto/sealed.ts';
import type { PortfolioId } from '../domain/ids.ts';

const FIND = `SELECT wrapped AS bytes, wrap_key AS "keyVersion" FROM portfolio_keys WHERE portfolio_id = $1`;

export async function findPortfolioKey(db: Queryable, portfolioId: PortfolioId): Promise<Sealed | undefined> {
  const { rows } = await db.query<Sealed>(FIND, [portfolioId]);
  return rows[0];
}
