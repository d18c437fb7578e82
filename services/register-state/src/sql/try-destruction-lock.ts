import type { Transaction } from '../../../_platform/src/database/database.ts';

/** Any number, known to nobody else in the register's database. */
const KEY = 7_130_431;

const TRY = `SELECT pg_try_advisory_xact_lock($1::bigint) AS held`;
const HOLD_OFF = `SELECT pg_advisory_xact_lock_shared($1::bigint)`;

/** One worker erases at a time, and none while a rebuild reads the log. */
export async function tryDestructionLock(tx: Transaction): Promise<boolean> {
  const { rows } = await tx.query<{ held: boolean }>(TRY, [KEY]);
  return rows[0]?.held === true;
}

/** Nothing is erased from the logs as long as the transaction lasts. */
export async function holdOffDestruction(tx: Transaction): Promise<void> {
  await tx.query(HOLD_OFF, [KEY]);
}
