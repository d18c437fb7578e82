import type { Queryable } from '../../database/database.ts';
import type { AnswerOutcome } from '../answer.ts';

export interface AnswerRow {
  readonly message_id: string;
  readonly attempt: number;
  readonly sent_at: string;
  readonly outcome: AnswerOutcome;
  readonly status: number | null;
  readonly duration_ms: number;
  readonly excerpt: string;
}

const text = `
  select message_id, attempt, sent_at, outcome, status, duration_ms, excerpt
    from webhook_answers where subscription_id = $1 order by number desc limit $2`;

/** Newest first. */
export async function listAnswers(db: Queryable, subscriptionId: string, limit: number): Promise<AnswerRow[]> {
  const { rows } = await db.query<AnswerRow>(text, [subscriptionId, limit]);
  return rows;
}
