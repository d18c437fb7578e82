import type { Transaction } from '../../../../services/_platform/src/database/database.ts';

const text = `
SELECT pg_advisory_xact_lock(hashtextextended('sandbox persons', 0))`;

/**
 * One posting at a time: a change is found by comparing with what is stored, also when nothing is stored yet, which no
 * row lock guards.
 */
export async function lockPersons(tx: Transaction): Promise<void> {
  await tx.query(text);
}
