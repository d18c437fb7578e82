import type { Transaction } from '../../../_platform/src/database/database.ts';

const SQL = `
  UPDATE persons AS p SET due_on = least(p.due_on, $2::date)
  WHERE p.partition = $1 AND EXISTS (
    SELECT FROM anteroom_entries AS e
    WHERE e.register_id = p.register_id AND (e.status <> 'BEEINDIGD' OR e.reason = 'TERMIJN'))`;

/**
 * Has the next day turn visit everybody in the anteroom, and whom his term put out of it: it is reckoned with other
 * lists from now on.
 */
export async function markAnteroomDue(tx: Transaction, partition: number, day: string): Promise<void> {
  await tx.query(SQL, [partition, day]);
}
