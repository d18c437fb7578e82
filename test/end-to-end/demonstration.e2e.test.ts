import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { differences } from '../../scripts/demonstration/outcome.ts';
import { playDemonstration } from '../../scripts/demonstration/run.ts';
import { startStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;

beforeAll(async () => {
  stack = await startStack();
}, 120_000);

afterAll(async () => {
  await stack.stop();
});

describe('the demonstration delivery', () => {
  it('ends with every receipt, feedback record, person and event as computed beforehand', async () => {
    const outcome = await playDemonstration(stack.endpoints, { prefix: stack.prefix });
    const records = outcome.plan.rounds.flat();
    const wrong = records.filter(
      (record) => record.feedback?.kind === 'TERUGKOPPELING_AFKEURING' || record.receipt.status === 'A',
    );
    expect(records.length).toBeGreaterThan(480);
    expect(wrong.length).toBeGreaterThan(records.length / 11);
    expect(differences(outcome)).toEqual([]);
  }, 240_000);
});
