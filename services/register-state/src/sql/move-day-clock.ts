import type { Transaction } from '../../../_platform/src/database/database.ts';

const SQL = `UPDATE day_clock SET last_day = $1::date`;

export async function moveDayClock(tx: Transaction, lastDay: string): Promise<void> {
  await tx.query(SQL, [lastDay]);
}
