import type { Queryable, Transaction } from '../../../_platform/src/database/database.ts';

/** Where a rebuild puts its tables, beside the live ones in `public`. */
export const REBUILD_SCHEMA = 'rebuild_check';

const DROP = `DROP SCHEMA IF EXISTS rebuild_check CASCADE`;
const CREATE = `CREATE SCHEMA rebuild_check`;
const USE = `SET LOCAL search_path TO rebuild_check`;

export async function createRebuildSchema(db: Queryable): Promise<void> {
  await db.query(DROP);
  await db.query(CREATE);
}

export async function dropRebuildSchema(db: Queryable): Promise<void> {
  await db.query(DROP);
}

/** From here to its end the transaction sees the rebuilt tables under their plain names. */
export async function useRebuildSchema(tx: Transaction): Promise<void> {
  await tx.query(USE);
}
