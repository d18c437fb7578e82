import type { ItemId } from '../domain/ids.ts';

/** A sealed activity as it is stored. */
export interface ActivityRow {
  readonly item_id: ItemId;
  readonly version: number;
  readonly nonce: Buffer;
  readonly sealed: Buffer;
  readonly created_at: string;
  readonly changed_at: string;
}
