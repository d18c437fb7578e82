import type { GroundRow } from '../../../../schemas/code-lists/rows.ts';
import type { Benoeming } from '../../../../schemas/message-book/v1/generated.ts';
import { addDays, endOfMonths, endOfSchoolYears } from './calendar.ts';
import type { Finding } from './finding.ts';
import type { JudgementLists } from './judgement-lists.ts';

/** Touching periods of one ground inside a record. */
interface Stretch {
  readonly begin: string;
  /** Of the last period as stated; absent = open. */
  readonly end: string | undefined;
  readonly lastPeriod: number;
}

/**
 * 607: the last period of a ground's stretch states an end after the term. Open is allowed: the register watches the
 * term itself. Periods are rising and closed but for the last one, stage DATUMS saw to that.
 */
export function judgeTerms(body: Benoeming, lists: JudgementLists): Finding[] {
  const findings: Finding[] = [];
  for (const [code, stretches] of stretchesByGround(body)) {
    const row = lists.groundsByCode.get(code)?.get(body.sector);
    for (const { begin, end, lastPeriod } of row === undefined ? [] : stretches) {
      const last = row && lastDayOfTerm(row, begin);
      if (last === undefined || end === undefined || end <= last) continue;
      const waarden = { grondslag: code, datum_eind: end, datum_maximum: last };
      findings.push({ code: '607', veld: `/benoeming/perioden/${lastPeriod}/datumEind`, waarden });
    }
  }
  return findings;
}

function stretchesByGround(body: Benoeming): Map<string, Stretch[]> {
  const stretches = new Map<string, Stretch[]>();
  for (const [i, { datumBegin: begin, datumEind: end, grondslagen }] of body.perioden.entries()) {
    for (const { benoemingsgrondslag: code } of grondslagen) {
      const ofGround = stretches.get(code) ?? [];
      const former = ofGround.at(-1);
      if (former?.lastPeriod === i) continue;
      if (former?.end !== undefined && addDays(former.end, 1) === begin) {
        ofGround[ofGround.length - 1] = { begin: former.begin, end, lastPeriod: i };
      } else {
        ofGround.push({ begin, end, lastPeriod: i });
      }
      stretches.set(code, ofGround);
    }
  }
  return stretches;
}

/** Last day of the term of a ground that began on a day; none for a ground without a term in calendar time. */
function lastDayOfTerm(row: GroundRow, begin: string): string | undefined {
  const { maxDuur: length, maxEenheid: unit } = row;
  if (length === undefined) return undefined;
  if (unit === 'SCHOOLJAAR') return endOfSchoolYears(begin, length);
  if (unit === 'MAAND') return endOfMonths(begin, length);
  return undefined;
}
