import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { giveMandates } from '../../scripts/demonstration/deliver.ts';
import { boardSeats } from '../../scripts/demonstration/seats.ts';
import type { ServiceName } from '../../scripts/stack/service-catalogue.ts';
import { startStack, type TestStack } from '../support/stack.ts';
import { checkEffects } from './check-effects.ts';
import { campaignRecords, deliverUnderFaults } from './delivery-under-faults.ts';
import { populationOf, todayOf } from './population.ts';

/** Each process dies at these points, one after another; the number says at which passage. */
const INTAKE_DIES = ['after-commit-before-publish:2', 'after-publish-before-forget:3', 'after-commit-before-publish:4'];
const REGISTER_DIES = [
  'after-commit-before-publish:2',
  'after-publish-before-forget:2',
  'after-commit-before-offset:3',
  'after-commit-before-publish:3',
];

let stack: TestStack;

beforeAll(async () => {
  stack = await startStack({
    faultPoints: { 'appointment-intake': INTAKE_DIES[0] ?? '', 'register-state': REGISTER_DIES[0] ?? '' },
  });
}, 120_000);

afterAll(async () => {
  await stack.stop();
});

/** Brings the service up again after each death, to die at the next point; resolves with how it died each time. */
async function dieAndReturn(service: ServiceName, points: readonly string[]): Promise<string[]> {
  const deaths: string[] = [];
  for (const [index, point] of points.entries()) {
    const { signal } = await stack.exited(service);
    deaths.push(`${signal ?? 'exit'} at ${point}`);
    const next = points[index + 1];
    try {
      await stack.restart(service, next);
    } catch (error) {
      // Work was waiting, so it can reach its next point before anyone saw it ready; the next round looks how it died.
      if (next === undefined) throw error;
    }
  }
  return deaths;
}

describe('each accepted record has exactly one effect', () => {
  it('when intake and register-state are killed at every named point of a delivery', async () => {
    const today = await todayOf(stack.endpoints);
    const persons = await populationOf(stack.endpoints, 10_000, 1_000);
    await giveMandates(stack.endpoints, boardSeats());
    const records = campaignRecords({ seed: 'crash-points', today, persons });
    expect(records).toHaveLength(2_400);

    const intake = dieAndReturn('appointment-intake', INTAKE_DIES);
    const register = dieAndReturn('register-state', REGISTER_DIES);
    const journal = await deliverUnderFaults(stack.endpoints, records, { seed: 'crash-points' });

    expect(await intake).toEqual(INTAKE_DIES.map((point) => `SIGKILL at ${point}`));
    expect(await register).toEqual(REGISTER_DIES.map((point) => `SIGKILL at ${point}`));
    expect(journal.receipts.size).toBe(2_000);
    const source = { broker: stack.endpoints.kafka, prefix: stack.prefix };
    expect(await checkEffects(stack.endpoints, source, journal)).toEqual([]);
  }, 360_000);
});
