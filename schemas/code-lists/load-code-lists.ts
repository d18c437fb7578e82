import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { CodeListName } from './list-columns.ts';
import { CodeListError, type ListFault } from './list-fault.ts';
import { checkReferences, checkRows, referredList, referringLists } from './list-rules.ts';
import { readListFromCsv, type ReadList } from './read-list.ts';
import type { CodeLists } from './rows.ts';

/** File name of each list, as it is also known on the wire (`GET /v1/waardenlijsten/{naam}`). */
export const codeListFiles = {
  grounds: 'benoemingsgrondslagen',
  subjects: 'vakken',
  activities: 'onderwijsactiviteiten',
  vocationalFields: 'mbo_vakgebieden',
  conversions: 'conversietabel',
  programmes: 'opleidingen',
  statePensionAges: 'aow_leeftijd',
  institutions: 'instellingen',
  signals: 'signalen',
} as const satisfies Record<Exclude<keyof CodeLists, 'version'>, CodeListName>;

/**
 * Reads and checks the nine code lists.
 * @param folder where the CSV files are; by default those of this project
 * @throws CodeListError naming every rule of the README that a row breaks: a service must not start on a broken list
 */
export function loadCodeLists(folder: string = import.meta.dirname): CodeLists {
  const hash = createHash('sha256');
  const lists = new Map<CodeListName, ReadList>();
  for (const name of Object.values(codeListFiles)) {
    const content = readFileSync(path.join(folder, `${name}.csv`));
    hash.update(content);
    lists.set(name, readListFromCsv(name, content));
  }
  const faults = faultsOf(lists);
  if (faults.length > 0) throw new CodeListError(faults);
  const rows = Object.entries(codeListFiles).map(([member, name]) => [
    member,
    lists.get(name)?.rows.map(({ cells }) => cells),
  ]);
  return { ...Object.fromEntries(rows), version: hash.digest('hex') } as CodeLists;
}

function faultsOf(lists: ReadonlyMap<CodeListName, ReadList>): ListFault[] {
  const subjects = lists.get(referredList)?.rows ?? [];
  return [
    ...[...lists].flatMap(([name, { rows, faults }]) => [...faults, ...checkRows(name, rows)]),
    ...referringLists.flatMap((name) => checkReferences(name, lists.get(name)?.rows ?? [], subjects)),
  ];
}
