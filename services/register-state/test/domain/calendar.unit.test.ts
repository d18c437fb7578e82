import { describe, expect, it } from '@jest/globals';
import { addMonths, lastDayOfMonths, lastDayOfSchoolYears } from '../../src/domain/calendar.ts';

describe('terms', () => {
  it.each([
    ['2018-09-15', 1, '2018-10-14'],
    ['2018-10-01', 12, '2019-09-30'],
    ['2018-01-31', 1, '2018-02-28'],
    ['2019-08-31', 6, '2020-02-29'],
    ['2018-08-30', 6, '2019-02-28'],
    ['2020-02-29', 12, '2021-02-28'],
  ])(
    'MAAND: from %s, %i months, until the day before; a month too short ends on its last day',
    (start, months, last) => {
      expect(lastDayOfMonths(start, months)).toBe(last);
    },
  );

  it.each([
    ['2018-08-01', 1, '2019-07-31'],
    ['2018-07-31', 1, '2018-07-31'],
    ['2019-03-01', 2, '2020-07-31'],
  ])('SCHOOLJAAR: from %s, %i years, the one that holds the start counting as the first', (start, years, last) => {
    expect(lastDayOfSchoolYears(start, years)).toBe(last);
  });

  it.each([
    ['2020-08-31', -6, '2020-02-29'],
    ['2020-07-31', -6, '2020-01-31'],
    ['2020-01-15', -1, '2019-12-15'],
  ])('%s moved by %i months is clamped to the end of the month', (day, months, moved) => {
    expect(addMonths(day, months)).toBe(moved);
  });
});
