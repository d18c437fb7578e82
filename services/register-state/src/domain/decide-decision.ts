import type { Besluit } from '../../../../schemas/message-book/v1/generated.ts';
import type { Day } from './calendar.ts';
import type { AskDecision } from './correction-commands.ts';
import { isWithin } from './correction-fields.ts';
import { firstRefusal, refused } from './correction-refusal.ts';
import type { StepRefusal } from './correction-refusal.ts';
import { isIn, isOpen, lastDayToAnswer } from './correction.ts';
import type { Correction } from './correction.ts';
import type { StepContext, StepOutcome } from './decide-correction-step.ts';
import { obligationFrom } from './obligation.ts';
import { remedyFrom } from './objection-terms.ts';
import type { Grant } from './proceedings.ts';

/**
 * The teacher asks the register to decide: within the term after the board's answer, or once the board has stayed silent
 * past its own. What he sent on the last day is in time, though the turn of the next day came before it.
 */
export function takeDecisionRequest(
  correction: Correction,
  { askedOn, reasons }: AskDecision,
  { recordedAt: at }: StepContext,
): StepOutcome {
  if (isOpen(correction)) {
    if (askedOn <= lastDayToAnswer(correction.requestedOn)) return refused('BESTUUR_AAN_ZET');
  } else if (!isIn(correction, 'AANGEPAST', 'JUIST_BEVONDEN', 'AFGESLOTEN')) {
    return refused('VERKEERDE_STAND');
  } else if (askedOn > correction.askBy) {
    return refused('TERMIJN_VOORBIJ');
  }
  const asked = { askedOn, at, ...(reasons === undefined ? {} : { reasons }) };
  return { step: 'BESLUIT_GEVRAAGD', standing: { kind: 'BESLUIT_GEVRAAGD', asked } };
}

/** The register decides on the request (Awb 1:3 lid 2, 3:46). */
export function decideOnRequest(correction: Correction, given: Besluit, context: StepContext): StepOutcome {
  if (!isIn(correction, 'BESLUIT_GEVRAAGD')) return refused('VERKEERDE_STAND');
  const { asked } = correction;
  const refusal = firstRefusal(
    refusalOfGrant(correction, given.dictum, given.velden),
    refusalOfDates(given, { notBefore: asked.askedOn, today: context.today }),
  );
  if (refusal !== undefined) return refusal;
  const grant = grantOf(correction, given.dictum, given.velden);
  const decision = {
    ...grant,
    articles: given.grondslagen,
    considerations: given.overwegingen,
    date: given.datum,
    notifiedOn: given.bekendgemaaktOp,
    remedy: remedyFrom('BEZWAAR', given.bekendgemaaktOp),
    at: context.recordedAt,
  };
  const obligation = obligationFrom(grant, { ...context, former: undefined });
  return {
    step: 'BESLUIT',
    standing: { kind: 'BESLUIT', asked, decision, objections: [], ...(obligation === undefined ? {} : { obligation }) },
  };
}

type Refused = { readonly refusal: StepRefusal } | undefined;

/** Fields are named with a partial grant, and only then; each is one that was asked for, or a part of one. */
export function refusalOfGrant(
  { fields }: Pick<Correction, 'fields'>,
  verdict: Grant['verdict'],
  granted: readonly string[] | undefined,
): Refused {
  if ((verdict === 'GEDEELTELIJK_TOEGEWEZEN') !== (granted !== undefined)) return refused('PAST_NIET', '/velden');
  const strange = granted?.findIndex((one) => !fields.some((field) => isWithin(one, field))) ?? -1;
  return strange === -1 ? undefined : refused('NIET_GEVRAAGD', `/velden/${strange}`);
}

export function grantOf(
  { fields }: Pick<Correction, 'fields'>,
  verdict: Grant['verdict'],
  granted: readonly string[] | undefined,
): Grant {
  return { verdict, fields: verdict === 'AFGEWEZEN' ? [] : (granted ?? fields) };
}

/** A decision is dated after what it rests on, made known on its date or later, and neither lies ahead. */
export function refusalOfDates(
  { datum, bekendgemaaktOp }: { readonly datum: Day; readonly bekendgemaaktOp: Day },
  { notBefore, today }: { readonly notBefore: Day; readonly today: Day },
): Refused {
  if (datum < notBefore || datum > today) return refused('DATUM', '/datum');
  return bekendgemaaktOp < datum || bekendgemaaktOp > today ? refused('DATUM', '/bekendgemaaktOp') : undefined;
}
