import { hash } from 'node:crypto';

/** Namespace of all deterministic ids of this platform (a random UUID, fixed for ever: changing it changes every id). */
const PLATFORM_NAMESPACE = Buffer.from('6f0f8a3d5c1b4e7f9a2d3b4c5d6e7f80', 'hex');

/**
 * A UUID (version 5 layout, RFC 9562) that follows from its parts: the same parts give the same id for ever.
 * Parts are length-prefixed, so that ('a', 'bc') and ('ab', 'c') differ.
 *
 * @returns 36 characters, lower case.
 */
export function deterministicId(namespace: string, ...parts: readonly (string | number)[]): string {
  let name = `${namespace.length}:${namespace}`;
  for (const part of parts) {
    const text = String(part);
    name += `|${text.length}:${text}`;
  }
  const digest = hash('sha1', Buffer.concat([PLATFORM_NAMESPACE, Buffer.from(name, 'utf8')]), 'hex');
  const variant = ((Number.parseInt(digest.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return (
    `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-` +
    `${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`
  );
}
