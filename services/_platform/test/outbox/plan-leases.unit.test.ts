import { expect, it } from '@jest/globals';
import { planLeases } from '../../src/leases/plan-leases.ts';
import type { LeaseRow } from '../../src/leases/sql/list-leases.ts';

/** `owners`: one letter per slot, '.' = free, capital = run out. */
function rows(owners: string, seekers: number): LeaseRow[] {
  return Array.from(owners, (letter, slot) => ({
    slot,
    owner: letter === '.' ? null : letter.toLowerCase(),
    valid: letter !== '.' && letter === letter.toLowerCase(),
    seekers,
  }));
}
const heldBy = (owners: string, instance: string): Set<number> =>
  new Set(Array.from(owners, (letter, slot) => (letter === instance ? slot : -1)).filter((slot) => slot >= 0));

it.each([
  ['alone it takes everything', '....', 1, [0, 1, 2, 3], []],
  ['alone it also takes what ran out', 'BaB.', 1, [0, 2, 3], []],
  ['with two it takes half', '....', 2, [0, 1], []],
  ['it leaves what others hold', 'bbb.', 2, [3], []],
  ['it gives back what is more than its share', 'aaaa', 2, [], [3, 2]],
  ['a share is rounded up, so that no slot stays free', 'aabb.', 2, [4], []],
  ['with its share it is content', 'aabb', 2, [], []],
])('%s', (_, owners, seekers, acquire, release) => {
  expect(planLeases(rows(owners, seekers), heldBy(owners, 'a'))).toEqual({ acquire, release });
});
