import { describe, expect, it } from '@jest/globals';
import { judgingTime } from '../../src/apply/judging-time.ts';

const first = { recordedAt: null, day: null };

describe('the day that a command is judged on', () => {
  it.each([
    // Midnight in Amsterdam is 23:00 in UTC in winter, 22:00 in summer.
    ['the last moment of a year', '2020-12-31T22:59:59.999Z', '2020-12-31'],
    ['the first of the next', '2020-12-31T23:00:00.000Z', '2021-01-01'],
    ['the last moment of 28 February', '2020-02-28T22:59:59.999Z', '2020-02-28'],
    ['the first of 29 February', '2020-02-28T23:00:00.000Z', '2020-02-29'],
    ['the last moment of a school year', '2020-07-31T21:59:59.999Z', '2020-07-31'],
    ['the first of the next', '2020-07-31T22:00:00.000Z', '2020-08-01'],
    ['the first moment of the day of 23 hours', '2020-03-28T23:00:00.000Z', '2020-03-29'],
    ['its last', '2020-03-29T21:59:59.999Z', '2020-03-29'],
    ['the hour that summer time skips', '2020-03-29T01:00:00.000Z', '2020-03-29'],
    ['the first moment of the day of 25 hours', '2020-10-24T22:00:00.000Z', '2020-10-25'],
    ['the hour that comes twice, for the second time', '2020-10-25T01:30:00.000Z', '2020-10-25'],
    ['its last moment', '2020-10-25T22:59:59.999Z', '2020-10-25'],
    ['the day after it', '2020-10-25T23:00:00.000Z', '2020-10-26'],
  ])('%s', (_what, captured, today) => {
    expect(judgingTime(first, captured)).toEqual({ recordedAt: captured, today, lastTurn: null });
  });

  it.each([
    ['is that of the last command, when this one was captured earlier', '2020-08-01', '2020-07-31', '2020-08-01'],
    ['is that of the last turn, when that is later', '2020-07-30', '2020-08-01', '2020-08-01'],
    ['is its own, when both are earlier', '2020-07-29', '2020-07-29', '2020-07-31'],
  ])('%s', (_what, recorded, lastTurn, today) => {
    const end = { recordedAt: `${recorded}T10:00:00.000Z`, day: lastTurn };
    const time = judgingTime(end, '2020-07-31T09:00:00.000Z');
    expect(time).toMatchObject({ today, lastTurn });
    expect(time.recordedAt >= end.recordedAt).toBe(true);
  });
});
