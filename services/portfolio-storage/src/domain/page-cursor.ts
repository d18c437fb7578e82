import type { ItemId } from './ids.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Where a page ended: the id of its last item, opaque to the caller. */
export function cursorAfter(itemId: ItemId): string {
  return Buffer.from(itemId, 'latin1').toString('base64url');
}

/** @returns the item id, or undefined when this is no cursor of ours */
export function readCursor(cursor: string): ItemId | undefined {
  const itemId = Buffer.from(cursor, 'base64url').toString('latin1');
  return uuid.test(itemId) ? (itemId as ItemId) : undefined;
}
