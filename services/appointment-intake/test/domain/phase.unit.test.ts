import { expect, it } from '@jest/globals';
import { addDays } from '../../../_platform/src/clock/amsterdam.ts';
import { phaseOnDay, type PhaseBegin, type PhaseOnDay } from '../../src/domain/phase.ts';

const trial: PhaseBegin = { phase: 'PROEF', from: '2026-01-10' };
const real: PhaseBegin = { phase: 'LIVE', from: '2026-02-01' };
const ended: PhaseBegin = { phase: 'GEEN', from: '2026-02-01' };

it.each<[string, PhaseBegin[], string, PhaseOnDay]>([
  ['nobody gave one: for real, always', [], '2026-01-15', { phase: 'LIVE', planned: [] }],
  ['the first one is planned', [trial], '2026-01-09', { phase: 'LIVE', until: '2026-01-09', planned: [trial] }],
  ['from its own day on', [trial], '2026-01-10', { phase: 'PROEF', since: '2026-01-10', planned: [] }],
  [
    'until the day before the next',
    [trial, real],
    '2026-01-31',
    { phase: 'PROEF', since: '2026-01-10', until: '2026-01-31', planned: [real] },
  ],
  ['the next', [trial, real], '2026-02-01', { phase: 'LIVE', since: '2026-02-01', planned: [] }],
  [
    'of two for one day the later given',
    [trial, real, ended],
    '2026-03-01',
    { phase: 'GEEN', since: '2026-02-01', planned: [] },
  ],
  [
    'of two planned for one day the later given alone',
    [trial, real, ended],
    '2026-01-15',
    { phase: 'PROEF', since: '2026-01-10', until: '2026-01-31', planned: [ended] },
  ],
  [
    'the same phase given again goes on',
    [trial, { ...trial, from: '2026-01-12' }],
    '2026-01-15',
    { phase: 'PROEF', since: '2026-01-10', planned: [] },
  ],
])('the phase of a board on a day: %s', (_what, begins, day, phase) => {
  expect(phaseOnDay(begins, day, (later) => addDays(later, -1))).toEqual(phase);
});
