import type { Beroep, Uitspraak } from '../../../../schemas/message-book/v1/generated.ts';
import { rulingThatCounts } from './appeal-outcome.ts';
import type { Day } from './calendar.ts';
import { firstRefusal, refused } from './correction-refusal.ts';
import type { StepRefusal } from './correction-refusal.ts';
import { isIn } from './correction.ts';
import type { Correction, Standing } from './correction.ts';
import type { StepContext, StepOutcome } from './decide-correction-step.ts';
import { grantOf, refusalOfDates, refusalOfGrant } from './decide-decision.ts';
import { objectedOf } from './decide-objection.ts';
import { obligationFrom } from './obligation.ts';
import { lastDayToReviewAnew, remedyFrom } from './objection-terms.ts';
import type { Appeal, Appealed, Reviewed, Ruling } from './proceedings.ts';

/**
 * An appeal that the court told the register of (Awb 8:1, 8:104). It may come after the term was over and the matter
 * irrevocable: it was lodged at the court, and whether it was in time is the court's to say.
 */
export function enterAppeal(correction: Correction, given: Beroep, { today, recordedAt }: StepContext): StepOutcome {
  const { instantie: court, indiener: by, ingesteldOp: lodgedOn } = given;
  if (!isIn(correction, 'BESLISSING_OP_BEZWAAR', 'UITSPRAAK', 'ONHERROEPELIJK')) return refused('VERKEERDE_STAND');
  const reviewed = reviewedOf(correction);
  if (reviewed === undefined) return refused('VERKEERDE_STAND');
  const fought = foughtBy(court, reviewed);
  if (fought === undefined) return refused('VERKEERDE_STAND', '/instantie');
  // The register does not appeal against its own decision.
  if (court === 'RECHTBANK' && by === 'BEHEER') return refused('PAST_NIET', '/indiener');
  if (lodgedOn < fought || lodgedOn > today) return refused('DATUM', '/ingesteldOp');
  const appeal: Appeal = { court, by, lodgedOn, at: recordedAt };
  const appeals = [...(reviewed.appeals ?? []), appeal];
  return { step: 'BEROEP', standing: { kind: 'BEROEP', ...reviewed, appeals } };
}

/** Date of what an appeal at a court is against; undefined when there is nothing. */
function foughtBy(court: Appeal['court'], { review, appeals = [] }: Reviewed): Day | undefined {
  if (court === 'RECHTBANK') {
    const isFree = appeals.every(({ ruling }) => ruling?.verdict === 'INGETROKKEN');
    return isFree ? review.date : undefined;
  }
  const last = appeals.at(-1);
  const isRuled = last?.court === 'RECHTBANK' && last.ruling?.remedy !== undefined;
  return isRuled ? last.ruling.date : undefined;
}

/** The outcome of an appeal (Awb 8:70, 8:72), or that it was withdrawn (6:21). */
export function enterRuling(correction: Correction, given: Uitspraak, context: StepContext): StepOutcome {
  if (!isIn(correction, 'BEROEP')) return refused('VERKEERDE_STAND');
  const appeal = correction.appeals.at(-1);
  const reviewed = reviewedOf(correction);
  if (appeal === undefined || reviewed === undefined) return refused('VERKEERDE_STAND');
  const refusal = firstRefusal(
    refusalOfEffect(given),
    given.verzoek === undefined ? undefined : refusalOfGrant(correction, given.verzoek, given.velden),
    refusalOfDates(given, { notBefore: appeal.lodgedOn, today: context.today }),
  );
  if (refusal !== undefined) return refusal;
  const grant = given.verzoek === undefined ? undefined : grantOf(correction, given.verzoek, given.velden);
  const ruling: Ruling = {
    verdict: given.dictum,
    ...(given.gevolg === undefined ? {} : { effect: given.gevolg }),
    ...(grant === undefined ? {} : { grant }),
    ...(given.gevolg === 'NIEUW_BESLUIT'
      ? { newDecisionBy: given.nieuwBesluitUiterlijk ?? lastDayToReviewAnew(reviewed, given.bekendgemaaktOp) }
      : {}),
    date: given.datum,
    notifiedOn: given.bekendgemaaktOp,
    ...(given.ecli === undefined ? {} : { ecli: given.ecli }),
    ...(appeal.court === 'RECHTBANK' && given.dictum !== 'INGETROKKEN'
      ? { remedy: remedyFrom('HOGER_BEROEP', given.bekendgemaaktOp) }
      : {}),
    at: context.recordedAt,
  };
  const { obligation: former, ...others } = reviewed;
  const obligation = grant === undefined ? former : obligationFrom(grant, { ...context, former });
  const appeals = [...correction.appeals.slice(0, -1), { ...appeal, ruling }];
  const facts: Appealed = { ...others, ...(obligation === undefined ? {} : { obligation }), appeals };
  return { step: 'UITSPRAAK', standing: afterRuling(appeal, ruling, facts) };
}

/** After the second instance nothing is left, unless the register has to decide anew. */
function afterRuling({ court }: Appeal, { verdict }: Ruling, facts: Appealed): Standing {
  const counts = rulingThatCounts(facts);
  if (counts?.effect === 'NIEUW_BESLUIT') return { kind: 'UITSPRAAK', ...facts };
  if (court === 'HOGERBEROEPSRECHTER') return { kind: 'ONHERROEPELIJK', ...facts };
  // Withdrawn: the decision stands by its own term, which the next day turn finds over if it is.
  return { kind: verdict === 'INGETROKKEN' ? 'BESLISSING_OP_BEZWAAR' : 'UITSPRAAK', ...facts };
}

function refusalOfEffect({
  dictum,
  gevolg,
  verzoek,
  velden,
  nieuwBesluitUiterlijk: by,
  bekendgemaaktOp,
}: Uitspraak): { readonly refusal: StepRefusal } | undefined {
  if ((dictum === 'GEGROND') !== (gevolg !== undefined)) return refused('PAST_NIET', '/gevolg');
  if ((gevolg === 'ZELF_VOORZIEN') !== (verzoek !== undefined)) return refused('PAST_NIET', '/verzoek');
  if (verzoek === undefined && velden !== undefined) return refused('PAST_NIET', '/velden');
  if (by === undefined) return undefined;
  if (gevolg !== 'NIEUW_BESLUIT') return refused('PAST_NIET', '/nieuwBesluitUiterlijk');
  return by > bekendgemaaktOp ? undefined : refused('DATUM', '/nieuwBesluitUiterlijk');
}

/** The facts up to the decision on the objections, when there is one. */
function reviewedOf(correction: Correction): Reviewed | undefined {
  if (!isIn(correction, 'BESLISSING_OP_BEZWAAR', 'BEROEP', 'UITSPRAAK', 'ONHERROEPELIJK')) return undefined;
  const { review, handling, advice, annulled, appeals } = correction;
  if (review === undefined || handling === undefined) return undefined;
  return {
    ...objectedOf({ ...correction, handling }),
    ...(advice === undefined ? {} : { advice }),
    ...(annulled === undefined ? {} : { annulled }),
    ...(appeals === undefined ? {} : { appeals }),
    review,
  };
}
