import { describe, expect, it } from '@jest/globals';
import { deterministicId } from '../../src/ids/deterministic-id.ts';
import { newId } from '../../src/ids/new-id.ts';

describe('deterministicId', () => {
  it('follows from its parts, for ever', () => {
    expect(deterministicId('opdracht', 'a', 1)).toBe(deterministicId('opdracht', 'a', '1'));
    // This very value is stored in databases and published: it may never change.
    expect(deterministicId('opdracht', 'a')).toBe('c6f7c2dc-ea69-50fc-9306-4b924681a983');
  });

  it('differs when a part or its border differs', () => {
    const ids = [
      deterministicId('opdracht', 'a', 'bc'),
      deterministicId('opdracht', 'ab', 'c'),
      deterministicId('opdracht', 'abc'),
      deterministicId('opdracht', 'a', 'bc', ''),
      deterministicId('ontvangst', 'a', 'bc'),
    ];
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});

describe('newId', () => {
  it('is unique and sorts in the order of making', () => {
    const ids = Array.from({ length: 20_000 }, newId);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
    expect(ids[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Math.abs(Number.parseInt(String(ids[0]).replace('-', '').slice(0, 12), 16) - Date.now())).toBeLessThan(
      5_000,
    );
  });
});
