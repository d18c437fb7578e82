import { addDays, dayAfter } from './calendar.ts';
import type { Day } from './calendar.ts';
import type { Decided, Handling, Objected, Objection, Omission, Remedy } from './proceedings.ts';
import { termsOn } from './terms.ts';
import { lastDayOfWeeks, workingDayFrom } from './working-day.ts';

/** Where and until when a decision that was made known on a day can be fought (Awb 6:7, 6:8 lid 1, 8:104). */
export function remedyFrom(kind: Remedy['kind'], notifiedOn: Day): Remedy {
  const weeks = termsOn(notifiedOn).weeksToObject;
  return { kind, at: PLACES[kind], weeks, until: lastDayOfWeeks(notifiedOn, weeks) };
}

const PLACES: Readonly<Record<Remedy['kind'], Remedy['at']>> = {
  BEZWAAR: 'REGISTERAUTORITEIT',
  BEROEP: 'RECHTBANK',
  HOGER_BEROEP: 'HOGERBEROEPSRECHTER',
};

/**
 * Awb 6:9: in time is what was received within the term, and what was posted within it and received at most a week
 * after it.
 */
export function isInTime(
  { remedy, notifiedOn }: Decided['decision'],
  { receivedOn, postedOn }: Pick<Objection, 'receivedOn' | 'postedOn'>,
): boolean {
  if (receivedOn <= remedy.until) return true;
  const { weeksInPost } = termsOn(notifiedOn);
  return postedOn !== undefined && postedOn <= remedy.until && receivedOn <= lastDayOfWeeks(remedy.until, weeksInPost);
}

/** Last day to ask the register for a decision, after the board answered. */
export function lastDayToAskDecision(answeredOn: Day): Day {
  return lastDayOfWeeks(answeredOn, termsOn(answeredOn).weeksToAskDecision);
}

/** Last day to decide on the request (Awb 4:13 lid 2). */
export function lastDayToDecide(askedOn: Day): Day {
  return lastDayOfWeeks(askedOn, termsOn(askedOn).weeksToDecide);
}

/**
 * Last day to decide on the objections (Awb 7:10): six weeks, twelve with a commission, from the day after the term to
 * object has ended (lid 1), also of an objection that came later; longer by the days that the term stood still (lid 2)
 * and by an adjournment (lid 3); or the day of a postponement (lid 4). The end moves to a working day once, at the end.
 */
export function lastDayToReview({ decision, objections, handling }: Objected): Day {
  if (handling.postponedUntil !== undefined) return handling.postponedUntil;
  const objectBy = decision.remedy.until;
  const weeks = weeksToReview(decision.notifiedOn, handling) + (handling.weeksAdjourned ?? 0);
  const omissions = objections.filter(isLiving).flatMap(({ omission }) => (omission === undefined ? [] : [omission]));
  const standstill = daysOfStandstill(omissions, dayAfter(objectBy));
  return workingDayFrom(addDays(objectBy, 7 * weeks + standstill));
}

/** The same for a decision that a court ordered without a term of its own: as long as for the first one. */
export function lastDayToReviewAnew({ decision, handling }: Objected, rulingNotifiedOn: Day): Day {
  return lastDayOfWeeks(rulingNotifiedOn, weeksToReview(decision.notifiedOn, handling));
}

function weeksToReview(from: Day, { hasCommission }: Handling): number {
  const terms = termsOn(from);
  return hasCommission ? terms.weeksToReviewWithCommission : terms.weeksToReview;
}

/** First day on which the term runs again: that of the repair, or the day after the term for it went by unused. */
function endOfStandstill({ repairBy, repairedOn }: Omission): Day {
  const unused = dayAfter(repairBy);
  return repairedOn !== undefined && repairedOn < unused ? repairedOn : unused;
}

/** Days from the day after each question on, those before `from` left out and each counted once. */
function daysOfStandstill(omissions: readonly Omission[], from: Day): number {
  let days = 0;
  let counted = from;
  for (const omission of omissions.toSorted((a, b) => (a.askedOn < b.askedOn ? -1 : 1))) {
    const first = dayAfter(omission.askedOn);
    const end = endOfStandstill(omission);
    for (let day = first > counted ? first : counted; day < end; day = dayAfter(day)) {
      days += 1;
      counted = dayAfter(day);
    }
  }
  return days;
}

/** Not withdrawn. */
export function isLiving({ withdrawnOn }: Objection): boolean {
  return withdrawnOn === undefined;
}
