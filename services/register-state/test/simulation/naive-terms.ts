import type { NaiveCase } from './naive-case.ts';
import { weeksAfter } from './naive-weeks.ts';

/** What is to be done about a request, by whom and until when: its next step, and what its board owes. */
export function naiveTerms(one: NaiveCase): string[] {
  const owed = one.owes === undefined || one.stands === 'VERVALLEN' ? [] : [`STAND BESTUUR ${one.owesBy}`];
  return [...nextTerm(one), ...owed];
}

function nextTerm(one: NaiveCase): string[] {
  const others = one.lastDayOfOthers;
  switch (one.stands) {
    case 'BIJ_BESTUUR':
      return [`ANTWOORD BESTUUR ${one.answerBy}`];
    case 'WACHT_OP_STAND':
      return [`STAND BESTUUR ${one.answerBy}`];
    case 'AANGEPAST':
    case 'JUIST_BEVONDEN':
      return [`BESLUIT_VRAGEN LERAAR ${others}`];
    case 'BESLUIT_GEVRAAGD':
      return [`BESLUIT BEHEER ${weeksAfter(one.asked, 8)}`];
    case 'BESLUIT':
      return [`BEZWAAR BELANGHEBBENDEN ${others}`];
    case 'BEZWAAR':
    case 'ADVIES':
      return [`BESLISSING_OP_BEZWAAR BEHEER ${one.reviewBy}`];
    case 'BESLISSING_OP_BEZWAAR':
      return [`BEROEP BELANGHEBBENDEN ${others}`];
    case 'UITSPRAAK': {
      if (others !== undefined) return [`HOGER_BEROEP BELANGHEBBENDEN ${others}`];
      const by = weeksAfter(one.appeals.rulingThatHolds?.date ?? '', one.hasCommission ? 12 : 6);
      return [`BESLISSING_OP_BEZWAAR BEHEER ${by}`];
    }
    default:
      return [];
  }
}
