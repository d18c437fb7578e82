import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { giveMandates } from '../../scripts/demonstration/deliver.ts';
import { boardSeats } from '../../scripts/demonstration/seats.ts';
import type { ServiceName } from '../../scripts/stack/service-catalogue.ts';
import { eventually } from '../support/eventually.ts';
import { startStack, type TestStack } from '../support/stack.ts';
import { checkEffects } from './check-effects.ts';
import { campaignRecords, deliverUnderFaults } from './delivery-under-faults.ts';
import { populationOf, todayOf } from './population.ts';

/**
 * Each process dies at these points, one after another, at the first passage of each life. The delivery waits for the
 * deaths before it goes on, so that every life has work that leads it to its point.
 */
const INTAKE_DIES = ['after-commit-before-publish', 'after-publish-before-forget', 'after-commit-before-publish'];
const REGISTER_DIES = [
  'after-commit-before-publish',
  'after-publish-before-forget',
  'after-commit-before-offset',
  'after-commit-before-publish',
];
/** Of the 72 requests of the delivery, so many go out for each death. */
const REQUESTS_PER_DEATH = 15;

let stack: TestStack;

beforeAll(async () => {
  stack = await startStack();
}, 120_000);

afterAll(async () => {
  await stack.stop();
});

/** Lets the service die at each point in turn and live again; resolves, in the end alive, with how it died each time. */
async function dieAndReturn(service: ServiceName, points: readonly string[], deaths: string[]): Promise<string[]> {
  await stack.kill(service, 'SIGKILL');
  for (const point of points) {
    // Work may be waiting, so it can die before anyone saw it ready: how it died is looked at, not whether it was ready.
    await stack.restart(service, point).catch(() => undefined);
    const { signal } = await stack.exited(service);
    deaths.push(`${signal ?? 'exit'} at ${point}`);
  }
  await stack.restart(service);
  return deaths;
}

describe('each accepted record has exactly one effect', () => {
  it('when intake and register-state are killed at every named point of a delivery', async () => {
    const today = await todayOf(stack.endpoints);
    const persons = await populationOf(stack.endpoints, 10_000, 1_000);
    await giveMandates(stack.endpoints, boardSeats());
    const records = campaignRecords({ seed: 'crash-points', today, persons });
    expect(records).toHaveLength(2_400);

    const deaths = { intake: [] as string[], register: [] as string[] };
    const intake = dieAndReturn('appointment-intake', INTAKE_DIES, deaths.intake);
    const register = dieAndReturn('register-state', REGISTER_DIES, deaths.register);
    const journal = await deliverUnderFaults(stack.endpoints, records, {
      seed: 'crash-points',
      async onRequest(number) {
        const due = Math.floor((number - 1) / REQUESTS_PER_DEATH);
        const happened = (): boolean =>
          deaths.intake.length >= Math.min(due, INTAKE_DIES.length) &&
          deaths.register.length >= Math.min(due, REGISTER_DIES.length);
        await eventually(() => happened() || undefined, {
          withinMs: 60_000,
          what: `death ${String(due)} of each service`,
        });
      },
    });

    expect(await intake).toEqual(INTAKE_DIES.map((point) => `SIGKILL at ${point}`));
    expect(await register).toEqual(REGISTER_DIES.map((point) => `SIGKILL at ${point}`));
    expect(journal.receipts.size).toBe(2_000);
    const source = { broker: stack.endpoints.kafka, prefix: stack.prefix };
    expect(await checkEffects(stack.endpoints, source, journal)).toEqual([]);
  }, 360_000);
});
