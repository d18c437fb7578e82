import { describe, expect, it } from '@jest/globals';
import { earliestDay, fits, fuller, isPartialDate, latestDay } from '../../src/domain/partial-date.ts';

describe('a partial date', () => {
  it.each(['1980-02-29', '1980-02-00', '1980-00-00', '1900-01-01', '2199-12-31'])('%s exists', (date) => {
    expect(isPartialDate(date)).toBe(true);
  });

  it.each(['1981-02-29', '1980-13-00', '1980-00-12', '1980-04-31', '1899-12-31', '2200-01-01', '1980-1-1', '', '1980'])(
    '%p does not',
    (date) => {
      expect(isPartialDate(date)).toBe(false);
    },
  );

  it.each([
    ['1980-02-29', '1980-02-29', '1980-02-29'],
    ['1980-02-00', '1980-02-01', '1980-02-29'],
    ['1981-02-00', '1981-02-01', '1981-02-28'],
    ['1980-00-00', '1980-01-01', '1980-12-31'],
  ])('%s lies between %s and %s', (date, earliest, latest) => {
    expect(earliestDay(date)).toBe(earliest);
    expect(latestDay(date)).toBe(latest);
  });

  it.each([
    ['1980-05-06', '1980-05-06', true],
    ['1980-05-06', '1980-05-07', false],
    ['1980-05-00', '1980-05-06', true],
    ['1980-05-00', '1980-06-06', false],
    ['1980-00-00', '1980-06-06', true],
    ['1980-00-00', '1980-06-00', true],
    ['1980-05-00', '1980-06-00', false],
    ['1980-00-00', '1981-01-01', false],
  ])('%s fits %s: %p', (one, other, expected) => {
    expect(fits(one, other)).toBe(expected);
    expect(fits(other, one)).toBe(expected);
  });

  it.each([
    ['1980-05-06', '1980-05-00', '1980-05-06'],
    ['1980-00-00', '1980-05-00', '1980-05-00'],
    ['1980-05-00', '1980-05-06', '1980-05-06'],
    // As full as the other: the first.
    ['1980-05-00', '1980-06-00', '1980-05-00'],
  ])('of %s and %s the fuller is %s', (one, other, expected) => {
    expect(fuller(one, other)).toBe(expected);
  });
});
