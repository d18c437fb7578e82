import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';
import type { KnownPersons, PersonAtHandOver } from '../messages/hand-over.ts';

/** Which bundle the persons belong to: sealed into it, so that those of another bundle do not open. */
export interface BundlePlace {
  readonly board: string;
  readonly deliveryPoint: string;
  readonly request: number;
}

const nonceBytes = 12;
const tagBytes = 16;

/**
 * The numbers and names of a bundle, AES-256-GCM: nonce, ciphertext, tag. Nonces are random, which is good for 2^32
 * bundles under one key (NIST SP 800-38D 8.3).
 */
export function sealPersons(persons: KnownPersons, place: BundlePlace, key: KeyObject): Buffer {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(associatedData(place));
  const text = JSON.stringify([...persons.values()]);
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** @returns undefined when they were sealed with another key, or for another bundle */
export function openPersons(sealed: Buffer, place: BundlePlace, key: KeyObject): KnownPersons | undefined {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes });
    decipher.setAAD(associatedData(place));
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    const text = decipher.update(sealed.subarray(nonceBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8');
    const persons = JSON.parse(text) as readonly PersonAtHandOver[];
    return new Map(persons.map((person) => [person.registratieId, person]));
  } catch {
    return undefined;
  }
}

function associatedData({ board, deliveryPoint, request }: BundlePlace): Buffer {
  return Buffer.from(`${board} ${deliveryPoint} ${request}`);
}
