import { createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/**
 * A secret and the version under which rows name it, so that a rotation can find what is still under the old one.
 * Kept as a KeyObject: with a plain buffer Node wraps the key again at every call (an HMAC took 11 µs instead of 2).
 */
export interface VaultKey {
  readonly version: number;
  readonly secret: KeyObject;
}

export interface VaultKeys {
  /** HMAC: finds a person by citizen service number without storing the number. */
  readonly lookup: VaultKey;
  /** AES-256-GCM: seals numbers, names, birth dates, addresses. */
  readonly value: VaultKey;
  /** AES-256-GCM: wraps the portfolio keys of the teachers. */
  readonly wrap: VaultKey;
}

/** The version of the keys in the environment; a rotation will add the one before. */
const CURRENT_VERSION = 1;

/** @param hex 64 hexadecimal characters each, checked by the configuration. */
export function readVaultKeys(hex: { lookup: string; value: string; wrap: string }): VaultKeys {
  const key = (text: string): VaultKey => ({
    version: CURRENT_VERSION,
    secret: createSecretKey(Buffer.from(text, 'hex')),
  });
  return { lookup: key(hex.lookup), value: key(hex.value), wrap: key(hex.wrap) };
}
