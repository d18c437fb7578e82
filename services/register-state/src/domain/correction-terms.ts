import { rulingThatCounts } from './appeal-outcome.ts';
import { dayAfter, earliest } from './calendar.ts';
import type { Day } from './calendar.ts';
import type { Correction, RequestFacts, Standing } from './correction.ts';
import { isIn, lastDayToAnswer, standingOf } from './correction.ts';
import type { CorrectionStepped } from './events.ts';
import { openObligation } from './obligation.ts';
import { lastDayToDecide, lastDayToReview } from './objection-terms.ts';
import type { Person } from './person.ts';
import { steppedTo } from './stepped-to.ts';

/** What is to happen next with a request, by whom, and until when. */
export interface OpenTerm {
  readonly what:
    | 'ANTWOORD'
    | 'BESLUIT_VRAGEN'
    | 'BESLUIT'
    | 'BEZWAAR'
    | 'BESLISSING_OP_BEZWAAR'
    | 'BEROEP'
    | 'HOGER_BEROEP'
    | 'STAND';
  readonly who: 'LERAAR' | 'BESTUUR' | 'BEHEER' | 'BELANGHEBBENDEN';
  /** Last day. */
  readonly by: Day;
}

/** Where a request stands, with the day that the board's own term counts from. */
type Placed = Standing & Pick<RequestFacts, 'requestedOn'>;

/** The terms that run for a request: at most that of its next step, and that of what the board owes. */
export function openTerms(correction: Placed): OpenTerm[] {
  const next = nextTerm(correction);
  const owed = openObligation(correction);
  return [
    ...(next === undefined ? [] : [next]),
    ...(owed === undefined ? [] : [{ what: 'STAND', who: 'BESTUUR', by: owed.by } as const]),
  ];
}

function nextTerm(correction: Placed): OpenTerm | undefined {
  switch (correction.kind) {
    case 'BIJ_BESTUUR':
      return { what: 'ANTWOORD', who: 'BESTUUR', by: lastDayToAnswer(correction.requestedOn) };
    case 'WACHT_OP_STAND':
      return { what: 'STAND', who: 'BESTUUR', by: lastDayToAnswer(correction.requestedOn) };
    case 'AANGEPAST':
    case 'JUIST_BEVONDEN':
      return { what: 'BESLUIT_VRAGEN', who: 'LERAAR', by: correction.askBy };
    case 'BESLUIT_GEVRAAGD':
      return { what: 'BESLUIT', who: 'BEHEER', by: lastDayToDecide(correction.asked.askedOn) };
    case 'BESLUIT':
      return { what: 'BEZWAAR', who: 'BELANGHEBBENDEN', by: correction.decision.remedy.until };
    case 'BEZWAAR':
    case 'ADVIES':
      return { what: 'BESLISSING_OP_BEZWAAR', who: 'BEHEER', by: lastDayToReview(correction) };
    case 'BESLISSING_OP_BEZWAAR':
      return { what: 'BEROEP', who: 'BELANGHEBBENDEN', by: correction.review.remedy.until };
    case 'UITSPRAAK': {
      const { newDecisionBy, remedy } = rulingThatCounts(correction) ?? {};
      if (newDecisionBy !== undefined) return { what: 'BESLISSING_OP_BEZWAAR', who: 'BEHEER', by: newDecisionBy };
      return remedy === undefined ? undefined : { what: 'HOGER_BEROEP', who: 'BELANGHEBBENDEN', by: remedy.until };
    }
    case 'BEROEP':
    case 'AFGESLOTEN':
    case 'ONHERROEPELIJK':
    case 'VERVALLEN':
      return undefined;
  }
}

/** Last day of the first term that the board or the register has to keep; from the next on, `beheer` sees it is over. */
export function lastDayDue(correction: Correction): Day | undefined {
  return earliest(openTerms(correction).map(({ who, by }) => (who === 'BESTUUR' || who === 'BEHEER' ? by : undefined)));
}

/** The day whose turn closes what nobody took further in time. */
export function dayOfClosing(correction: Correction): Day | undefined {
  const term = nextTerm(correction);
  if (term === undefined || term.who === 'BESTUUR' || term.who === 'BEHEER') return undefined;
  return dayAfter(term.by);
}

/** What a day turn closes: AFGESLOTEN when no decision was asked for, ONHERROEPELIJK when nobody fought it. */
export function closingsDue(person: Person, day: Day): CorrectionStepped[] {
  return person.corrections.flatMap((correction) => {
    const closing = dayOfClosing(correction);
    if (closing === undefined || closing > day) return [];
    return closed(correction);
  });
}

function closed(correction: Correction): CorrectionStepped[] {
  if (isIn(correction, 'AANGEPAST', 'JUIST_BEVONDEN')) {
    return [steppedTo(correction, 'AFGESLOTEN', { kind: 'AFGESLOTEN', askBy: correction.askBy })];
  }
  const standing = standingOf(correction);
  if (standing.kind !== 'BESLUIT' && standing.kind !== 'BESLISSING_OP_BEZWAAR' && standing.kind !== 'UITSPRAAK')
    return [];
  return [steppedTo(correction, 'ONHERROEPELIJK', { ...standing, kind: 'ONHERROEPELIJK' })];
}
