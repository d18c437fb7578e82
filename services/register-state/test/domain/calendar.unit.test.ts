import { describe, expect, it } from '@jest/globals';
import { addDays, addMonths, lastDayOfMonths, lastDayOfSchoolYears } from '../../src/domain/calendar.ts';

describe('days', () => {
  it.each([
    ['2020-02-28', 1, '2020-02-29'],
    ['2019-12-31', 1, '2020-01-01'],
    ['2020-01-01', -1, '2019-12-31'],
    ['2020-03-01', -1, '2020-02-29'],
    ['2100-03-01', -1, '2100-02-28'],
    ['2020-01-31', 7 * 12, '2020-04-24'],
    ['2021-03-15', -365, '2020-03-15'],
    ['2020-03-15', 0, '2020-03-15'],
  ])('%s and %i days is %s', (day, count, moved) => {
    expect(addDays(day, count)).toBe(moved);
  });

  it('counts days as the calendar of the machine does, over two leap years and back', () => {
    const first = Date.UTC(2019, 0, 1);
    for (let days = 0; days < 1_900; days += 1) {
      const day = new Date(first + days * 86_400_000).toISOString().slice(0, 10);
      expect(addDays('2019-01-01', days)).toBe(day);
      expect(addDays(day, -days)).toBe('2019-01-01');
    }
  });
});

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
