import type { Correction, Standing } from './correction.ts';
import type { CorrectionStepped, StepName } from './events.ts';

/** The event of a step of a request for correction. */
export function steppedTo(
  { id, board, number, requestedOn, kind: before }: Correction,
  step: StepName,
  after: Standing,
): CorrectionStepped {
  return { type: 'correctie-besloten', id, board, number, step, requestedOn, before, after };
}
