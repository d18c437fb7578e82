import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { AnteroomEntry, EntryEnd, TermStepTaken } from '../domain/anteroom-entry.ts';

export interface EntryRow {
  readonly register_id: string;
  readonly board: string;
  readonly number: string;
  readonly ground: string;
  readonly teaching: string;
  readonly status: AnteroomEntry['kind'];
  /** With `ended_on` when ended, and only then. */
  readonly reason: EntryEnd | null;
  readonly ended_on: string | null;
  readonly latest_day: string | null;
  readonly steps: readonly TermStepTaken[];
}

const SQL = `
  SELECT register_id, board, number, ground, teaching, status, reason, ended_on, latest_day, steps
  FROM anteroom_entries WHERE register_id = ANY ($1::uuid[])`;

export async function selectEntries(db: Queryable, registerIds: readonly string[]): Promise<EntryRow[]> {
  return (await db.query<EntryRow>(SQL, [registerIds])).rows;
}
