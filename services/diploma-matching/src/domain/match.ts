import { competenceOf, type Certificate } from './certificate.ts';
import type { Diploma, DiplomaClaim } from './claim.ts';
import { finding, type Finding } from './finding.ts';
import { listsOn, type ListsOfTheDay } from './matching-lists.ts';
import { strengthOf } from './outcome.ts';
import { findingsFor } from './rules.ts';
import { statementDay } from './statement-day.ts';
import { targetOf, type Target } from './target.ts';
import { programmeCodeText } from './wording.ts';

/** Raised with every change of the rules in this folder; kept with each result. */
export const rulesVersion = '1';

/** What a match found. `evidence` is the one diploma the finding rests on; absent when none does. */
export interface Match extends Finding {
  readonly evidence?: Diploma;
}

interface Candidate {
  readonly finding: Finding;
  readonly diploma: Diploma;
}

/**
 * Compares one stated teaching with the diplomas found: every certificate is judged by every rule, the strongest
 * finding wins; ties go to the earliest diploma, then the programme code, then the rule id. Same inputs, same answer,
 * whatever the order in which the diploma register lists them.
 *
 * Judged with the list rows valid on the day of the statement. The answer advises and never blocks.
 */
export function match(claim: DiplomaClaim, lists: Parameters<typeof listsOn>[0]): Match {
  if (claim.diplomas.length === 0) {
    return finding(
      'NIET_IN_DIPLOMAREGISTER',
      'NIETS_GEVONDEN',
      'In het diplomaregister staat niets op uw naam. Dat zegt niets over uw bevoegdheid: getuigschriften van voor 1996 ' +
        'en uit het buitenland staan er vaak niet in.',
    );
  }
  const target = targetOf(claim.onderwijs);
  const ofTheDay = listsOn(lists, statementDay(claim.opgegevenOp));
  const best = claim.diplomas
    .map((diploma): Certificate => ({ diploma, programme: ofTheDay.programme(diploma.opleidingscode) }))
    .flatMap((certificate) =>
      judge(certificate, target, ofTheDay).map((found): Candidate => ({
        finding: found,
        diploma: certificate.diploma,
      })),
    )
    .sort(strongestFirst)
    .at(0);
  if (best === undefined) {
    return finding(
      'GEEN',
      'GEEN_PASSEND',
      'In het diplomaregister staan getuigschriften van u, maar geen daarvan geeft volgens de lijsten bevoegdheid voor ' +
        'het onderwijs dat u opgaf.',
    );
  }
  return { ...best.finding, evidence: best.diploma };
}

function judge(certificate: Certificate, target: Target | undefined, lists: ListsOfTheDay): Finding[] {
  if (target === undefined) {
    return [
      finding('HANDMATIG', 'ONVOLLEDIGE_OPGAVE', 'In uw opgave ontbreekt het vak of het gebied. Vul uw opgave aan.'),
    ];
  }
  if (certificate.programme === undefined) {
    return [
      finding(
        'HANDMATIG',
        'ONBEKENDE_OPLEIDING',
        `${programmeCodeText(certificate.diploma.opleidingscode)} staat niet in de lijst van opleidingen. Of uw ` +
          'getuigschrift past, moet een mens beoordelen.',
      ),
    ];
  }
  return findingsFor(competenceOf(certificate.programme), target, lists);
}

function strongestFirst(a: Candidate, b: Candidate): number {
  return (
    strengthOf(a.finding.outcome) - strengthOf(b.finding.outcome) ||
    compare(a.diploma.datumBehaald, b.diploma.datumBehaald) ||
    compare(a.diploma.opleidingscode, b.diploma.opleidingscode) ||
    compare(a.finding.rule, b.finding.rule) ||
    // Two diplomas of one programme on one day: any fixed order will do, as long as it does not depend on the list's.
    compare(restOf(a.diploma), restOf(b.diploma))
  );
}

function restOf({ instellingBrin, soort, graad, naam }: Diploma): string {
  return JSON.stringify([instellingBrin, soort, graad, naam]);
}

// Not localeCompare: the answer may not depend on the machine's language.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
