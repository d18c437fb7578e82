import type { Transaction } from '../../../_platform/src/database/database.ts';

const BEGIN = `INSERT INTO day_clock (last_day) VALUES ($1::date) ON CONFLICT DO NOTHING`;
const LOCK = `SELECT last_day FROM day_clock FOR UPDATE`;

/** The last day sent, locked until the end of the transaction; before the first start of all, `beginAfter`. */
export async function lockDayClock(tx: Transaction, beginAfter: string): Promise<string> {
  await tx.query(BEGIN, [beginAfter]);
  const { rows } = await tx.query<{ last_day: string }>(LOCK);
  return rows[0]?.last_day ?? beginAfter;
}
