import type { Transaction } from '../../../_platform/src/database/database.ts';

export interface Tally {
  readonly oin: string;
  /** D: first day of the month. */
  readonly month: string;
  readonly kind: 'GELEVERD' | 'AFGEKEURD' | 'SIGNAAL' | 'HERSTELD';
  /** Signal code, or days until repair. */
  readonly detail?: string;
  readonly count: number;
}

const text = `
  insert into quality_tallies (oin, month, kind, detail, count)
  select oin, month, kind, coalesce(detail, ''), count
    from json_to_recordset($1::json) as t (oin text, month date, kind text, detail text, count integer)`;

export async function insertTallies(tx: Transaction, tallies: readonly Tally[]): Promise<void> {
  await tx.query(text, [JSON.stringify(tallies)]);
}
