import { createHmac } from 'node:crypto';
import canonicalize from 'canonicalize';

/** Size and keyed hash of a record's canonical JSON (RFC 8785). Keyed, because a record could be guessed from a plain one. */
export interface Fingerprint {
  readonly canonicalBytes: number;
  /** Hexadecimal. */
  readonly contentHash: string;
}

export function fingerprint(record: unknown, key: Buffer): Fingerprint {
  const canonical = Buffer.from(canonicalize(record) ?? '');
  return {
    canonicalBytes: canonical.length,
    contentHash: createHmac('sha256', key).update(canonical).digest('hex'),
  };
}

/** One hash for a whole delivery: its records' hashes in order. */
export function deliveryHash(records: readonly Fingerprint[], key: Buffer): string {
  const hmac = createHmac('sha256', key);
  for (const { contentHash } of records) hmac.update(contentHash);
  return hmac.digest('hex');
}
