import type { CorrectionStep } from './correction-commands.ts';
import type { StepRefusal } from './correction-refusal.ts';
import type { Correction, Standing } from './correction.ts';
import { decideOnRequest, takeDecisionRequest } from './decide-decision.ts';
import { enterAppeal, enterRuling } from './decide-appeal.ts';
import { enterAdvice, handleObjection, takeObjection } from './decide-objection.ts';
import { reviewDecision } from './decide-review.ts';
import { toldRequest } from './correction-request.ts';
import type { StepName } from './events.ts';
import { openObligation } from './obligation.ts';
import type { Context, Outcome } from './outcome.ts';
import { findAppointment } from './person.ts';
import type { Person } from './person.ts';
import { concluded, evolveAll } from './settle.ts';
import { steppedTo } from './stepped-to.ts';

/** What a step rests on besides the request and the command. */
export interface StepContext extends Pick<Context, 'recordedAt' | 'today'> {
  /** The appointment stands: it was not deleted. */
  readonly isThere: boolean;
}

/** Where a step leads, or why it cannot be taken. */
export type StepOutcome = { readonly step: StepName; readonly standing: Standing } | { readonly refusal: StepRefusal };

/**
 * A step of a request for correction after the board's part in it. When a decision obliges the board to deliver, it is
 * told so with record 16, as a reminder of the request that it knows. What is refused changes nothing.
 */
export function decideCorrectionStep(person: Person, command: CorrectionStep, context: Context): Outcome {
  const found = stepOf(person, command, context);
  if ('refusal' in found) return { kind: 'AFGEWEZEN', signals: [], refusal: found.refusal };
  const { correction, step, standing } = found;
  const stepped = steppedTo(correction, step, standing);
  const after = evolveAll(person, [stepped]).corrections.find(({ id }) => id === correction.id);
  const owed = after === undefined ? undefined : openObligation(after);
  const isNew = owed !== undefined && owed !== openObligation(correction);
  const told = isNew ? toldRequest(person, correction, { isReminder: true, owed }) : [];
  return { kind: 'VERWERKT', events: concluded([stepped]), correctionRequests: told };
}

/** Also asked beforehand, so that who cannot take a step is told at once; the judgement itself comes later, and counts. */
export function stepOf(
  person: Person,
  command: CorrectionStep,
  { recordedAt, today }: Pick<Context, 'recordedAt' | 'today'>,
): ({ readonly correction: Correction } & Exclude<StepOutcome, { refusal: StepRefusal }>) | { refusal: StepRefusal } {
  const correction = person.corrections.find(({ id }) => id === command.correctionId);
  if (correction === undefined) return { refusal: { reason: 'GEEN_CORRECTIE' } };
  const isThere = findAppointment(person, correction)?.kind === 'GELDIG';
  const outcome = takeStep(correction, command, { recordedAt, today, isThere });
  return 'refusal' in outcome ? outcome : { correction, ...outcome };
}

function takeStep(correction: Correction, command: CorrectionStep, context: StepContext): StepOutcome {
  switch (command.kind) {
    case 'decision-request':
      return takeDecisionRequest(correction, command, context);
    case 'decision':
      return decideOnRequest(correction, command.decision, context);
    case 'objection':
      return takeObjection(correction, command.objection, context);
    case 'objection-handling':
      return handleObjection(correction, command.handling, context);
    case 'objection-advice':
      return enterAdvice(correction, command.advice, context);
    case 'objection-review':
      return reviewDecision(correction, command.review, context);
    case 'appeal':
      return enterAppeal(correction, command.appeal, context);
    case 'ruling':
      return enterRuling(correction, command.ruling, context);
  }
}
