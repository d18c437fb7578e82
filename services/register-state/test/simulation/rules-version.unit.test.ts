import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hash } from 'node:crypto';
import { addDays } from '../../src/domain/calendar.ts';
import type { Command } from '../../src/domain/commands.ts';
import { RULES_VERSION } from '../../src/domain/rules-version.ts';
import { anyDispute } from './any-dispute.ts';
import type { Proceeding } from './any-dispute.ts';
import { anyHistory } from './any-step.ts';
import type { Step } from './any-step.ts';
import { commandOfProceeding } from './command-of-proceeding.ts';
import { commandOf } from './command-of-step.ts';
import { PlayedHistory } from './played-history.ts';
import type { Judged } from './played-history.ts';

/**
 * How the rules of today judge fixed histories. When only `judgements` differs, a rule changed, or a term or ground of the
 * release: for a rule raise RULES_VERSION and say in its table what changed, then note the three here. When `histories`
 * differs too, the generators of histories changed, and this test can say nothing of the rules: make sure first that it
 * passes with the generators of before.
 */
const NOTED = {
  version: 3,
  histories: 'UOnnqTHvb8_0zlgt9hcrCnK3vc5jafFxE7aMc1o1oGs',
  judgements: 'ivUS-oReynROBepBvRURJNY29Zlx4HmRLJ8_XOVSU8M',
};

const sample = { numRuns: 400, seed: 20180801 };

/** Everything that was said, in order: outcomes with their events and signals, and the person that is left. */
function judgementsOf(steps: readonly (Step | Proceeding)[]): unknown[] {
  const history = new PlayedHistory();
  const sent: Command[] = [];
  const said: unknown[] = [];
  const note = ({ today, outcome, after }: Judged): void => void said.push(today, outcome, after);
  for (const step of steps) {
    switch (step.do) {
      case 'pass':
        for (const judged of history.turnUntil(addDays(history.day, step.days))) note(judged);
        break;
      case 'stand-still':
        history.day = addDays(history.day, step.days);
        break;
      case 'replace-grounds':
        history.replaceGrounds();
        break;
      default: {
        const command = step.do === 'proceed' ? commandOfProceeding(step, history) : commandOf(step, history, sent);
        if (command === undefined) break;
        sent.push(command);
        note(history.judge(command));
      }
    }
  }
  return said;
}

const digest = (value: unknown): string => hash('sha256', JSON.stringify(value), 'base64url');

it('no command is judged otherwise than before under the same version of the rules', () => {
  const histories = [...fc.sample(anyHistory, sample), ...fc.sample(anyDispute, sample)];
  expect({
    version: RULES_VERSION,
    histories: digest(histories),
    judgements: digest(histories.map(judgementsOf)),
  }).toEqual(NOTED);
});
