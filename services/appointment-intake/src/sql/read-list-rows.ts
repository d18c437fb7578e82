import type { Row } from '../../../../schemas/code-lists/read-list.ts';
import type { Queryable } from '../../../_platform/src/database/database.ts';

export interface ListRows {
  readonly version: number;
  /** D. */
  readonly effective_from: string;
  readonly rows: readonly Row[];
}

const text = `select version, effective_from, rows from list_versions where name = $1 and version = $2`;

/** The rows of one version, also of one that lapsed; undefined when there is none. */
export async function readListRows(db: Queryable, name: string, version: number): Promise<ListRows | undefined> {
  const { rows } = await db.query<ListRows>(text, [name, version]);
  return rows[0];
}
