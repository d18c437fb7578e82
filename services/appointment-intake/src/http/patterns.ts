/** Shapes of path and query members; the same as in the message book, section 2. */
export const patterns = {
  uuid: '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$',
  board: '^[0-9]{5}$',
  deliveryPoint: '^[0-9]{2}$',
  oin: '^[0-9]{8}[0-9A-Z]{12}$',
  signal: '^[0-9]{3}$',
  date: '^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$',
  listVersion: '^[1-9][0-9]{0,5}$',
} as const;
