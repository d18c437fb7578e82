import type { BeslissingOpBezwaar } from '../../../../schemas/message-book/v1/generated.ts';
import type { Day } from './calendar.ts';
import { firstRefusal, refused } from './correction-refusal.ts';
import type { StepRefusal } from './correction-refusal.ts';
import { isIn } from './correction.ts';
import type { Correction, CorrectionIn, Standing } from './correction.ts';
import { grantOf, refusalOfDates, refusalOfGrant } from './decide-decision.ts';
import { objectedOf } from './decide-objection.ts';
import { rulingThatCounts } from './appeal-outcome.ts';
import type { StepContext, StepOutcome } from './decide-correction-step.ts';
import { obligationFrom } from './obligation.ts';
import { isLiving, remedyFrom } from './objection-terms.ts';
import type { Advice, Grant, Objection, Review } from './proceedings.ts';

type Reviewable = CorrectionIn<'BEZWAAR' | 'ADVIES' | 'UITSPRAAK'>;
type Refused = { readonly refusal: StepRefusal } | undefined;

/**
 * The decision on the objections (Awb 7:11, 7:12): not before the term to object is over, because the other party may
 * still come; after the advice, when a commission was set up; once more, when a court ordered it. The term to decide is
 * one of order: a decision that comes late counts all the same.
 */
export function reviewDecision(correction: Correction, given: BeslissingOpBezwaar, context: StepContext): StepOutcome {
  if (!canBeReviewed(correction)) return refused('VERKEERDE_STAND');
  const { today } = context;
  if (correction.kind === 'BEZWAAR' && correction.handling.hasCommission) return refused('ADVIES_ONTBREEKT');
  if (today <= correction.decision.remedy.until) return refused('TERMIJN_LOOPT');
  const living = correction.objections.filter(isLiving);
  const refusal = firstRefusal(
    refusalOfMembers(given),
    given.verzoek === undefined ? undefined : refusalOfGrant(correction, given.verzoek, given.velden),
    refusalOfAdmissibility(living, given, today),
    refusalOfDeviation(correction.advice, given),
    refusalOfDates(given, { notBefore: lastFact(correction, living), today }),
  );
  if (refusal !== undefined) return refusal;
  return { step: 'BESLISSING_OP_BEZWAAR', standing: reviewed(correction, given, context) };
}

function canBeReviewed(correction: Correction): correction is Reviewable & { readonly advice?: Advice } {
  if (isIn(correction, 'UITSPRAAK')) return rulingThatCounts(correction)?.effect === 'NIEUW_BESLUIT';
  return isIn(correction, 'BEZWAAR', 'ADVIES');
}

/** `verzoek` is decided anew as far as the objection is well-founded; the ground of inadmissibility goes with that alone. */
function refusalOfMembers({ dictum, verzoek, velden, nietOntvankelijkOmdat }: BeslissingOpBezwaar): Refused {
  const isFounded = dictum === 'GEGROND' || dictum === 'GEDEELTELIJK_GEGROND';
  if (isFounded !== (verzoek !== undefined)) return refused('PAST_NIET', '/verzoek');
  if (verzoek === undefined && velden !== undefined) return refused('PAST_NIET', '/velden');
  const isInadmissible = dictum === 'NIET_ONTVANKELIJK';
  return isInadmissible === (nietOntvankelijkOmdat !== undefined)
    ? undefined
    : refused('PAST_NIET', '/nietOntvankelijkOmdat');
}

/**
 * Too late is inadmissible, unless its sender is not to blame (Awb 6:11): where every objection came late, the decision
 * says which. Inadmissible for an omission is only what was not repaired in the term that was given for it (6:6).
 */
function refusalOfAdmissibility(living: readonly Objection[], given: BeslissingOpBezwaar, today: Day): Refused {
  const { nietOntvankelijkOmdat: ground, termijnoverschrijdingVerschoonbaar: isExcused } = given;
  const isLate = living.every((one) => one.isLate);
  if (ground === 'TE_LAAT' && !isLate) return refused('WEL_ONTVANKELIJK', '/nietOntvankelijkOmdat');
  if (ground === 'VERZUIM' && !living.some((one) => isUnrepaired(one, today))) {
    return refused('WEL_ONTVANKELIJK', '/nietOntvankelijkOmdat');
  }
  const saysLateness = isExcused === true;
  if (saysLateness && (!isLate || ground !== undefined)) {
    return refused('PAST_NIET', '/termijnoverschrijdingVerschoonbaar');
  }
  if (isLate && !saysLateness && ground === undefined) {
    return refused('TE_LAAT_NIET_BEOORDEELD', '/termijnoverschrijdingVerschoonbaar');
  }
  return undefined;
}

function isUnrepaired({ omission }: Objection, today: Day): boolean {
  if (omission === undefined || today <= omission.repairBy) return false;
  return omission.repairedOn === undefined || omission.repairedOn > omission.repairBy;
}

/** Awb 7:13 lid 7. */
function refusalOfDeviation(advice: Advice | undefined, { dictum, afwijkingVanAdvies }: BeslissingOpBezwaar): Refused {
  if (advice === undefined) {
    return afwijkingVanAdvies === undefined ? undefined : refused('PAST_NIET', '/afwijkingVanAdvies');
  }
  const differs = advice.verdict !== dictum;
  return differs && afwijkingVanAdvies === undefined
    ? refused('AFWIJKING_ONTBREEKT', '/afwijkingVanAdvies')
    : undefined;
}

/** The newest day that the decision rests on. */
function lastFact(correction: Reviewable & { readonly advice?: Advice }, living: readonly Objection[]): Day {
  const ruled = correction.kind === 'UITSPRAAK' ? rulingThatCounts(correction)?.date : undefined;
  const days = [...living.map(({ receivedOn }) => receivedOn), correction.advice?.date, ruled];
  return days.reduce<Day>((last, day) => (day !== undefined && day > last ? day : last), correction.decision.date);
}

function reviewed(
  correction: Reviewable & { readonly advice?: Advice },
  given: BeslissingOpBezwaar,
  context: StepContext,
): Standing {
  const { obligation: former, ...objected } = objectedOf(correction);
  const grant = given.verzoek === undefined ? undefined : grantOf(correction, given.verzoek, given.velden);
  const obligation = grant === undefined ? former : obligationFrom(grant, { ...context, former });
  const { advice } = correction;
  return {
    kind: 'BESLISSING_OP_BEZWAAR',
    ...objected,
    ...(obligation === undefined ? {} : { obligation }),
    ...(advice === undefined ? {} : { advice }),
    ...(correction.kind === 'UITSPRAAK'
      ? { annulled: [...(correction.annulled ?? []), { review: correction.review, appeals: correction.appeals }] }
      : {}),
    review: reviewOf(given, grant, context),
  };
}

function reviewOf(given: BeslissingOpBezwaar, grant: Grant | undefined, { recordedAt }: StepContext): Review {
  const { nietOntvankelijkOmdat: inadmissibleFor, afwijkingVanAdvies: deviation } = given;
  return {
    verdict: given.dictum,
    ...(inadmissibleFor === undefined ? {} : { inadmissibleFor }),
    isLatenessExcused: given.termijnoverschrijdingVerschoonbaar === true,
    ...(grant === undefined ? {} : { grant }),
    ...(deviation === undefined ? {} : { deviation }),
    articles: given.grondslagen,
    considerations: given.overwegingen,
    date: given.datum,
    notifiedOn: given.bekendgemaaktOp,
    remedy: remedyFrom('BEROEP', given.bekendgemaaktOp),
    at: recordedAt,
  };
}
