import { createHmac } from 'node:crypto';
import type { VaultKey } from './vault-keys.ts';

/** Keyed hash of a citizen service number, 64 hexadecimal characters: how persons are found and told apart in here. */
export type Lookup = string & { readonly brand: 'Lookup' };

/**
 * HMAC-SHA-256 under the vault's look-up key. A citizen service number has only 10^9 values, so a hash without a key
 * could be undone by trying them all. The prefix keeps hashes of different kinds apart.
 */
export function lookupOf(key: VaultKey, citizenNumber: string): Lookup {
  return createHmac('sha256', key.secret).update(`bsn:${citizenNumber}`).digest('hex') as Lookup;
}

/**
 * The day on which somebody reaches the state pension age, in a form that can be searched for equality only: the day
 * itself would give the birth date away.
 *
 * @returns 64 hexadecimal characters
 */
export function pensionDayHash(key: VaultKey, day: string): string {
  return createHmac('sha256', key.secret).update(`aow:${day}`).digest('hex');
}

/** A look-up hash that no number has: for a row whose number is given to another one of the same transaction. */
export function placeholderOf(key: VaultKey, registerId: string): Lookup {
  return createHmac('sha256', key.secret).update(`terzijde:${registerId}`).digest('hex') as Lookup;
}
