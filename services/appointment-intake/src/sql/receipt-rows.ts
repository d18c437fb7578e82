import type { Signaal } from '../../../../schemas/message-book/v1/generated.ts';

export interface ReceiptKey {
  readonly message_id: string;
  /** verzendendeInstantie. */
  readonly sender: string;
}

export interface StoredReceipt extends ReceiptKey {
  readonly receipt_id: string;
  /** Keyed hash of the canonical record, hexadecimal. */
  readonly content_hash: string;
  readonly status: 'B' | 'A';
  readonly signals: readonly Signaal[];
  /** DT. */
  readonly received_at: string;
  /** Of a board that tries out; the same message may come again for real. */
  readonly is_trial: boolean;
}

export interface NewReceipt extends StoredReceipt {
  readonly delivery_point: string;
  /** The record without its person; absent where it may hold personal data in a wrong place. */
  readonly record?: object;
  /** The answer is already in the stock: a rejection. */
  readonly is_answered: boolean;
}
