import { afterAll, expect, it } from '@jest/globals';
import { MOST_PAGE_BYTES } from '../../src/answers/page-room.ts';
import { readStates } from '../../src/http/public-state-routes.ts';
import type { StatePage } from '../../src/http/public-state-routes.ts';
import { closePartitions, partition } from '../apply/partition.ts';
import { largeSnapshot } from '../large-snapshot.ts';
import { personId, snapshot } from '../wire.ts';

const day = '2020-12-01';

afterAll(closePartitions);

// Went wrong: a page was so many persons and no more was asked, so those with many appointments made one of many MB.
it('a page of public states ends before it holds too many bytes, and holds one at least; nobody is passed by', async () => {
  const register = await partition();
  const people = Array.from({ length: 30 }, (_, index) => personId(index)).toSorted();
  const [small, huge] = [people.slice(0, 24), people[24]!];
  await register.apply(
    ...small.map((person, index) => (index % 2 === 0 ? largeSnapshot({ person, day }) : snapshot({ person, day }))),
    ...Array.from({ length: 14 }, (_, index) => largeSnapshot({ person: huge, day, number: String(index) })),
    ...people.slice(25).map((person) => snapshot({ person, day })),
  );

  const pages: StatePage[] = [];
  for (let after: string | undefined; pages.length === 0 || after !== undefined; after = pages.at(-1)?.last) {
    const place = after === undefined ? undefined : { position: 0, after };
    pages.push(await readStates(register.database, place, 500));
  }
  expect(pages.flatMap(({ states }) => states.map(({ registratieId }) => registratieId))).toEqual(people);
  expect(pages.length).toBeGreaterThan(3);
  const sizes = pages.map(({ states }) => ({ states: states.length, bytes: JSON.stringify(states).length }));
  const tooLarge = sizes.filter(({ bytes }) => bytes > MOST_PAGE_BYTES + 1_000);
  expect(tooLarge).toEqual([{ states: 1, bytes: expect.any(Number) }]);
  for (const { last, states } of pages.slice(0, -1)) expect(states.at(-1)?.registratieId).toBe(last);
});
