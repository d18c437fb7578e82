import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { giveMandates } from '../../scripts/demonstration/deliver.ts';
import { boardSeats } from '../../scripts/demonstration/seats.ts';
import { startStack, type TestStack } from '../support/stack.ts';
import { checkEffects } from './check-effects.ts';
import { campaignRecords, deliverUnderFaults } from './delivery-under-faults.ts';
import { populationOf, todayOf } from './population.ts';

/** Longer than a consumer's session (6 s), a lease (10 s) and a transaction's time-out (10 s). */
const FROZEN_MS = 14_000;

let stack: TestStack;

beforeAll(async () => {
  stack = await startStack();
  await stack.startSecond('register-state');
  await stack.startSecond('appointment-intake');
}, 120_000);

afterAll(async () => {
  await stack.stop();
});

describe('a frozen process', () => {
  it('changes nothing twice when it wakes up after another one has taken over', async () => {
    const today = await todayOf(stack.endpoints);
    const persons = await populationOf(stack.endpoints, 30_000, 400);
    await giveMandates(stack.endpoints, boardSeats());
    const records = campaignRecords({ seed: 'frozen', today, persons });
    const thawed: Promise<void>[] = [];
    // The consumer is frozen with records on their way to it, the relay of intake in the middle of its answers: the
    // calls that hang on the frozen intake are answered when it wakes up.
    const freeze = async (service: 'register-state' | 'appointment-intake'): Promise<void> => {
      await stack.kill(service, 'SIGSTOP');
      await delay(FROZEN_MS);
      await stack.kill(service, 'SIGCONT');
    };
    const journal = await deliverUnderFaults(stack.endpoints, records, {
      seed: 'frozen',
      onRequest(number) {
        if (number === 5) thawed.push(freeze('register-state'));
        if (number === 9) thawed.push(freeze('appointment-intake'));
      },
    });
    await Promise.all(thawed);
    expect(thawed).toHaveLength(2);
    const source = { broker: stack.endpoints.kafka, prefix: stack.prefix };
    expect(await checkEffects(stack.endpoints, source, journal)).toEqual([]);
  }, 240_000);
});
