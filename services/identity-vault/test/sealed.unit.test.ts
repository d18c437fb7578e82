import { createSecretKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { open, seal } from '../src/crypto/sealed.ts';
import { lookupOf, pensionDayHash } from '../src/crypto/lookup-hash.ts';
import { makePortfolioKey, unwrapPortfolioKey } from '../src/crypto/portfolio-keys.ts';

const key = { version: 1, secret: createSecretKey(Buffer.alloc(32, 7)) };
const otherKey = { version: 1, secret: createSecretKey(Buffer.alloc(32, 8)) };
const plain = Buffer.from('Jansen');

describe('a sealed value', () => {
  it('opens at its own place, and twice the same value is sealed differently', () => {
    const [one, other] = [seal(key, plain, 'a:1'), seal(key, plain, 'a:1')];
    expect(open(key, one, 'a:1')).toEqual(plain);
    expect(one.bytes.equals(other.bytes)).toBe(false);
    expect(one.bytes.includes(plain)).toBe(false);
  });

  it('does not open at another place, under another key, under another version, or when a bit was changed', () => {
    const sealed = seal(key, plain, 'a:1');
    expect(() => open(key, sealed, 'a:2')).toThrow('SEAL_BROKEN');
    expect(() => open(otherKey, sealed, 'a:1')).toThrow('SEAL_BROKEN');
    expect(() => open({ ...key, version: 2 }, sealed, 'a:1')).toThrow('SEAL_KEY_UNKNOWN');
    expect(() => open(key, { ...sealed, bytes: Buffer.alloc(3) }, 'a:1')).toThrow('SEAL_BROKEN');
    for (let at = 0; at < sealed.bytes.length; at += 1) {
      const changed = Buffer.from(sealed.bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => open(key, { ...sealed, bytes: changed }, 'a:1')).toThrow('SEAL_BROKEN');
    }
  });
});

it('a portfolio key is random and opens for its own portfolio only', () => {
  const wrapped = makePortfolioKey(key, 'p1');
  expect(unwrapPortfolioKey(key, 'p1', wrapped)).toHaveLength(32);
  expect(unwrapPortfolioKey(key, 'p1', wrapped)).not.toEqual(
    unwrapPortfolioKey(key, 'p2', makePortfolioKey(key, 'p2')),
  );
  expect(() => unwrapPortfolioKey(key, 'p2', wrapped)).toThrow('SEAL_BROKEN');
});

it('hashes of numbers and days depend on the key and on their kind', () => {
  expect(lookupOf(key, '999990019')).toMatch(/^[0-9a-f]{64}$/);
  expect(lookupOf(key, '999990019')).toBe(lookupOf(key, '999990019'));
  expect(lookupOf(key, '999990019')).not.toBe(lookupOf(otherKey, '999990019'));
  expect(lookupOf(key, '1')).not.toBe(pensionDayHash(key, '1'));
});
