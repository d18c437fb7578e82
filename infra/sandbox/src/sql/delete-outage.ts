import type { Queryable } from '../../../../services/_platform/src/database/database.ts';
import type { OutsideSystem } from '../outside/outages.ts';

const text = `
DELETE FROM outages
WHERE system = $1`;

export async function deleteOutage(db: Queryable, system: OutsideSystem): Promise<void> {
  await db.query(text, [system]);
}
