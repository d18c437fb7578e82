import type { AdviesBezwaar, BehandelingBezwaar, Bezwaar } from '../../../../schemas/message-book/v1/generated.ts';
import type { Day } from './calendar.ts';
import { firstRefusal, refused } from './correction-refusal.ts';
import type { StepRefusal } from './correction-refusal.ts';
import { isIn } from './correction.ts';
import type { Correction, CorrectionIn, Standing } from './correction.ts';
import type { StepContext, StepOutcome } from './decide-correction-step.ts';
import { isInTime, isLiving, lastDayToReview } from './objection-terms.ts';
import type { Decided, Handling, Objected, Objection, Omission, Party } from './proceedings.ts';
import { termsOn } from './terms.ts';

/**
 * The teacher or the board objects (Awb 7:1, 8:1; both are interested parties, 1:2). One that comes too late is taken in
 * and marked so: whether its sender is to blame, the decision on it says (6:11). It opens even what was irrevocable, as
 * long as nothing was decided on an objection; after that the court is the way.
 */
export function takeObjection(correction: Correction, given: Bezwaar, context: StepContext): StepOutcome {
  if (!canBeObjectedTo(correction)) return refused('VERKEERDE_STAND');
  const { indiener: by, ontvangenOp: receivedOn, terPostOp: postedOn, toelichting: grounds } = given;
  const { decision } = correction;
  if (livingObjection(correction, by) !== undefined) return refused('BEZWAAR_LOOPT');
  const refusal = firstRefusal(
    refusalOfDay(receivedOn, '/ontvangenOp', { from: decision.date, until: context.today }),
    postedOn === undefined
      ? undefined
      : refusalOfDay(postedOn, '/terPostOp', { from: decision.date, until: receivedOn }),
  );
  if (refusal !== undefined) return refusal;
  const isLate = !isInTime(decision, { receivedOn, ...(postedOn === undefined ? {} : { postedOn }) });
  const objection: Objection = {
    ...{ by, receivedOn, isLate, grounds, at: context.recordedAt },
    ...(postedOn === undefined ? {} : { postedOn }),
  };
  const handling: Handling = 'handling' in correction ? correction.handling : { hasCommission: false };
  // Advice on the other's objection does not cover this one: the commission advises once more.
  return {
    step: 'BEZWAAR',
    standing: {
      kind: 'BEZWAAR',
      ...decidedOf(correction),
      objections: [...correction.objections, objection],
      handling,
    },
  };
}

type Objectionable = CorrectionIn<'BESLUIT' | 'BEZWAAR' | 'ADVIES' | 'ONHERROEPELIJK'>;

function canBeObjectedTo(correction: Correction): correction is Objectionable {
  if (isIn(correction, 'ONHERROEPELIJK')) return correction.review === undefined;
  return isIn(correction, 'BESLUIT', 'BEZWAAR', 'ADVIES');
}

/** What moves the term of Awb 7:10, and withdrawal (6:21). */
export function handleObjection(correction: Correction, given: BehandelingBezwaar, context: StepContext): StepOutcome {
  if (!isIn(correction, 'BEZWAAR', 'ADVIES')) return refused('VERKEERDE_STAND');
  const { today } = context;
  switch (given.stap) {
    case 'COMMISSIE_INGESTELD':
      if (correction.handling.hasCommission) return refused('PAST_NIET', '/stap');
      return handled(correction, { handling: { ...correction.handling, hasCommission: true } });
    case 'VERDAAGD': {
      const { handling, decision } = correction;
      const isOnce = handling.weeksAdjourned === undefined && handling.postponedUntil === undefined;
      if (!isOnce || today > lastDayToReview(correction)) return refused('AL_VERDAAGD');
      if (given.weken > termsOn(decision.notifiedOn).weeksOfAdjournment) return refused('PAST_NIET', '/weken');
      return handled(correction, { handling: { ...handling, weeksAdjourned: given.weken } });
    }
    case 'UITGESTELD':
      if (given.tot <= lastDayToReview(correction)) return refused('DATUM', '/tot');
      return handled(correction, { handling: { ...correction.handling, postponedUntil: given.tot } });
    case 'VERZUIM_GEMELD':
      return withObjection(correction, given.indiener, ({ receivedOn, omission }) => {
        if (omission !== undefined) return refused('PAST_NIET', '/stap');
        const refusal = refusalOfDay(given.gemeldOp, '/gemeldOp', { from: receivedOn, until: today });
        if (refusal !== undefined) return refusal;
        if (given.herstelUiterlijk <= given.gemeldOp) return refused('DATUM', '/herstelUiterlijk');
        return { omission: { askedOn: given.gemeldOp, repairBy: given.herstelUiterlijk } };
      });
    case 'VERZUIM_HERSTELD':
      return withObjection(correction, given.indiener, ({ omission }) => {
        if (omission === undefined || omission.repairedOn !== undefined) return refused('PAST_NIET', '/stap');
        const { askedOn: from } = omission;
        const refusal = refusalOfDay(given.hersteldOp, '/hersteldOp', { from, until: today });
        return refusal ?? { omission: { ...omission, repairedOn: given.hersteldOp } };
      });
    case 'INGETROKKEN': {
      const { ingetrokkenOp: withdrawnOn, indiener } = given;
      const stepped = withObjection(correction, indiener, ({ receivedOn: from }) => {
        return refusalOfDay(withdrawnOn, '/ingetrokkenOp', { from, until: today }) ?? { withdrawnOn };
      });
      return 'refusal' in stepped
        ? stepped
        : { step: 'BEZWAAR_INGETROKKEN', standing: withoutObjection(stepped, today) };
    }
  }
}

