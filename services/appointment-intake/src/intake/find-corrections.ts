import type { Queryable } from '../../../_platform/src/database/database.ts';
import { findCorrections } from '../sql/find-corrections.ts';
import type { FindCorrections } from './answer-questions.ts';
import { keyOf } from './look-up.ts';

/** Correction requests as they were remembered from records 16. */
export function createFindCorrections(db: Queryable): FindCorrections {
  return async (asked) => {
    const rows = await findCorrections(db, asked);
    return new Map(rows.map((row) => [keyOf(row.correction_id, row.board), row.register_id]));
  };
}
