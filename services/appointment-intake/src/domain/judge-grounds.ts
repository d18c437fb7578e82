import type { GroundRow, Sector } from '../../../../schemas/code-lists/rows.ts';
import type { Benoeming, GrondslagInPeriode, Periode } from '../../../../schemas/message-book/v1/generated.ts';
import type { Finding } from './finding.ts';
import { holdsWithin, type JudgementLists } from './judgement-lists.ts';
import { judgeTeaching } from './judge-teaching.ts';
import { judgeTerms } from './judge-terms.ts';
import type { Judging } from './record-kind.ts';

/**
 * Stage GRONDSLAGEN. A ground that does not exist here (601, 602) has no destination, so nothing else of it is judged.
 * By destination: V needs teaching (603) that fits (604), at L teaching is ignored (630), X has no place (613).
 * 607 looks at the stretches of a ground over all periods.
 */
export function judgeGrounds(body: Benoeming, { lists }: Judging): Finding[] {
  const findings: Finding[] = [];
  for (const [i, period] of body.perioden.entries()) {
    for (const [j, ground] of period.grondslagen.entries()) {
      judgeGround(findings, `/benoeming/perioden/${i}/grondslagen/${j}`, ground, period, body, lists);
    }
  }
  return [...findings, ...judgeTerms(body, lists)];
}

function judgeGround(
  findings: Finding[],
  veld: string,
  ground: GrondslagInPeriode,
  period: Periode,
  body: Benoeming,
  lists: JudgementLists,
): void {
  const code = ground.benoemingsgrondslag;
  const row = existingGround(code, body.sector, period.datumBegin, lastDayOf(period, body), lists);
  const teachings = ground.onderwijs ?? [];
  if (typeof row === 'string') {
    const waarden = { grondslag: code, datum: period.datumBegin, sector: body.sector };
    findings.push({ code: row, veld: `${veld}/benoemingsgrondslag`, waarden });
  } else if (row.bestemming === 'V') {
    if (teachings.length === 0) findings.push({ code: '603', veld: `${veld}/onderwijs`, waarden: { grondslag: code } });
    for (const [k, teaching] of teachings.entries()) {
      findings.push(...judgeTeaching(teaching, body.sector, `${veld}/onderwijs/${k}`, lists));
    }
  } else if (row.bestemming === 'X') {
    findings.push({ code: '613', veld: `${veld}/benoemingsgrondslag`, waarden: { grondslag: code } });
  } else if (teachings.length > 0) {
    findings.push({ code: '630', veld: `${veld}/onderwijs`, waarden: { grondslag: code } });
  }
}

/** The row of a ground in this sector, or why there is none: 601 in no sector or not valid in the period, 602 in others. */
function existingGround(
  code: string,
  sector: Sector,
  from: string,
  until: string | undefined,
  lists: JudgementLists,
): GroundRow | '601' | '602' {
  const bySector = lists.groundsByCode.get(code);
  if (bySector === undefined) return '601';
  const row = bySector.get(sector);
  if (row === undefined) return '602';
  return holdsWithin(row, from, until) ? row : '601';
}

/** An open period ends with its appointment, an open appointment with its contract. */
function lastDayOf(period: Periode, body: Benoeming): string | undefined {
  return period.datumEind ?? body.datumEindeBenoeming ?? body.datumEindArbeidsovereenkomst;
}
