import { describe, expect, it } from '@jest/globals';
import { loadCodeLists } from '../../../../schemas/code-lists/load-code-lists.ts';
import type { GroundRow } from '../../../../schemas/code-lists/rows.ts';
import { createGroundBook } from '../../src/domain/ground-book.ts';

const [found] = loadCodeLists().grounds.filter(({ code, sector }) => code === '511' && sector === 'VO');
const row = (geldigVan: string, maxDuur: number): GroundRow => ({ ...found!, geldigVan, maxDuur });

describe('a ground that changed in the law', () => {
  const book = createGroundBook([row('2020-08-01', 1), row('2017-08-01', 2)]);
  const yearsOn = (day: string): number | undefined => book.ground('511', 'VO', day).term?.count;

  it('is judged with what holds on the first day on it', () => {
    expect(yearsOn('2020-07-31')).toBe(2);
    expect(yearsOn('2020-08-01')).toBe(1);
  });

  it('is judged with its first row when the period began before the list did', () => {
    expect(yearsOn('2016-08-01')).toBe(2);
  });

  it('is unknown in another sector', () => {
    expect(() => book.ground('511', 'SO', '2020-08-01')).toThrow('ground 511 of sector SO is not in the code list');
  });
});
