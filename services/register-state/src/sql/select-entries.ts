import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { EntryEnd } from '../domain/anteroom-entry.ts';

export interface EntryRow {
  readonly register_id: string;
  readonly board: string;
  readonly number: string;
  readonly ground: string;
  readonly teaching: string;
  readonly reason: EntryEnd | null;
  readonly ended_on: string | null;
  readonly latest_day: string | null;
}

const SQL = `
  SELECT register_id, board, number, ground, teaching, reason, ended_on, latest_day
  FROM anteroom_entries WHERE register_id = ANY ($1::uuid[])`;

export async function selectEntries(db: Queryable, registerIds: readonly string[]): Promise<EntryRow[]> {
  return (await db.query<EntryRow>(SQL, [registerIds])).rows;
}
