import { describe, expect, it } from '@jest/globals';
import { addDays, addMonths, endOfMonths, endOfSchoolYears } from '../../src/domain/calendar.ts';
import { isBurgerservicenummer, isOnderwijsnummer } from '../../../../schemas/message-book/v1/citizen-numbers.ts';

describe('a term of months ends the day before, or on the last day of a month that is too short', () => {
  it.each([
    ['2025-08-01', 12, '2026-07-31'],
    ['2025-01-15', 1, '2025-02-14'],
    ['2025-08-31', 6, '2026-02-28'],
    ['2023-08-31', 6, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-28'],
    ['2025-03-01', 12, '2026-02-28'],
    ['2025-12-01', 1, '2025-12-31'],
  ])('%s + %i months: %s', (start, months, end) => {
    expect(endOfMonths(start, months)).toBe(end);
  });
});

describe('school years end on 31 July, the one of the begin counts', () => {
  it.each([
    ['2025-07-31', 1, '2025-07-31'],
    ['2025-08-01', 1, '2026-07-31'],
    ['2026-07-31', 2, '2027-07-31'],
  ])('%s, %i: %s', (start, count, end) => {
    expect(endOfSchoolYears(start, count)).toBe(end);
  });
});

it('months are added and taken away within the calendar', () => {
  expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
  expect(addMonths('2024-02-29', 60)).toBe('2029-02-28');
  expect(addMonths('2026-03-31', -13)).toBe('2025-02-28');
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
});

it('no number passes both tests', () => {
  for (let count = 0; count < 20_000; count += 1) {
    const number = String(99_000_000 + count * 37).padStart(9, '9');
    expect(isBurgerservicenummer(number) && isOnderwijsnummer(number)).toBe(false);
  }
  expect(isBurgerservicenummer('111222333')).toBe(true);
  expect(isBurgerservicenummer('111222334')).toBe(false);
});