/** When nobody objects any more, the decision stands: as long as its term runs, another can still object. */
function withoutObjection({ standing }: { readonly standing: Standing }, today: Day): Standing {
  if (standing.kind !== 'BEZWAAR' && standing.kind !== 'ADVIES') return standing;
  if (standing.objections.some(isLiving)) return standing;
  return { kind: today > standing.decision.remedy.until ? 'ONHERROEPELIJK' : 'BESLUIT', ...decidedOf(standing) };
}

/** Awb 7:13: the commission that was set up has advised. */
export function enterAdvice(
  correction: Correction,
  given: AdviesBezwaar,
  { today, recordedAt }: StepContext,
): StepOutcome {
  if (!isIn(correction, 'BEZWAAR') || !correction.handling.hasCommission) return refused('VERKEERDE_STAND');
  const { strekking: verdict, gehoordOp: heardOn, uitgebrachtOp: date, overwegingen: considerations } = given;
  const from = firstReceived(correction);
  const refusal = firstRefusal(
    refusalOfDay(date, '/uitgebrachtOp', { from, until: today }),
    heardOn === undefined ? undefined : refusalOfDay(heardOn, '/gehoordOp', { from, until: date }),
  );
  if (refusal !== undefined) return refusal;
  const advice = { verdict, date, considerations, at: recordedAt, ...(heardOn === undefined ? {} : { heardOn }) };
  return { step: 'ADVIES', standing: { kind: 'ADVIES', ...objectedOf(correction), advice } };
}

function livingObjection({ objections }: Pick<Decided, 'objections'>, by: Party): Objection | undefined {
  return objections.find((one) => one.by === by && isLiving(one));
}

function firstReceived({ objections }: Pick<Decided, 'objections'>): Day {
  const [first, ...others] = objections.filter(isLiving).map(({ receivedOn }) => receivedOn);
  return others.reduce((earliest, day) => (day < earliest ? day : earliest), first ?? '');
}

type Dealt = CorrectionIn<'BEZWAAR' | 'ADVIES'>;
interface Handled {
  readonly step: 'BEZWAAR_BEHANDELD';
  readonly standing: Standing;
}

function handled(correction: Dealt, change: Partial<Pick<Objected, 'handling' | 'objections'>>): Handled {
  const objected = { ...objectedOf(correction), ...change };
  const standing: Standing =
    correction.kind === 'ADVIES'
      ? { kind: 'ADVIES', ...objected, advice: correction.advice }
      : { kind: 'BEZWAAR', ...objected };
  return { step: 'BEZWAAR_BEHANDELD', standing };
}

function withObjection(
  correction: Dealt,
  by: Party,
  change: (
    objection: Objection,
  ) => { readonly omission: Omission } | { readonly withdrawnOn: Day } | { readonly refusal: StepRefusal },
): Handled | { readonly refusal: StepRefusal } {
  const found = livingObjection(correction, by);
  if (found === undefined) return refused('GEEN_BEZWAAR', '/indiener');
  const changed = change(found);
  if ('refusal' in changed) return changed;
  return handled(correction, {
    objections: correction.objections.map((one) => (one === found ? { ...one, ...changed } : one)),
  });
}

function refusalOfDay(
  day: Day,
  field: string,
  { from, until }: { readonly from: Day; readonly until: Day },
): { readonly refusal: StepRefusal } | undefined {
  return day < from || day > until ? refused('DATUM', field) : undefined;
}

/** The facts up to the decision, without what came after it. */
function decidedOf({ asked, decision, objections, obligation }: Decided): Decided {
  return { asked, decision, objections, ...(obligation === undefined ? {} : { obligation }) };
}

export function objectedOf({ handling, ...decided }: Objected): Objected {
  return { ...decidedOf(decided), handling };
}
