import { expect, it } from '@jest/globals';
import { createFaultPoints, noFaultPoints } from '../../src/fault-points/fault-points.ts';

it.each([undefined, ''])('does nothing when not asked to (%p)', (faultPoint) => {
  expect(createFaultPoints({ faultPoint, production: true })).toBe(noFaultPoints);
});

it('is refused in production', () => {
  expect(() => createFaultPoints({ faultPoint: 'after-commit-before-publish', production: true })).toThrow('for tests');
});

it.each(['After', 'a:0', 'a:b', 'a b', ':1'])('refuses %s', (faultPoint) => {
  expect(() => createFaultPoints({ faultPoint, production: false })).toThrow('must be a name');
});

it('passes points that were not named', () => {
  createFaultPoints({ faultPoint: 'after-commit-before-publish:2', production: false }).reach(
    'after-publish-before-forget',
  );
});
