import { hash } from 'node:crypto';
import { tellsCitizenNumber } from '../../../../schemas/message-book/v1/citizen-numbers.ts';
import { makeSignal } from '../../../../schemas/message-book/v1/signals.ts';
import type { Applied, PositionRow, Rejection } from '../../../_platform/src/consumer/batch-handler.ts';
import { insertInbox } from '../../../_platform/src/consumer/sql/insert-inbox.ts';
import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { IncomingRecord } from '../../../_platform/src/messaging/messaging.ts';
import type { OutboxRow } from '../../../_platform/src/outbox/outbox.ts';
import type { PersonCommand } from '../apply/logged-command.ts';
import { registerId } from '../domain/ids.ts';
import { deliveredHead, operatorRejection, operatorRejectionCommand } from '../messages/operator-rejection-message.ts';
import type { DeliveredHead } from '../messages/operator-rejection-message.ts';
import { feedbackRecord } from '../publish/feedback-record.ts';
import { selectKnownCommands } from '../sql/select-known-commands.ts';
import { outboxRow } from './answer-entries.ts';

export interface RejectionParts {
  /** Names the inbox of what is only answered. */
  readonly consumer: string;
  /** Applies a command as the next of the log. */
  judge(tx: Transaction, at: PositionRow, command: PersonCommand): Promise<Applied>;
  /** Stores answers of what is not folded. */
  answer(tx: Transaction, at: PositionRow, rows: readonly OutboxRow[]): Promise<Applied>;
}

/**
 * An operator's rejection of a delivered record (990, record 13), whether it can be read or not, as long as it tells who
 * delivered it. Of a record about a person the log gets the rejection under the record's id and content hash, so that a
 * copy of it that still comes is known; of what is only answered (trials, record 4) the inbox remembers the id.
 */
export function rejectionOf({ value }: IncomingRecord, parts: RejectionParts): Rejection | undefined {
  const head = deliveredHead(value);
  if (head === undefined || value === null) return undefined;
  const contentHash = hash('sha256', value, 'buffer');
  const { registratieId } = head;
  const mayTell = (words: string): boolean => !tellsCitizenNumber(words);
  if (registratieId === undefined || head.bron.proef === true) {
    return {
      mayTell,
      isOwed: async (tx) => {
        const { fresh } = await insertInbox(tx, parts.consumer, [{ id: head.id, contentHash }]);
        return fresh.has(head.id);
      },
      give: (tx, at, words) => parts.answer(tx, at, [rejectionRow(head, words)]),
    };
  }
  return {
    mayTell,
    isOwed: async (tx) => (await selectKnownCommands(tx, [head.id])).size === 0,
    give: (tx, at, words) => {
      const wire = operatorRejection(head, registratieId, words);
      const text = Buffer.from(JSON.stringify(wire));
      const command = operatorRejectionCommand(wire);
      return parts.judge(tx, at, { registerId: registerId(registratieId), wire, command, text, contentHash });
    },
  };
}

function rejectionRow(head: DeliveredHead, words: string): OutboxRow {
  const { bron, registratieId = bron.berichtId } = head;
  const wire = operatorRejection(head, registratieId, words);
  const signalen = [makeSignal('990', '', { vrije_tekst: words })];
  const answered = { wire, registerId: registratieId };
  return outboxRow(feedbackRecord(answered, { berichtsoort: 'TERUGKOPPELING_AFKEURING', signalen }));
}
