import { randomBytes } from 'node:crypto';
import { open, seal } from './sealed.ts';
import type { Sealed } from './sealed.ts';
import type { VaultKey } from './vault-keys.ts';

const PORTFOLIO_KEY_BYTES = 32;

/** A new random 256-bit key for one portfolio, wrapped for storage and bound to that portfolio. */
export function makePortfolioKey(wrapKey: VaultKey, portfolioId: string): Sealed {
  return seal(wrapKey, randomBytes(PORTFOLIO_KEY_BYTES), placeOf(portfolioId));
}

/** @throws SealError when it was wrapped for another portfolio or under another key. */
export function unwrapPortfolioKey(wrapKey: VaultKey, portfolioId: string, wrapped: Sealed): Buffer {
  return open(wrapKey, wrapped, placeOf(portfolioId));
}

function placeOf(portfolioId: string): string {
  return `portfolio_keys.wrapped:${portfolioId}`;
}
