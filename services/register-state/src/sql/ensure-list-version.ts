import type { Database } from '../../../_platform/src/database/database.ts';

const ADD = `INSERT INTO code_list_versions (version) VALUES ($1) ON CONFLICT DO NOTHING`;
const FIND = `SELECT number FROM code_list_versions WHERE version = $1`;

/** Number under which the log names this version of the code lists. */
export async function ensureListVersion(db: Database, version: string): Promise<number> {
  // Looked up first: an insert that conflicts uses up a number all the same.
  const known = await db.query<{ number: number }>(FIND, [version]);
  if (known.rows[0] !== undefined) return known.rows[0].number;
  await db.query(ADD, [version]);
  const { rows } = await db.query<{ number: number }>(FIND, [version]);
  if (rows[0] === undefined) throw new Error('the version of the code lists was not kept');
  return rows[0].number;
}
