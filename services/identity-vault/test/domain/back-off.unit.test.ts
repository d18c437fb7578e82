import { expect, it } from '@jest/globals';
import { backOffMs } from '../../src/domain/back-off.ts';

it('doubles from one second to half a minute', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 1_000].map(backOffMs)).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
  ]);
});
