import type { Queryable } from '../../../../services/_platform/src/database/database.ts';
import type { Outage, OutsideSystem } from '../outside/outages.ts';

const text = `
INSERT INTO outages (system, kind)
VALUES ($1, $2)
ON CONFLICT (system) DO UPDATE SET kind = EXCLUDED.kind`;

export async function saveOutage(db: Queryable, system: OutsideSystem, kind: Outage): Promise<void> {
  await db.query(text, [system, kind]);
}
