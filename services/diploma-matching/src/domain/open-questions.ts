import type { Competence } from './certificate.ts';
import { finding, type Finding } from './finding.ts';
import type { ListsOfTheDay } from './matching-lists.ts';
import type { SubjectTarget } from './target.ts';
import { areaNames, programmeText, subjectText } from './wording.ts';

interface OpenQuestion {
  readonly rule: string;
  arises(competence: Competence, wanted: SubjectTarget, lists: ListsOfTheDay): boolean;
  /** What a person must find out, in plain Dutch. */
  explain(competence: Competence, wanted: SubjectTarget, lists: ListsOfTheDay): string;
}

/** What the lists cannot express of a subject, so that a person must look. */
const openQuestions: readonly OpenQuestion[] = [
  {
    rule: 'ONBEKEND_VAK',
    arises: (_, wanted, lists) => lists.subject(wanted.vak) === undefined,
    explain: (_, wanted) => `Het opgegeven vak ${wanted.vak} staat niet in de lijst van vakken.`,
  },
  {
    rule: 'REKENEN_MET_SCHOLING',
    arises: (competence, wanted) => wanted.vak === 'REKENEN' && reaches(competence, wanted.gebied),
    explain: (competence) =>
      `${programmeText(competence.name)} kan samen met scholing in rekenen genoeg zijn voor rekenen. Of u die scholing ` +
      'volgde, staat niet in het diplomaregister.',
  },
  {
    rule: 'ONDERZOEKEN_EN_ONTWERPEN',
    arises: (competence, wanted) => wanted.vak === 'O_EN_O' && reaches(competence, wanted.gebied),
    explain: (competence, wanted, lists) =>
      `${programmeText(competence.name)} kan genoeg zijn voor ${subjectText(wanted.vak, lists)}, als uw bestuur het vak ` +
      'voldoende verwant vindt en u het certificaat onderzoek en ontwerpen hebt.',
  },
  {
    rule: 'BEPERKT_VIA_CONVERSIE',
    arises: (competence, wanted, lists) =>
      wanted.gebied === 'VO' && competence.area === 'VO_B' && converts(competence, 'VO', wanted, lists),
    explain: (competence, wanted, lists) =>
      `De conversietabel noemt een volledige bevoegdheid voor ${subjectText(wanted.vak, lists)}. ` +
      `${programmeText(competence.name)} is een beperkte bevoegdheid; of de tabel ook dan geldt, moet een mens beoordelen.`,
  },
  {
    rule: 'CONVERSIE_ALLEEN_VHO',
    arises: (competence, wanted, lists) =>
      wanted.gebied === 'VO' &&
      competence.area === 'VHO' &&
      converts(competence, 'VHO', { vak: wanted.vak, gebied: 'VHO' }, lists),
    explain: (competence, wanted, lists) =>
      `De conversietabel noemt ${programmeText(competence.name, 'midden')} voor ${subjectText(wanted.vak, lists)} in ` +
      `${areaNames.VHO}, maar niet voor ${areaNames.VO}.`,
  },
];

export function openQuestionFindings(competence: Competence, wanted: SubjectTarget, lists: ListsOfTheDay): Finding[] {
  return openQuestions
    .filter((question) => question.arises(competence, wanted, lists))
    .map((question) => finding('HANDMATIG', question.rule, question.explain(competence, wanted, lists)));
}

/** Is there a row that gives this subject for the certificate's subject in this area? */
function converts(
  competence: Competence,
  bewijsGebied: 'VO' | 'VHO',
  given: SubjectTarget,
  lists: ListsOfTheDay,
): boolean {
  return lists
    .conversionsTo(given.vak, given.gebied)
    .some((row) => row.bewijsVak === competence.subject && row.bewijsGebied === bewijsGebied);
}

/** A certificate for secondary education of any subject, at least of this area. */
function reaches(competence: Competence, gebied: 'VO' | 'VHO'): boolean {
  return gebied === 'VHO' ? competence.area === 'VHO' : isSecondary(competence);
}

export function isSecondary(competence: Competence): boolean {
  return competence.area === 'VO' || competence.area === 'VHO' || competence.area === 'VO_B';
}
