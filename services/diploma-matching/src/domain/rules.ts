import { activitySubjects } from './activity-subjects.ts';
import type { Competence } from './certificate.ts';
import { finding, type Finding } from './finding.ts';
import type { ListsOfTheDay } from './matching-lists.ts';
import { isSecondary, openQuestionFindings } from './open-questions.ts';
import type { PrimaryTarget, SubjectTarget, Target } from './target.ts';
import { areaNames, programmeText, subjectText, teachingText } from './wording.ts';

/**
 * Everything the lists say of one certificate for one stated teaching. A certificate may earn several findings (two
 * rows of the conversion table, say); `match` keeps the strongest. No finding: the certificate does not fit.
 *
 * The order of the calls has no meaning. Where the lists cannot tell, a rule answers HANDMATIG: a teacher must never
 * read GEEN where a person could have said yes.
 */
export function findingsFor(competence: Competence, target: Target, lists: ListsOfTheDay): Finding[] {
  switch (target.kind) {
    case 'MBO':
      return [
        finding(
          'HANDMATIG',
          'MBO',
          `Voor onderwijs in het mbo zeggen de lijsten niet welk getuigschrift past. ${programmeText(competence.name)} ` +
            'moet daarom door een mens worden beoordeeld.',
        ),
      ];
    case 'PO':
    case 'SO':
      return [...primaryFindings(competence, target), ...activityFindings(competence, target)];
    case 'VSO':
      return secondarySpecialFindings(competence, target.subject, lists);
    case 'VO':
      return subjectFindings(competence, target.subject, lists);
  }
}

/** A certificate for primary education: PO itself, and SO and VSO included. */
function primaryFindings(competence: Competence, target: PrimaryTarget | { kind: 'VSO' }): Finding[] {
  if (competence.area !== 'PO') return [];
  const name = programmeText(competence.name);
  switch (target.kind) {
    case 'PO':
      return [finding('DIRECT', 'PO', `${name} geeft bevoegdheid voor het basisonderwijs.`)];
    case 'SO':
      return [
        finding(
          'INCLUSIEF',
          'PO_VOOR_SO',
          `${name} is voor het basisonderwijs en geldt ook in het speciaal onderwijs.`,
        ),
      ];
    case 'VSO':
      return [
        finding(
          'INCLUSIEF',
          'PO_VOOR_VSO',
          `${name} is voor het basisonderwijs en geldt ook in het voortgezet speciaal onderwijs.`,
        ),
      ];
  }
}

/** A subject teacher in physical education or music in PO and SO. */
function activityFindings(competence: Competence, target: PrimaryTarget): Finding[] {
  if (competence.area !== 'PO_VAK' && competence.area !== 'VHO') return [];
  const row = activitySubjects.find(
    (row) => row.sector === target.kind && row.activiteit === target.activity && row.vak === competence.subject,
  );
  if (row === undefined) return [];
  const name = programmeText(competence.name);
  return row.band === 'naam'
    ? [finding('INCLUSIEF', 'VAK_VOOR_ACTIVITEIT', `${name} dekt ook ${teachingText(target)}.`)]
    : [
        finding(
          'HANDMATIG',
          'VERWANTE_ACTIVITEIT',
          `${name} is verwant met ${teachingText(target)}, maar de lijsten zeggen niet of het die activiteit dekt.`,
        ),
      ];
}

/** VSO: a certificate for primary education, or the subject judged as in VO. */
function secondarySpecialFindings(
  competence: Competence,
  subject: SubjectTarget | undefined,
  lists: ListsOfTheDay,
): Finding[] {
  const primary = primaryFindings(competence, { kind: 'VSO' });
  if (subject !== undefined) return [...primary, ...subjectFindings(competence, subject, lists)];
  return isSecondary(competence)
    ? [
        finding(
          'HANDMATIG',
          'VSO_ZONDER_VAK',
          `${programmeText(competence.name)} geldt voor een vak. U hebt geen vak opgegeven, dus de lijsten kunnen niet ` +
            'zeggen of het past. Geeft u een vak, vul dat dan in bij uw opgave.',
        ),
      ]
    : primary;
}

function subjectFindings(competence: Competence, wanted: SubjectTarget, lists: ListsOfTheDay): Finding[] {
  return [
    ...ownSubjectFindings(competence, wanted, lists),
    ...conversionFindings(competence, wanted, lists),
    ...openQuestionFindings(competence, wanted, lists),
  ];
}

/** The certificate's own subject. */
function ownSubjectFindings(competence: Competence, wanted: SubjectTarget, lists: ListsOfTheDay): Finding[] {
  if (competence.subject !== wanted.vak) return [];
  const name = programmeText(competence.name);
  const subject = subjectText(wanted.vak, lists);
  if (competence.area === wanted.gebied) {
    return [finding('DIRECT', 'VAK', `${name} geeft bevoegdheid voor ${subject} in ${areaNames[wanted.gebied]}.`)];
  }
  // For VHO it was DIRECT.
  if (competence.area === 'VHO') {
    return [
      finding(
        'INCLUSIEF',
        'VHO_VOOR_VO',
        `${name} is voor ${subject} in ${areaNames.VHO} en geldt ook in ${areaNames.VO}.`,
      ),
    ];
  }
  if (wanted.gebied === 'VO' && competence.area === 'VO_B') {
    return [
      finding(
        'GEDEELTELIJK',
        'VO_BEPERKT',
        `${name} geeft een beperkte bevoegdheid voor ${subject}: niet voor de basis- en kaderberoepsgerichte leerweg ` +
          'van het vmbo, het praktijkonderwijs en het mbo.',
      ),
    ];
  }
  return [];
}

/** Rows of the conversion table. A VHO certificate also serves a row that asks for the same subject in VO. */
function conversionFindings(competence: Competence, wanted: SubjectTarget, lists: ListsOfTheDay): Finding[] {
  return lists
    .conversionsTo(wanted.vak, wanted.gebied)
    .filter(
      (row) =>
        row.bewijsVak === competence.subject &&
        (row.bewijsGebied === competence.area || (row.bewijsGebied === 'VO' && competence.area === 'VHO')),
    )
    .map((row) => {
      const given = `Volgens de conversietabel (regel ${row.regel}) past ${programmeText(competence.name, 'midden')} bij ${subjectText(wanted.vak, lists)} in ${areaNames[wanted.gebied]}`;
      switch (row.uitkomst) {
        case 'CONVERSIE':
          return finding('CONVERSIE', row.regel, `${given}.`);
        case 'CONVERSIE_MET_VOORWAARDE':
          return finding(
            'CONVERSIE_MET_VOORWAARDE',
            row.regel,
            `${given}, met een voorwaarde. ${row.voorwaarde ?? ''}.`,
          );
        case 'GEDEELTELIJK':
          return finding('GEDEELTELIJK', row.regel, `${given}, voor een deel. ${row.omvang ?? ''}.`);
      }
    });
}
