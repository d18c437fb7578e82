import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { VaultKey } from './vault-keys.ts';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What the database holds of a sealed value: nonce, tag and ciphertext in one, and the version of its key. */
export interface Sealed {
  readonly bytes: Buffer;
  readonly keyVersion: number;
}

/** A sealed value that does not open: changed, moved to another row, or under a key that this process does not have. */
export class SealError extends Error {
  override readonly name = 'SealError';
  readonly code: 'SEAL_BROKEN' | 'SEAL_KEY_UNKNOWN';
  readonly retryable = false;

  constructor(code: 'SEAL_BROKEN' | 'SEAL_KEY_UNKNOWN') {
    super(code);
    this.code = code;
  }
}

/**
 * Seals with AES-256-GCM under a fresh random nonce of 96 bits (NIST SP 800-38D, section 8.2.2: good for 2^32 values
 * under one key). `place` says what and whose the value is (table, column, row); it is authenticated and not stored,
 * so a value that was moved to another row does not open.
 */
export function seal(key: VaultKey, plain: Buffer, place: string): Sealed {
  const nonce = nextNonce();
  const cipher = createCipheriv(ALGORITHM, key.secret, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associatedBytes(key.version, place));
  const body = cipher.update(plain);
  const rest = cipher.final();
  return { bytes: Buffer.concat([nonce, cipher.getAuthTag(), body, rest]), keyVersion: key.version };
}

/** @throws SealError */
export function open(key: VaultKey, sealed: Sealed, place: string): Buffer {
  if (sealed.keyVersion !== key.version) throw new SealError('SEAL_KEY_UNKNOWN');
  const nonce = sealed.bytes.subarray(0, NONCE_BYTES);
  const tag = sealed.bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
  if (tag.length !== TAG_BYTES) throw new SealError('SEAL_BROKEN');
  const decipher = createDecipheriv(ALGORITHM, key.secret, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(associatedBytes(key.version, place));
  decipher.setAuthTag(tag);
  try {
    const body = decipher.update(sealed.bytes.subarray(NONCE_BYTES + TAG_BYTES));
    return Buffer.concat([body, decipher.final()]);
  } catch {
    throw new SealError('SEAL_BROKEN');
  }
}

/** Random bytes not used yet. Drawn for many nonces at once: each draw is a call into the system. */
let drawn = Buffer.alloc(0);

function nextNonce(): Buffer {
  if (drawn.length === 0) drawn = randomBytes(NONCE_BYTES * 256);
  const nonce = drawn.subarray(0, NONCE_BYTES);
  drawn = drawn.subarray(NONCE_BYTES);
  return nonce;
}

function associatedBytes(version: number, place: string): Buffer {
  return Buffer.from(`lrr-vault:${version}:${place}`, 'utf8');
}
