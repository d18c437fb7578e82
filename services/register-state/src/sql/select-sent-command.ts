import type { Signaal } from '../../../../schemas/message-book/v1/generated.ts';
import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Answer } from '../apply/applied-command.ts';

/** A command sent through the API, and what came of it. */
export interface SentCommand {
  readonly id: string;
  readonly registerId: string;
  /** BEHEER or the number of a board; null: the teacher himself. */
  readonly sender: string | null;
  readonly kind: string;
  /** Null until it is applied. */
  readonly outcome: 'VERWERKT' | 'AFGEWEZEN' | null;
  readonly signals: readonly Signaal[];
  /** Why it was refused. */
  readonly refusal: NonNullable<Answer['weigering']> | null;
  /** Null of a command without content of its own. */
  readonly contentHash: Buffer | null;
}

const SQL = `
  SELECT s.register_id, s.sender, s.kind, s.content_hash, l.outcome, l.answer
  FROM sent_commands AS s LEFT JOIN command_log AS l USING (id)
  WHERE s.id = $1`;

export async function selectSentCommand(db: Queryable, id: string): Promise<SentCommand | undefined> {
  const { rows } = await db.query<{
    register_id: string;
    sender: string | null;
    kind: string;
    content_hash: Buffer | null;
    outcome: SentCommand['outcome'];
    answer: Answer | null;
  }>(SQL, [id]);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { register_id: registerId, sender, kind, content_hash: contentHash, outcome, answer } = row;
  const signals = answer?.terugkoppeling?.signalen ?? [];
  return { id, registerId, sender, kind, outcome, signals, refusal: answer?.weigering ?? null, contentHash };
}
