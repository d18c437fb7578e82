import { createSecretKey, randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ItemId, PortfolioId } from '../src/domain/ids.ts';
import { seal, SealBrokenError, unseal, type Place } from '../src/sealing/seal.ts';

const key = createSecretKey(randomBytes(32));
const place: Place = {
  portfolioId: '7d0b4f0e-5f6c-4d52-8a55-0d6f7f3f2b11' as PortfolioId,
  itemId: '01890a5d-ac96-774b-bcce-b302099a8057' as ItemId,
  version: 3,
  purpose: 'activiteit',
};

describe('a sealed content', () => {
  it('opens in its own place, whatever it holds', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        const content = Buffer.from(bytes);
        expect(unseal(key, place, seal(key, place, content))).toEqual(content);
      }),
    );
  });

  // Sealed once and written down: what is stored opens with every later version of this code.
  it('opens that was sealed before', () => {
    const nonce = Buffer.from('08aa52ee382c59feb9847541', 'hex');
    const sealed = Buffer.from('e0613868fc230385eed6f7342e52f648ce99d494ed1f134d34ba5b41659e', 'hex');
    const old = createSecretKey(Buffer.alloc(32, 1));
    expect(unseal(old, place, { nonce, sealed }).toString()).toBe('mijn terugblik');
  });

  it('has a nonce of 96 bits that is new each time', () => {
    const nonces = Array.from({ length: 1_000 }, () => seal(key, place, Buffer.from('x')).nonce);
    expect(new Set(nonces.map((nonce) => nonce.toString('hex'))).size).toBe(1_000);
    expect(nonces[0]).toHaveLength(12);
  });

  it('shows nothing of what it holds', () => {
    const { sealed } = seal(key, place, Buffer.from('mijn terugblik'));
    expect(sealed.toString('latin1')).not.toContain('terugblik');
  });

  it.each<[string, Partial<Place>]>([
    ['another teacher', { portfolioId: '8d0b4f0e-5f6c-4d52-8a55-0d6f7f3f2b11' as PortfolioId }],
    ['another item', { itemId: '01890a5d-ac96-774b-bcce-b302099a8058' as ItemId }],
    ['another version', { version: 4 }],
  ])('does not open as %s', (_, other) => {
    const sealed = seal(key, place, Buffer.from('mijn terugblik'));
    expect(() => unseal(key, { ...place, ...other }, sealed)).toThrow(SealBrokenError);
  });

  it('does not open with another key', () => {
    const sealed = seal(key, place, Buffer.from('mijn terugblik'));
    expect(() => unseal(createSecretKey(randomBytes(32)), place, sealed)).toThrow(SealBrokenError);
  });

  it('does not open when any bit of it was changed, or bytes are missing', () => {
    const { nonce, sealed } = seal(key, place, Buffer.from('mijn terugblik'));
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => unseal(key, place, { nonce, sealed: changed })).toThrow(SealBrokenError);
    }
    expect(() => unseal(key, place, { nonce, sealed: sealed.subarray(0, 15) })).toThrow(SealBrokenError);
    expect(() => unseal(key, place, { nonce: randomBytes(12), sealed })).toThrow(SealBrokenError);
  });
});
