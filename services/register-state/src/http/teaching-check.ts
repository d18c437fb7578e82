import type { CodeLists } from '../../../../schemas/code-lists/rows.ts';
import type { Onderwijs } from '../../../../schemas/message-book/v1/generated.ts';

/** Place of the first fault in a stated teaching (a member name), or undefined when it fits the code lists. */
export type TeachingCheck = (teaching: Onderwijs) => keyof Onderwijs | undefined;

/**
 * Whether a teaching can be stated: the members that belong to its kind and no others, with codes of the lists (message
 * book, section 3, onderwijs).
 */
export function createTeachingCheck(
  lists: Pick<CodeLists, 'activities' | 'subjects' | 'vocationalFields'>,
): TeachingCheck {
  const activities = new Set(lists.activities.map(({ sector, code }) => `${sector} ${code}`));
  const areasOf = new Map(lists.subjects.map(({ code, gebieden }) => [code, gebieden]));
  const fields = new Set(lists.vocationalFields.map(({ code }) => code));

  const foreign = (teaching: Onderwijs, own: readonly (keyof Onderwijs)[]): keyof Onderwijs | undefined =>
    (['activiteit', 'vak', 'gebied', 'vakgebied'] as const).find(
      (member) => teaching[member] !== undefined && !own.includes(member),
    );
  const activity = (sector: 'PO' | 'SO', { activiteit }: Onderwijs): keyof Onderwijs | undefined =>
    activiteit === undefined || activities.has(`${sector} ${activiteit}`) ? undefined : 'activiteit';
  const subject = ({ vak, gebied }: Onderwijs): keyof Onderwijs | undefined => {
    const areas = vak === undefined ? undefined : areasOf.get(vak);
    if (areas === undefined) return 'vak';
    return gebied !== undefined && areas.includes(gebied) ? undefined : 'gebied';
  };

  return (teaching) => {
    switch (teaching.aanduiding) {
      case 'LERAAR_PO':
        return foreign(teaching, ['activiteit']) ?? activity('PO', teaching);
      case 'LERAAR_SO':
        return foreign(teaching, ['activiteit']) ?? activity('SO', teaching);
      case 'LERAAR_VSO':
        if (teaching.vak === undefined && teaching.gebied === undefined) return foreign(teaching, []);
        return foreign(teaching, ['vak', 'gebied']) ?? subject(teaching);
      case 'LERAAR_VO':
        return foreign(teaching, ['vak', 'gebied']) ?? subject(teaching);
      case 'DOCENT_MBO':
        if (teaching.vakgebied === undefined || !fields.has(teaching.vakgebied)) return 'vakgebied';
        return foreign(teaching, ['vakgebied']);
    }
  };
}
