/**
 * Number of slots the keys are spread over; more than the processes that will ever share one outbox, few enough that
 * a lease row for each is cheap. Rows hold their slot, so this number never changes.
 */
export const SLOTS = 16;

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a over the UTF-16 units of the key: rows of one key share a slot, for ever. */
export function slotOf(key: string): number {
  let hash = FNV_OFFSET;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), FNV_PRIME);
  return (hash >>> 0) % SLOTS;
}
