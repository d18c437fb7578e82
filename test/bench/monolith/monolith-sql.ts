import type { Transaction } from '../../../services/_platform/src/database/database.ts';

/**
 * Three services' tables in three schemas of one database. Intake's and the vault's are found first (the database's own
 * setting); from the register's step on the register's are, with intake's behind them. Hardly a statement is used under
 * both, so next to none is planned again.
 */
export const SCHEMAS = { intake: 'intake', vault: 'identity', register: 'register' } as const;
export const FIRST_SEARCH_PATH = `${SCHEMAS.intake}, ${SCHEMAS.vault}`;

export async function turnToRegister(tx: Transaction): Promise<void> {
  await tx.query(`SET LOCAL search_path = ${SCHEMAS.register}, ${SCHEMAS.intake}`);
}

/** Two requests about one person are judged one after another, a new person too. */
export async function lockPerson(tx: Transaction, registerId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1::text, 0))', [registerId]);
}

/** The register took a record about him: his number is his from now on, and the BRP is asked no more. */
export async function markKnown(tx: Transaction, registerId: string): Promise<void> {
  const text = `UPDATE ${SCHEMAS.vault}.persons SET known_at = now() WHERE register_id = $1 AND known_at IS NULL`;
  await tx.query(text, [registerId]);
}
