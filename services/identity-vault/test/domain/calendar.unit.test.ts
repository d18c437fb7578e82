import { describe, expect, it } from '@jest/globals';
import { daysAfter } from '../../src/domain/calendar.ts';

describe('the days after a day', () => {
  it.each([
    ['2020-02-27', '2020-03-01', ['2020-02-28', '2020-02-29', '2020-03-01']],
    ['2020-12-31', '2021-01-01', ['2021-01-01']],
    // The day on which summer time begins has 23 hours in Amsterdam, and is a day.
    ['2020-03-28', '2020-03-30', ['2020-03-29', '2020-03-30']],
    ['2020-03-01', '2020-03-01', []],
    ['2020-03-02', '2020-03-01', []],
  ])('%s until %s are %p', (from, until, days) => {
    expect(daysAfter(from, until)).toEqual(days);
  });
});
