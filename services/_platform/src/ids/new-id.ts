import { randomBytes } from 'node:crypto';

let lastMs = 0;
let counter = 0;

/**
 * A UUID version 7 (RFC 9562): time-ordered, so that indexes grow at one end. Ids made by one process sort in the
 * order they were made: within a millisecond the twelve bits after the time count on from a random start.
 *
 * @returns 36 characters, lower case.
 */
export function newId(): string {
  const random = randomBytes(10);
  const nowMs = Date.now();
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = random.readUInt16BE(0) & 0x7ff;
  } else {
    counter += 1;
    if (counter > 0xfff) {
      lastMs += 1;
      counter = 0;
    }
  }
  const time = lastMs.toString(16).padStart(12, '0');
  const tail = random.toString('hex', 2);
  const variant = ((Number.parseInt(tail.charAt(0), 16) & 0x3) | 0x8).toString(16);
  return (
    `${time.slice(0, 8)}-${time.slice(8)}-7${counter.toString(16).padStart(3, '0')}-` +
    `${variant}${tail.slice(1, 4)}-${tail.slice(4)}`
  );
}
