import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { KeptReason, PersonStatus } from '../domain/person-status.ts';

export interface PersonRow {
  readonly register_id: string;
  readonly status: PersonStatus['kind'];
  readonly reason: KeptReason | null;
  readonly status_since: string | null;
  readonly pension_reached: boolean;
  readonly stays_after_pension: boolean;
  readonly wants_reregistration: boolean;
  readonly sequence: number;
}

const SQL = `
  SELECT register_id, status, reason, status_since, pension_reached, stays_after_pension, wants_reregistration, sequence
  FROM persons WHERE register_id = ANY ($1::uuid[])`;

/** Unknown ids have no row. */
export async function selectPersons(db: Queryable, ids: readonly string[]): Promise<PersonRow[]> {
  return (await db.query<PersonRow>(SQL, [ids])).rows;
}
