import type { Ontvangstbevestiging, Signaal } from '../../../../schemas/message-book/v1/generated.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import type { StoredReceipt } from '../sql/receipt-rows.ts';

/**
 * The id of a receipt follows from sender and message id: the same for ever, message book section 5. That of a trial is
 * another one, and with it all ids that follow: what the register remembers of the trial does not stop the real message.
 */
export function receiptId(sender: string, messageId: string, isTrial: boolean): string {
  return deterministicId('ontvangst', sender, messageId, ...(isTrial ? ['proef'] : []));
}

export function storedReceipt(row: StoredReceipt): Ontvangstbevestiging {
  return {
    ontvangstId: row.receipt_id,
    identificatiecodeBedrijfsdocument: row.message_id,
    statusMelding: row.status,
    signalen: [...row.signals],
    datumTijdOntvangst: row.received_at,
    ...(row.is_trial ? { proef: true } : {}),
  };
}

/**
 * Answer to a record that is not stored. Without a valid message id there is nothing that ids could follow from; with one
 * but without a valid sender, the sender counts as empty.
 */
export function answeredReceipt(
  signalen: readonly Signaal[],
  at: string,
  { messageId, sender, isTrial = false }: AnsweredMessage,
): Ontvangstbevestiging {
  const ids =
    messageId === undefined
      ? {}
      : { ontvangstId: receiptId(sender ?? '', messageId, isTrial), identificatiecodeBedrijfsdocument: messageId };
  return {
    ...ids,
    statusMelding: 'A',
    signalen: [...signalen],
    datumTijdOntvangst: at,
    ...(isTrial ? { proef: true } : {}),
  };
}

export interface AnsweredMessage {
  readonly messageId?: string;
  readonly sender?: string;
  readonly isTrial?: boolean;
}
