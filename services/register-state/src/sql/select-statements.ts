import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { MatchResult } from '../domain/person.ts';

export interface StatementRow {
  readonly register_id: string;
  readonly claim_id: string;
  readonly place: number;
  readonly teaching: string;
  readonly stated_at: string;
  readonly match: MatchResult | null;
}

const SQL = `
  SELECT register_id, claim_id, place, teaching, stated_at, match
  FROM teaching_statements WHERE register_id = ANY ($1::uuid[]) AND NOT withdrawn`;

/** Current statements only. */
export async function selectStatements(db: Queryable, registerIds: readonly string[]): Promise<StatementRow[]> {
  return (await db.query<StatementRow>(SQL, [registerIds])).rows;
}
