import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dayOf, daysBetween, isCalendarDay, momentAt, timeOfDayMs } from '../../src/clock/amsterdam.ts';

const HOUR = 3_600_000;

describe('days in Amsterdam', () => {
  it.each([
    ['2026-01-31T22:59:59.999Z', '2026-01-31'],
    ['2026-01-31T23:00:00.000Z', '2026-02-01'],
    ['2026-07-31T21:59:59.999Z', '2026-07-31'],
    ['2026-07-31T22:00:00.000Z', '2026-08-01'],
    ['2026-03-28T23:00:00.000Z', '2026-03-29'],
    ['2026-03-29T22:00:00.000Z', '2026-03-30'],
    ['2026-10-24T22:00:00.000Z', '2026-10-25'],
    ['2026-10-25T22:59:59.999Z', '2026-10-25'],
    ['2026-10-25T23:00:00.000Z', '2026-10-26'],
  ])('%s is on %s', (moment, day) => {
    expect(dayOf(new Date(moment))).toBe(day);
  });

  it.each([
    ['2026-01-01', 0, '2025-12-31T23:00:00.000Z'],
    ['2026-07-01', 12 * HOUR, '2026-07-01T10:00:00.000Z'],
    // spring: 02:00 becomes 03:00
    ['2026-03-29', 1 * HOUR, '2026-03-29T00:00:00.000Z'],
    ['2026-03-29', 2.5 * HOUR, '2026-03-29T01:30:00.000Z'],
    ['2026-03-29', 3 * HOUR, '2026-03-29T01:00:00.000Z'],
    ['2026-03-29', 23 * HOUR, '2026-03-29T21:00:00.000Z'],
    // autumn: 02:00 to 03:00 comes twice
    ['2026-10-25', 1.5 * HOUR, '2026-10-24T23:30:00.000Z'],
    ['2026-10-25', 2.5 * HOUR, '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', 3 * HOUR, '2026-10-25T02:00:00.000Z'],
  ])('%s at %d ms is %s', (day, time, moment) => {
    expect(momentAt(day, time).toISOString()).toBe(moment);
  });

  it('go there and back for every moment that is not in a repeated hour', () => {
    const years = { min: new Date('1950-01-01'), max: new Date('2199-12-31'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(years), (moment) => {
        const back = momentAt(dayOf(moment), timeOfDayMs(moment)).getTime();
        expect([0, HOUR]).toContain(moment.getTime() - back);
      }),
      { numRuns: 2_000 },
    );
  });

  it('are added and counted', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-01-02', '2026-01-01')).toBe(-1);
  });

  it('exist or not', () => {
    expect(['2026-02-28', '2024-02-29', '1900-01-01'].every(isCalendarDay)).toBe(true);
    expect(['2026-02-29', '2026-13-01', '2026-00-01', '2026-1-1', '', '20260101'].some(isCalendarDay)).toBe(false);
  });
});
