import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';
import type { ItemId, PortfolioId } from '../domain/ids.ts';

/** Where a sealed content belongs. All of it is authenticated: content moved to another place does not open. */
export interface Place {
  readonly portfolioId: PortfolioId;
  readonly itemId: ItemId;
  readonly version: number;
  readonly purpose: 'activiteit';
}

export interface Sealed {
  /** 12 bytes, random for every sealing. */
  readonly nonce: Buffer;
  /** Ciphertext followed by the 16 bytes of the tag. */
  readonly sealed: Buffer;
}

/** The stored bytes were changed, or belong to another teacher, item or version. Nothing of them is given out. */
export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError';
  readonly code = 'SEAL_BROKEN';
  readonly retryable = false;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * @param key the teacher's own, 256 bits. With random nonces one key is good for 2^32 sealings (NIST SP 800-38D 8.3),
 * far more than one person writes.
 */
export function seal(key: KeyObject, place: Place, content: Buffer): Sealed {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associatedData(place));
  const sealed = Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  return { nonce, sealed };
}

/** @throws SealBrokenError */
export function unseal(key: KeyObject, place: Place, { nonce, sealed }: Sealed): Buffer {
  try {
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(associatedData(place));
    decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new SealBrokenError('the sealed content does not belong to this place, or was changed', { cause });
  }
}

/** JSON keeps the parts apart: no two places have the same text. Must never change: rows sealed with it would be lost. */
function associatedData({ portfolioId, itemId, version, purpose }: Place): Buffer {
  return Buffer.from(JSON.stringify(['lrr.portfolio.v1', purpose, portfolioId, itemId, version]), 'utf8');
}
