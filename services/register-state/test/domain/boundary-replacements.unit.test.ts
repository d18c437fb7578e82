import { describe, expect, it } from '@jest/globals';
import { History } from './history.ts';

const ELSEWHERE = '42000';

/** Whether 609 is told of a replacement here, after one at another board. */
function isTooLong(today: string, elsewhere: [string, string?], here: [string, string?], board = '41000'): boolean {
  const history = new History(today)
    .deliver({ board: ELSEWHERE, number: '1', spans: [['513', ...elsewhere]] })
    .deliver({ board, number: '2', spans: [['513', ...here]] });
  return history.codes.includes('609');
}

describe('609: replacements at several boards', () => {
  it.each([
    // The gap counts as months do: from 1 July three months last until 30 September.
    ['a gap of exactly three months joins them', '2020-06-30', '2020-10-01', true],
    ['a gap of a day more does not', '2020-06-30', '2020-10-02', false],
    ['no gap at all', '2020-06-30', '2020-07-01', true],
    ['a gap of one day', '2020-06-30', '2020-07-02', true],
    // From 31 August to 30 November, from 30 November to the last day of February: where the month is too short, its
    // last day is the last one.
    ['a gap over the end of a short month', '2020-08-30', '2020-12-01', true],
    ['a day more than that', '2020-08-30', '2020-12-02', false],
    ['a gap until 28 February', '2020-11-29', '2021-03-01', true],
    ['a gap until 1 March', '2020-11-29', '2021-03-02', false],
    ['a gap until 29 February', '2019-11-29', '2020-03-01', true],
    ['a gap over the turn of the year', '2020-12-31', '2021-04-01', true],
  ])('%s', (_what, end, begin, joined) => {
    const first = `${Number(end.slice(0, 4)) - 1}${end.slice(4)}`;
    expect(isTooLong(begin, [first, end], [begin, begin])).toBe(joined);
  });

  it.each([
    ['twelve months to the day', '2020-01-01', '2020-12-31', false],
    ['a day more', '2020-01-01', '2021-01-01', true],
    ['twelve months from 29 February', '2020-02-29', '2021-02-28', false],
    ['a day more than that', '2020-02-29', '2021-03-01', true],
    ['twelve months until 29 February', '2019-03-01', '2020-02-29', false],
    ['a day more than until 29 February', '2019-03-01', '2020-03-01', true],
  ])('%s, over two boards', (_what, begin, end, tooLong) => {
    expect(isTooLong(begin, [begin, begin], [begin, end])).toBe(tooLong);
  });

  it.each([
    ['lasts until today', '2020-12-31', false],
    ['and is too long a day later', '2021-01-01', true],
  ])('an open one %s', (_what, today, tooLong) => {
    expect(isTooLong(today, ['2020-01-01', '2020-01-31'], ['2020-02-01'])).toBe(tooLong);
  });

  it('an open one that is yet to begin lasts until its first day', () => {
    expect(isTooLong('2020-12-01', ['2020-01-01', '2020-12-31'], ['2021-01-01'])).toBe(true);
    expect(isTooLong('2020-12-01', ['2020-01-01', '2020-11-30'], ['2020-12-31'])).toBe(false);
  });

  it('is told once, at the last period of the record in the series', () => {
    const history = new History('2020-06-01').deliver({
      spans: [
        ['513', '2018-08-01', '2019-07-31'],
        ['513', '2019-10-01', '2020-03-31'],
        ['501', '2020-04-01'],
      ],
    });
    expect(history.signals.filter((signal) => signal.startsWith('609'))).toEqual([
      '609@/benoeming/perioden/1/grondslagen/0/benoemingsgrondslag',
    ]);
  });

  // An open replacement counted until today for the gap too: one that begins half a year on was taken for another
  // series, although the open one still runs then.
  it.each([ELSEWHERE, '41000'])('an open one leaves no gap before a later one, at board %s', (board) => {
    expect(isTooLong('2020-03-01', ['2019-01-01'], ['2020-09-01', '2020-12-31'], board)).toBe(true);
  });

  it('counts a longer one that began first, whatever ended in between', () => {
    const history = new History('2020-06-01')
      .deliver({ board: ELSEWHERE, number: '1', spans: [['513', '2020-01-01', '2020-12-31']] })
      .deliver({ board: ELSEWHERE, number: '2', spans: [['513', '2020-02-01', '2020-02-29']] })
      .deliver({ spans: [['513', '2021-03-31', '2021-04-30']] });
    expect(history.codes).toContain('609');
  });

  it('joins SO and VSO, but not VO with either', () => {
    const replaced = (sector: 'SO' | 'VSO' | 'VO', code: string, begin: string, end: string) => ({
      stand: {
        sector,
        datumIngangBenoeming: begin,
        perioden: [
          {
            datumBegin: begin,
            datumEind: end,
            grondslagen: [{ benoemingsgrondslag: code, vestigingen: ['00AH00'], onderwijs: [] }],
          },
        ],
      },
    });
    const told = (first: ReturnType<typeof replaced>, second: ReturnType<typeof replaced>): boolean =>
      new History('2020-06-01')
        .deliver({ board: ELSEWHERE, number: '1', ...first })
        .deliver({ number: '2', ...second })
        .codes.includes('609');
    const so = replaced('SO', '809', '2019-08-01', '2020-04-30');
    expect(told(so, replaced('VSO', '809', '2020-05-01', '2020-12-31'))).toBe(true);
    expect(told(so, replaced('VO', '513', '2020-05-01', '2020-12-31'))).toBe(false);
  });
});
