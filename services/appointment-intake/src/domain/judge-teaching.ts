import type { Sector } from '../../../../schemas/code-lists/rows.ts';
import type { Onderwijs } from '../../../../schemas/message-book/v1/generated.ts';
import type { Finding } from './finding.ts';
import type { JudgementLists } from './judgement-lists.ts';

type TeachingField = keyof Onderwijs;

const designations: Readonly<Record<Sector, Onderwijs['aanduiding']>> = {
  PO: 'LERAAR_PO',
  SO: 'LERAAR_SO',
  VSO: 'LERAAR_VSO',
  VO: 'LERAAR_VO',
  MBO: 'DOCENT_MBO',
};

/** Members of a teaching that a sector has, besides aanduiding. */
const fieldsOf: Readonly<Record<Sector, readonly TeachingField[]>> = {
  PO: ['activiteit'],
  SO: ['activiteit'],
  VSO: ['vak', 'gebied'],
  VO: ['vak', 'gebied'],
  MBO: ['vakgebied'],
};

const detailFields = ['activiteit', 'vak', 'gebied', 'vakgebied'] as const satisfies readonly TeachingField[];

/**
 * 604, at each member that does not fit: of another sector, unknown in its list, an area its subject does not have, or
 * missing where the sector needs it (VO subject and area, VSO both or neither, MBO field).
 */
export function judgeTeaching(teaching: Onderwijs, sector: Sector, veld: string, lists: JudgementLists): Finding[] {
  const misfits: TeachingField[] = [];
  if (teaching.aanduiding !== designations[sector]) misfits.push('aanduiding');
  for (const name of detailFields) {
    const given = teaching[name] !== undefined;
    const fits = given ? fitsSector(name, teaching, sector, lists) : !isNeeded(name, teaching, sector);
    if (!fits) misfits.push(name);
  }
  return misfits.map((name) => {
    const waarden = { onderwijs: shownValue(teaching, name, lists), sector };
    return { code: '604', veld: `${veld}/${name}`, waarden };
  });
}

function isNeeded(name: TeachingField, teaching: Onderwijs, sector: Sector): boolean {
  if (sector === 'MBO') return name === 'vakgebied';
  if (sector === 'VO') return name === 'vak' || name === 'gebied';
  if (sector === 'VSO') {
    return (name === 'vak' && teaching.gebied !== undefined) || (name === 'gebied' && teaching.vak !== undefined);
  }
  return false;
}

function fitsSector(name: TeachingField, teaching: Onderwijs, sector: Sector, lists: JudgementLists): boolean {
  if (!fieldsOf[sector].includes(name)) return false;
  if (name === 'activiteit') return lists.activities.has(`${teaching.activiteit ?? ''} ${sector}`);
  if (name === 'vakgebied') return lists.vocationalFields.has(teaching.vakgebied ?? '');
  const areas = lists.areasBySubject.get(teaching.vak ?? '');
  if (name === 'vak') return areas !== undefined;
  // An area is judged by its subject; without a known one that subject is the fault.
  return areas === undefined || (teaching.gebied !== undefined && areas.includes(teaching.gebied));
}

/** Only codes that stand in a list are repeated: an unknown "code" may be anything, a name or a birth date too. */
function shownValue(teaching: Onderwijs, name: TeachingField, lists: JudgementLists): string {
  const value = teaching[name];
  const isListed =
    value !== undefined &&
    (name === 'aanduiding' ||
      name === 'gebied' ||
      lists.areasBySubject.has(value) ||
      lists.vocationalFields.has(value) ||
      lists.activities.has(`${value} PO`) ||
      lists.activities.has(`${value} SO`));
  return isListed ? value : `(${name})`;
}
