import { describe, expect, it } from '@jest/globals';
import { easterSunday, isPublicHoliday, lastDayOfWeeks, workingDayFrom } from '../../src/domain/working-day.ts';

describe('Easter Sunday', () => {
  it.each([
    [2018, '2018-04-01'],
    [2019, '2019-04-21'],
    [2021, '2021-04-04'],
    [2024, '2024-03-31'],
    [2025, '2025-04-20'],
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
    [2049, '2049-04-18'],
    [2076, '2076-04-19'],
    [2100, '2100-03-28'],
  ])('of %i is %s', (year, day) => expect(easterSunday(year)).toBe(day));
});

describe('Algemene termijnenwet, art. 3', () => {
  it.each([
    ['2026-01-01', 'New Year'],
    ['2026-04-03', 'Good Friday'],
    ['2026-04-06', 'Easter Monday'],
    ['2026-04-27', 'the King’s birthday'],
    ['2025-04-26', 'the King’s birthday, celebrated on Saturday because the 27th is a Sunday'],
    ['2026-05-05', '5 May, every year'],
    ['2026-05-14', 'Ascension'],
    ['2026-05-15', 'the Friday after it, by decree'],
    ['2026-05-25', 'Whit Monday'],
    ['2026-12-25', 'Christmas'],
    ['2026-12-26', 'the day after Christmas'],
  ])('%s is a holiday: %s', (day) => expect(isPublicHoliday(day)).toBe(true));

  it.each(['2025-04-27', '2026-04-02', '2026-04-30', '2026-05-04', '2026-05-13', '2026-12-24', '2026-12-31'])(
    '%s is none',
    (day) => expect(isPublicHoliday(day)).toBe(false),
  );
});

describe('Algemene termijnenwet, art. 1: a term that would end on', () => {
  it.each([
    ['2026-11-20', 'a Friday ends on it', '2026-11-20'],
    ['2026-11-21', 'a Saturday goes on until Monday', '2026-11-23'],
    ['2026-11-22', 'a Sunday goes on until Monday', '2026-11-23'],
    ['2026-04-03', 'Good Friday goes on until after Easter', '2026-04-07'],
    ['2026-05-14', 'Ascension goes on until after the decreed Friday and the weekend', '2026-05-18'],
    ['2026-12-25', 'Christmas on a Friday goes on until Monday', '2026-12-28'],
    ['2027-12-25', 'Christmas on a Saturday goes on until Monday', '2027-12-27'],
    ['2025-12-31', 'the last day of the year ends on it', '2025-12-31'],
    ['2026-01-01', 'New Year goes on over the decreed Friday and the weekend', '2026-01-05'],
  ])('%s: %s', (day, _what, last) => expect(workingDayFrom(day)).toBe(last));
});

describe('Awb 6:7 and 6:8: six weeks from the day after', () => {
  it.each([
    ['2026-11-23', '2027-01-04'],
    // Six weeks on is New Year: a Friday, and then a weekend.
    ['2026-11-20', '2027-01-04'],
    ['2026-03-24', '2026-05-06'],
    ['2028-01-18', '2028-02-29'],
  ])('what was made known on %s can be objected to until %s', (made, last) => {
    expect(lastDayOfWeeks(made, 6)).toBe(last);
  });
});
