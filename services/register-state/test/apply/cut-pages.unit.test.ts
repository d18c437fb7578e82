import { describe, expect, it } from '@jest/globals';
import { cutPages } from '../../src/answers/cut-pages.ts';

const rows = (count: number, text = ''): { index: number; text: string }[] =>
  Array.from({ length: count }, (_, index) => ({ index, text }));

describe('pages of an overview', () => {
  it('are one, and empty, when there is nothing', () => {
    expect(cutPages([])).toEqual([[]]);
  });

  it('hold at most 100 rows, all of them in order', () => {
    expect(cutPages(rows(100)).map((page) => page.length)).toEqual([100]);
    expect(cutPages(rows(201)).map((page) => page.length)).toEqual([100, 100, 1]);
    expect(cutPages(rows(201)).flat()).toEqual(rows(201));
  });

  it('are cut by bytes too, multi-byte text counted as it is sent; a large row stands alone', () => {
    expect(cutPages(rows(4, 'x'.repeat(300)), 700).map((page) => page.length)).toEqual([2, 2]);
    expect(cutPages(rows(4, 'é'.repeat(300)), 700).map((page) => page.length)).toEqual([1, 1, 1, 1]);
    expect(cutPages([...rows(1), ...rows(1, 'x'.repeat(900)), ...rows(1)], 700)).toHaveLength(3);
  });
});
