import { expect, it } from '@jest/globals';
import { platformProblem, unavailable } from '../../src/http/platform-problem.ts';

// Many problems had no detail: a developer saw that the token was refused, and not what to send instead.
it('a problem says what to do next, also when nothing more precise is known', () => {
  expect(platformProblem('niet-aangemeld').detail).toContain('Authorization');
  expect(unavailable(5).detail).toContain('Retry-After');
  expect(platformProblem('niet-gevonden', { detail: 'Dit signaal is er niet.' }).detail).toBe(
    'Dit signaal is er niet.',
  );
});
