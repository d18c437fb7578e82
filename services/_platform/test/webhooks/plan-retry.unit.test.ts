import { describe, expect, it } from '@jest/globals';
import { outcomeOf, readRetryAfter, type Answer } from '../../src/webhooks/answer.ts';
import { planRetry, retryWaitsMs } from '../../src/webhooks/plan-retry.ts';

const answer = (status: number, retryAfterMs?: number): Answer => ({
  outcome: outcomeOf(status),
  status,
  durationMs: 1,
  excerpt: '',
  ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
});
const noConnection: Answer = { outcome: 'NO_CONNECTION', durationMs: 1, excerpt: '' };
const hours = (ms: number): number => ms / 3_600_000;

describe('the schedule', () => {
  it('goes on for three days', () => {
    const total = hours(retryWaitsMs.reduce((sum, wait) => sum + wait, 0));
    expect(total).toBeGreaterThan(72);
    expect(total).toBeLessThan(80);
  });

  it('ends the subscription when its last attempt failed', () => {
    const attempts = retryWaitsMs.length;
    expect(planRetry(answer(500), attempts, attempts, 0).next).toBe('RETRY');
    expect(planRetry(answer(500), attempts + 1, attempts + 1, 0)).toEqual({ next: 'STOP', reason: 'EXHAUSTED' });
  });

  it('adds up to a fifth to each wait, never less', () => {
    expect(planRetry(answer(400), 2, 2, 0)).toMatchObject({ waitMs: 300_000 });
    expect(planRetry(answer(400), 2, 2, 0.999)).toMatchObject({ waitMs: 359_940 });
  });
});

describe('what an answer means', () => {
  it.each([200, 202, 204, 299])('%i: delivered', (status) => {
    expect(planRetry(answer(status), 1, 1, 0)).toEqual({ next: 'DONE' });
  });
  it('410: nothing is sent any more', () => {
    expect(planRetry(answer(410), 1, 1, 0)).toEqual({ next: 'STOP', reason: 'GONE' });
  });
  it.each([301, 302, 307, 308, 400, 401, 404])('%i: this message again, the others go on', (status) => {
    expect(planRetry(answer(status), 1, 1, 0)).toEqual({ next: 'RETRY', waitMs: 5_000, pauseMs: 0 });
  });
  it.each([answer(500), answer(502), noConnection])('the receiver as a whole rests, at most five minutes', (whole) => {
    expect(planRetry(whole, 1, 1, 0)).toMatchObject({ pauseMs: 5_000 });
    expect(planRetry(whole, 1, 3, 0)).toMatchObject({ pauseMs: 20_000 });
    expect(planRetry(whole, 1, 1_000_000, 0)).toMatchObject({ pauseMs: 300_000 });
  });
  it.each([429, 503])('%i with Retry-After: not sooner than asked, at most a day', (status) => {
    expect(planRetry(answer(status, 600_000), 1, 1, 0)).toMatchObject({ waitMs: 600_000, pauseMs: 600_000 });
    expect(planRetry(answer(status, 1), 2, 1, 0)).toMatchObject({ waitMs: 300_000 });
    expect(planRetry(answer(status, 9e12), 1, 1, 0)).toMatchObject({ waitMs: 86_400_000, pauseMs: 86_400_000 });
  });
});

describe('Retry-After', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  it.each([
    ['120', 120_000],
    ['0', 0],
    ['Sun, 01 Mar 2026 12:01:00 GMT', 60_000],
    ['Sun, 01 Mar 2026 11:00:00 GMT', 0],
    ['-5', undefined],
    ['1e3', undefined],
    ['straks', undefined],
    ['Sun, 99 Mar 2026 12:01:00 GMT', undefined],
    [undefined, undefined],
  ])('%s → %s', (value, expected) => {
    expect(readRetryAfter(value, now)).toBe(expected);
  });
});
