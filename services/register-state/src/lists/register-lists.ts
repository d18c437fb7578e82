import { hash } from 'node:crypto';
import type { CodeLists } from '../../../../schemas/code-lists/rows.ts';

/** The code lists that the register judges with: name on the wire → member of CodeLists. */
const MEMBERS = {
  benoemingsgrondslagen: 'grounds',
  mbo_vakgebieden: 'vocationalFields',
  onderwijsactiviteiten: 'activities',
  vakken: 'subjects',
} as const;

export type ListName = keyof typeof MEMBERS;
export type RegisterLists = Pick<CodeLists, (typeof MEMBERS)[ListName]>;

/** One version of one list. */
export interface ListVersion {
  readonly name: ListName;
  readonly version: string;
  readonly rows: readonly object[];
}

const NAMES = Object.keys(MEMBERS) as ListName[];

/** The lists that came with this release, each with a version that follows from its rows. */
export function listsOfRelease(lists: RegisterLists): ListVersion[] {
  return NAMES.map((name) => {
    const rows = lists[MEMBERS[name]];
    return { name, version: hash('sha256', JSON.stringify(rows)), rows };
  });
}

/** @throws when one of the lists is not among them: then the register cannot judge */
export function registerLists(rowsOf: ReadonlyMap<string, readonly object[]>): RegisterLists {
  const entries = NAMES.map((name) => {
    const rows = rowsOf.get(name);
    if (rows === undefined) throw new Error(`of the code list ${name} no version is kept`);
    return [MEMBERS[name], rows];
  });
  return Object.fromEntries(entries) as RegisterLists;
}
