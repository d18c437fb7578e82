import type { Transaction } from '../../../_platform/src/database/database.ts';

/** Any constant; the lock counts within one database. */
const lock = 4_170_801;

const text = `select pg_advisory_xact_lock($1)`;

/** One at a time makes or activates versions of code lists; freed when the transaction ends. */
export async function lockListVersions(tx: Transaction): Promise<void> {
  await tx.query(text, [lock]);
}
