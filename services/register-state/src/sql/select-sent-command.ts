import type { Signaal } from '../../../../schemas/message-book/v1/generated.ts';
import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { Answer } from '../apply/applied-command.ts';

/** A command sent through the API, and what came of it. */
export interface SentCommand {
  readonly id: string;
  readonly registerId: string;
  readonly kind: string;
  /** Null until it is applied. */
  readonly outcome: 'VERWERKT' | 'AFGEWEZEN' | null;
  readonly signals: readonly Signaal[];
  /** Null of a command without content of its own. */
  readonly contentHash: Buffer | null;
}

const SQL = `
  SELECT s.register_id, s.kind, s.content_hash, l.outcome, l.answer
  FROM sent_commands AS s LEFT JOIN command_log AS l USING (id)
  WHERE s.id = $1`;

export async function selectSentCommand(db: Queryable, id: string): Promise<SentCommand | undefined> {
  const { rows } = await db.query<{
    register_id: string;
    kind: string;
    content_hash: Buffer | null;
    outcome: SentCommand['outcome'];
    answer: Answer | null;
  }>(SQL, [id]);
  const [row] = rows;
  if (row === undefined) return undefined;
  const { register_id: registerId, kind, content_hash: contentHash, outcome, answer } = row;
  return { id, registerId, kind, outcome, signals: answer?.terugkoppeling?.signalen ?? [], contentHash };
}
