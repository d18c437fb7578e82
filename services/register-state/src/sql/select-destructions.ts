import type { Queryable } from '../../../_platform/src/database/database.ts';

export interface DestructionRow {
  readonly number: number;
  readonly kind: 'PERSOON' | 'VOORPORTAAL';
  readonly register_id: string;
  readonly partition: number;
  readonly application_number: number;
  readonly day: string;
  readonly state: 'BESLOTEN' | 'UITGEVOERD';
  readonly rows: Readonly<Record<string, number>>;
  readonly leftovers: Readonly<Record<string, number>> | null;
  readonly late_commands: number;
  readonly topics: readonly { readonly topic: string; readonly tot: string | null }[] | null;
  readonly carried_out_at: string | null;
}

export interface DestructionQuery {
  readonly from: string;
  readonly until: string;
  readonly after: { readonly day: string; readonly number: number } | null;
  readonly limit: number;
}

const SQL = `
  SELECT number, kind, register_id, partition, application_number, day, state, rows, leftovers, late_commands, topics,
    carried_out_at
  FROM destructions
  WHERE day BETWEEN $1::date AND $2::date AND ($3::date IS NULL OR (day, number) > ($3::date, $4::bigint))
  ORDER BY day, number
  LIMIT $5`;

/** Destructions that turns of these days decided on, both included, in order. */
export async function selectDestructions(
  db: Queryable,
  { from, until, after, limit }: DestructionQuery,
): Promise<{ rows: DestructionRow[]; hasMore: boolean }> {
  const params = [from, until, after?.day ?? null, after?.number ?? null, limit + 1];
  const { rows } = await db.query<DestructionRow>(SQL, params);
  return { rows: rows.slice(0, limit), hasMore: rows.length > limit };
}
