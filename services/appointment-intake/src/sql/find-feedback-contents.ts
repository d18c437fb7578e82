import type { Transaction } from '../../../_platform/src/database/database.ts';

// One index look-up per id, and a row only for what is there already: nearly never.
const text = 'select id, record::text as content from feedback where id = any($1::uuid[])';

/** The feedback records of these ids that are in the stock: id to its JSON, as it was put in. */
export async function findFeedbackContents(tx: Transaction, ids: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await tx.query<{ id: string; content: string }>(text, [ids]);
  return new Map(rows.map(({ id, content }) => [id, content]));
}
