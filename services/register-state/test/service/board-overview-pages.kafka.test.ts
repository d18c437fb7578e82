import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.ts';
import { MOST_PAGE_BYTES } from '../../src/answers/page-room.ts';
import { largeSnapshot } from '../large-snapshot.ts';
import { personId, snapshot } from '../wire.ts';
import { startRegister } from './running-register.ts';
import type { RunningRegister } from './running-register.ts';

const TODAY = '2020-12-01';
const as = { rol: 'BESTUUR', bevoegdGezagNummer: '41000' };
const LARGE = Array.from({ length: 20 }, (_, index) => `groot${String(index)}`);
const SMALL = Array.from({ length: 20 }, (_, index) => `klein${String(index)}`);

let register: RunningRegister;

beforeAll(async () => {
  register = await startRegister(TODAY);
  // Two appointments of each person, so that pages are cut between those of one.
  await register.send(
    ...LARGE.map((number, index) => largeSnapshot({ person: personId(7_000 + (index >> 1)), day: TODAY, number })),
    ...SMALL.map((number, index) => snapshot({ person: personId(7_000 + index), day: TODAY, number })),
  );
});
afterAll(() => register.close());

interface Page {
  readonly standen: readonly { readonly benoemingvolgnummer: string }[];
  readonly cursor?: string;
}

async function allPages(): Promise<Page[]> {
  const pages: Page[] = [];
  for (let cursor: string | undefined; pages.length === 0 || cursor !== undefined; cursor = pages.at(-1)?.cursor) {
    const query = new URLSearchParams({ bevoegdGezagNummer: '41000', peildatum: TODAY, ...(cursor && { cursor }) });
    const { status, body } = await register.call('GET', `/v1/registratieoverzichten?${query.toString()}`, { as });
    expect(status).toBe(200);
    pages.push(body);
  }
  return pages;
}

// Went wrong: a page was a hundred appointments, however large, so that one of 20 MB could be asked.
it('a page of a board ends before it holds too many bytes, and the next goes on behind it', async () => {
  const numbers = (pages: readonly Page[]): string[] =>
    pages.flatMap(({ standen }) => standen.map(({ benoemingvolgnummer }) => benoemingvolgnummer));
  const pages = await eventually(
    async () => {
      const read = await allPages();
      return numbers(read).length === LARGE.length + SMALL.length ? read : undefined;
    },
    { withinMs: 40_000, what: 'every appointment' },
  );
  expect(numbers(pages).toSorted()).toEqual([...LARGE, ...SMALL].toSorted());
  expect(pages.length).toBeGreaterThan(1);
  for (const { standen } of pages) {
    expect(standen.length).toBeGreaterThan(0);
    expect(Buffer.byteLength(JSON.stringify(standen))).toBeLessThan(MOST_PAGE_BYTES + 1_000);
  }
});
