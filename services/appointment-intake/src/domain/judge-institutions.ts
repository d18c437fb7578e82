import type { Benoeming } from '../../../../schemas/message-book/v1/generated.ts';
import type { Finding } from './finding.ts';
import { holdsWithin, type JudgementLists } from './judgement-lists.ts';
import type { Judging } from './record-kind.ts';

/** Our list of institutions begins here: earlier periods are judged as if they began on this day. */
const listBegins = '2017-08-01';

/** Stage INSTELLING: 356 for the board, and per location at most one of 301, 397 and 348. */
export function judgeInstitutions(body: Benoeming, { kop, lists }: Judging): Finding[] {
  const board = kop.bevoegdGezagNummer;
  const findings: Finding[] = [];
  if (!lists.sectorsByBoard.get(board)?.has(body.sector)) {
    findings.push({ code: '356', veld: '/benoeming/sector', waarden: { bevoegd_gezag: board, sector: body.sector } });
  }
  for (const [i, period] of body.perioden.entries()) {
    const day = period.datumBegin > listBegins ? period.datumBegin : listBegins;
    for (const [j, ground] of period.grondslagen.entries()) {
      for (const [k, location] of ground.vestigingen.entries()) {
        const fault = locationFault(location, board, day, lists);
        if (fault === undefined) continue;
        findings.push({ ...fault, veld: `/benoeming/perioden/${i}/grondslagen/${j}/vestigingen/${k}` });
      }
    }
  }
  return findings;
}

/** First of: 301 the school is unknown or wholly closed, 397 another board's location, 348 no such location or closed. */
function locationFault(
  code: string,
  board: string,
  day: string,
  lists: JudgementLists,
): Omit<Finding, 'veld'> | undefined {
  const location = lists.locations.get(code);
  const isOpen = location !== undefined && holdsWithin(location, day, day);
  if (isOpen && location.bevoegdGezag === board) return undefined;

  const brin = code.slice(0, 4);
  const school = lists.locationsBySchool.get(brin) ?? [];
  if (!school.some((row) => holdsWithin(row, day, day))) return { code: '301', waarden: { brin, datum: day } };
  if (location !== undefined && location.bevoegdGezag !== board) {
    return { code: '397', waarden: { vestiging: code, bevoegd_gezag: board } };
  }
  return { code: '348', waarden: { vestiging: code, datum: day } };
}
