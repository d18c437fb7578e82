import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { checkCodeLists } from './check-code-lists.ts';
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
} as const satisfies Record<Exclude<keyof CodeLists, 'version'>, string>;

type Cell = string | number | boolean | readonly string[];
type ListName = keyof typeof codeListFiles;

// Everything is text (leading zeros count) but for these columns.
const numberColumns = new Set(['max_duur', 'jaren', 'maanden', 'leerlingen']);
const listColumns = new Set(['gebieden', 'examenvakcode']);
const yesNoColumns = new Set(['onderwijs_vereist']);

/**
 * Reads and checks the nine code lists.
 * @param folder where the CSV files are; by default those of this project
 * @throws CodeListError naming every rule of the README that a row breaks: a service must not start on a broken list
 */
export function loadCodeLists(folder: string = import.meta.dirname): CodeLists {
  const hash = createHash('sha256');
  const lists: Partial<Record<ListName, unknown>> = {};
  for (const [name, file] of Object.entries(codeListFiles) as [ListName, string][]) {
    const content = readFileSync(path.join(folder, `${file}.csv`));
    hash.update(content);
    lists[name] = readRows(content);
  }
  const loaded = { ...lists, version: hash.digest('hex') } as unknown as CodeLists;
  checkCodeLists(loaded);
  return loaded;
}

function readRows(content: Buffer): Record<string, Cell>[] {
  const records: Record<string, string>[] = parse(content, { delimiter: ';', columns: true });
  return records.map((record) => {
    const row: Record<string, Cell> = {};
    for (const [column, text] of Object.entries(record)) {
      if (text !== '') row[camelCase(column)] = readCell(column, text);
    }
    return row;
  });
}

function readCell(column: string, text: string): Cell {
  if (numberColumns.has(column)) return Number(text);
  if (listColumns.has(column)) return text.split('|');
  if (yesNoColumns.has(column)) return text === 'J';
  return text;
}

function camelCase(column: string): string {
  return column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
