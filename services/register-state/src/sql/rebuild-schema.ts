import type { Queryable, Transaction } from '../../../_platform/src/database/database.ts';

/** Where a rebuild puts its tables, beside the live ones in `public`. */
export const REBUILD_SCHEMA = 'rebuild_check';

/**
 * Every table that is a fold of the command log, and that log itself as the rebuild wrote it. Of the code lists those
 * that came by command.
 */
export const FOLDED_TABLES = [
  'command_log',
  'list_versions',
  'event_log',
  'persons',
  'appointments',
  'anteroom_entries',
  'teaching_statements',
  'corrections',
] as const;
export type FoldedTable = (typeof FOLDED_TABLES)[number];

const DROP = `DROP SCHEMA IF EXISTS rebuild_check CASCADE`;
const CREATE = `CREATE SCHEMA rebuild_check`;
const USE = `SET LOCAL search_path TO rebuild_check`;
const NOT_LOGGED = FOLDED_TABLES.map((table) => `ALTER TABLE rebuild_check.${table} SET UNLOGGED`);

export async function createRebuildSchema(db: Queryable): Promise<void> {
  await db.query(DROP);
  await db.query(CREATE);
}

/** They live as long as the check does: writing them to the write-ahead log as well would be for nothing. */
export async function leaveRebuildUnlogged(db: Queryable): Promise<void> {
  for (const text of NOT_LOGGED) await db.query(text);
}

export async function dropRebuildSchema(db: Queryable): Promise<void> {
  await db.query(DROP);
}

/** From here to its end the transaction sees the rebuilt tables under their plain names. */
export async function useRebuildSchema(tx: Transaction): Promise<void> {
  await tx.query(USE);
}
