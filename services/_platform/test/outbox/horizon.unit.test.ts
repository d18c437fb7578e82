import { expect, it } from '@jest/globals';
import { createHorizon } from '../../src/outbox/horizon.ts';

it('settles a number only when every transaction that can have drawn a lower one has ended', () => {
  const horizon = createHorizon();
  // Transaction 50 has drawn number 7 and runs on; 8 was drawn and committed by 51.
  horizon.see({ oldestRunning: 50, nextTransaction: 52, lastNumber: 8 });
  horizon.see({ oldestRunning: 50, nextTransaction: 60, lastNumber: 20 });
  horizon.see({ oldestRunning: 50, nextTransaction: 70, lastNumber: 30 });
  expect(horizon.settled).toBe(0);
  // 50 has ended, but 55, which may have started before the second look, has not.
  horizon.see({ oldestRunning: 55, nextTransaction: 80, lastNumber: 40 });
  expect(horizon.settled).toBe(0);
  horizon.see({ oldestRunning: 60, nextTransaction: 80, lastNumber: 40 });
  expect(horizon.settled).toBe(8);
});

it('moves on when nothing runs', () => {
  const horizon = createHorizon();
  for (let n = 1; n <= 5; n++) horizon.see({ oldestRunning: 10 * n, nextTransaction: 10 * n, lastNumber: n });
  expect(horizon.settled).toBe(3);
});
