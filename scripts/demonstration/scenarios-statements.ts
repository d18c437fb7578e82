import type { PlanBook } from './plan-book.ts';
import type { BrpPerson } from '../generator/records.ts';
import type { PlannedStatement } from './plan-types.ts';
import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import { appointment, fullGround } from './records.ts';
import { accepted } from './scenarios-appointments.ts';

const DUTCH = { aanduiding: 'LERAAR_VO', vak: 'NEDERLANDS', gebied: 'VO' };

function diploma(opleidingscode: string, naam: string, graad: string): Record<string, string> {
  return { opleidingscode, naam, graad, instellingBrin: '25DW', datumBehaald: '2015-07-01', soort: 'GETUIGSCHRIFT' };
}

/** Programme codes and what they give come from `opleidingen.csv`; outcomes from diploma-and-portfolio.md section 1. */
const CASES: readonly Pick<PlannedStatement, 'diplomas' | 'outcome'>[] = [
  { diplomas: [diploma('35198', 'B Leraar Nederlands (tweede graad)', 'BACHELOR')], outcome: 'DIRECT' },
  { diplomas: [diploma('45269', 'M Leraar Nederlands', 'MASTER')], outcome: 'INCLUSIEF' },
  { diplomas: [diploma('35195', 'B Leraar Engels (tweede graad)', 'BACHELOR')], outcome: 'GEEN' },
  { diplomas: [], outcome: 'NIET_IN_DIPLOMAREGISTER' },
];

/** Teachers who state what they teach: entered in the register, matched against the diploma register. */
export function teachersWhoState(book: PlanBook): void {
  for (const [index, matching] of CASES.entries()) {
    const person: BrpPerson = book.person();
    const seat = book.seat(index, 'VO');
    const scenario = `teaching stated, matching says ${matching.outcome}`;
    const body = appointment(seat, person, addDays(book.today, -100), [fullGround(seat)]);
    book.send(0, accepted(book, scenario, seat, body));
    book.state({ person, onderwijs: DUTCH, ...matching });
    book.expect(scenario, person, {
      kind: 'registered',
      status: 'OPGENOMEN',
      view: 'IN_REGISTER',
      events: [
        ['benoeming-geregistreerd', 'persoon-bekend', 'registratie-gewijzigd'],
        ['onderwijs-opgegeven', 'persoon-opgenomen', 'registratie-gewijzigd'],
        ['onderwijs-match-vastgesteld', 'registratie-gewijzigd'],
      ],
    });
  }
}
