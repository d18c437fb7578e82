import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.ts';
import { MOST_PAGE_BYTES } from '../../src/answers/page-room.ts';
import { largeSnapshot } from '../large-snapshot.ts';
import { personId } from '../wire.ts';
import { startRegister } from './running-register.ts';
import type { RunningRegister } from './running-register.ts';

const TODAY = '2020-12-01';
const teacher = personId(7_900);
const as = { rol: 'LERAAR', registratieId: teacher };
const wires = Array.from({ length: 12 }, (_, index) =>
  largeSnapshot({ person: teacher, day: TODAY, number: String(index) }),
);

let register: RunningRegister;

beforeAll(async () => {
  register = await startRegister(TODAY);
  await register.send(...wires);
});
afterAll(() => register.close());

interface Page {
  readonly regels: readonly { readonly opdrachtId: string }[];
  readonly cursor?: string;
}

async function allPages(): Promise<Page[]> {
  const pages: Page[] = [];
  for (let cursor: string | undefined; pages.length === 0 || cursor !== undefined; cursor = pages.at(-1)?.cursor) {
    const query = cursor === undefined ? '' : `?cursor=${cursor}`;
    const { status, body } = await register.call('GET', `/v1/registraties/${teacher}/historie${query}`, { as });
    if (status === 404) return [];
    expect(status).toBe(200);
    pages.push(body);
  }
  return pages;
}

// Went wrong: a page was fifty lines, however large, so that one of tens of MB could be asked.
it('a page of a history ends before it holds too many bytes, and the next goes on behind it', async () => {
  const pages = await eventually(
    async () => {
      const read = await allPages();
      return read.flatMap(({ regels }) => regels).length >= wires.length ? read : undefined;
    },
    { withinMs: 40_000, what: 'every line' },
  );
  const told = pages.flatMap(({ regels }) => regels.map(({ opdrachtId }) => opdrachtId));
  expect(told).toEqual(wires.map(({ id }) => id));
  expect(pages.length).toBeGreaterThan(1);
  for (const { regels } of pages) {
    expect(regels.length).toBeGreaterThan(0);
    expect(Buffer.byteLength(JSON.stringify(regels))).toBeLessThan(MOST_PAGE_BYTES + 1_000);
  }
});
