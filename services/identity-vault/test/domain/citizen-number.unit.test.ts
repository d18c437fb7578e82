import { expect, it } from '@jest/globals';
import { isCitizenNumber } from '../../src/domain/citizen-number.ts';

it.each([
  ['999990019', true],
  ['100000010', true],
  ['000000012', true],
  ['999990018', false],
  ['000000000', false],
  ['12345678', false],
  ['1234567890', false],
  ['99999001a', false],
  // An onderwijsnummer leaves 5 where a burgerservicenummer leaves 0.
  ['100000003', false],
])('%s passes the test: %p', (number, expected) => {
  expect(isCitizenNumber(number)).toBe(expected);
});
