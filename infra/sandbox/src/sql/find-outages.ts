import type { Queryable } from '../../../../services/_platform/src/database/database.ts';
import type { Outage, OutsideSystem } from '../outside/outages.ts';

const text = `
SELECT system, kind
FROM outages`;

export async function findOutages(db: Queryable): Promise<{ system: OutsideSystem; kind: Outage }[]> {
  const { rows } = await db.query<{ system: OutsideSystem; kind: Outage }>(text);
  return rows;
}
