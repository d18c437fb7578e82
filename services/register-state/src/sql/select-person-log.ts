import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { WireCommand } from '../apply/logged-command.ts';

export interface PersonLogRow {
  readonly partition: number;
  readonly application_number: number;
  readonly register_id: string;
  readonly recorded_at: string;
  readonly judging_day: string;
  readonly list_version: number;
  readonly command: WireCommand;
}

// By the index command_log_person.
const SQL = `
  SELECT partition, application_number, register_id, recorded_at, judging_day, list_version, command
  FROM command_log WHERE register_id = ANY ($1::uuid[])
  ORDER BY application_number`;

/** Every command about these persons, in order of application. */
export async function selectPersonLog(db: Queryable, registerIds: readonly string[]): Promise<PersonLogRow[]> {
  return (await db.query<PersonLogRow>(SQL, [registerIds])).rows;
}
