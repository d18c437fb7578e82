import { afterEach, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { silentLogger } from '../../_platform/src/logging/create-logger.ts';
import { startQueueLoop } from '../src/work/queue-loop.ts';
import type { PassOutcome, QueueLoop } from '../src/work/queue-loop.ts';

let loop: QueueLoop | undefined;
afterEach(() => loop?.stop(1_000));

function start(pass: (turn: number) => PassOutcome): { readonly passes: number[] } {
  const passes: number[] = [];
  loop = startQueueLoop({
    name: 'test',
    log: silentLogger,
    pollEveryMs: 60_000,
    pass: () => {
      passes.push(passes.length);
      return Promise.resolve().then(() => pass(passes.length));
    },
  });
  return { passes };
}

it('goes on at once while there is more, then waits for a nudge', async () => {
  const { passes } = start((turn) => (turn < 4 ? 'MORE' : 'EMPTY'));
  await eventually(() => (passes.length === 4 ? true : undefined));
  loop?.nudge();
  await eventually(() => (passes.length === 5 ? true : undefined));
});

it('does not lose a nudge that comes while a pass runs', async () => {
  const { passes } = start((turn) => {
    if (turn === 1) loop?.nudge();
    return 'EMPTY';
  });
  await eventually(() => (passes.length === 2 ? true : undefined));
});

it('outlives a pass that throws, backs off in spite of nudges, and stops at once all the same', async () => {
  const { passes } = start(() => {
    throw new Error('away');
  });
  await eventually(() => (passes.length === 1 ? true : undefined));
  const begun = Date.now();
  const nudging = setInterval(() => loop?.nudge(), 20);
  await eventually(() => (passes.length === 2 ? true : undefined));
  clearInterval(nudging);
  expect(Date.now() - begun).toBeGreaterThan(800);
  const stopping = Date.now();
  await loop?.stop(5_000);
  expect(Date.now() - stopping).toBeLessThan(500);
});
