import { parse, CsvError } from 'csv-parse/sync';
import { listColumns, type CodeListName, type Column } from './list-columns.ts';
import type { FaultRule, ListFault } from './list-fault.ts';

export type Cell = string | number | boolean | readonly string[];
export type Row = Readonly<Record<string, Cell>>;

/** One row as it was read: the cells that are sound, by member. */
export interface ReadRow {
  /** 1 is the first row below the heading. */
  readonly number: number;
  readonly cells: Row;
  /** Every cell is sound: the row has the type of its list (rows.ts). */
  readonly sound: boolean;
}

export interface ReadList {
  readonly rows: readonly ReadRow[];
  readonly faults: readonly ListFault[];
}

/** A list from its CSV file: UTF-8, semicolons, a heading with every column once, in any order. */
export function readListFromCsv(list: CodeListName, content: Uint8Array): ReadList {
  const records = readRecords(content);
  if (typeof records === 'string') return { rows: [], faults: [{ list, rule: 'BESTAND', text: records }] };
  const [heading = [], ...lines] = records;
  const columns: readonly Column[] = listColumns[list];
  const missing = columns.filter((column) => !heading.includes(column.heading));
  if (missing.length > 0 || heading.length !== columns.length) {
    const text = `de kopregel moet precies deze kolommen hebben: ${columns.map((column) => column.heading).join(', ')}`;
    return { rows: [], faults: [{ list, rule: 'KOLOMMEN', text }] };
  }
  const faults: ListFault[] = [];
  const rows = lines.map((line, index): ReadRow => {
    const number = index + 1;
    if (line.length !== heading.length) {
      faults.push({ list, row: number, rule: 'KOLOMMEN', text: `een rij heeft ${heading.length} cellen` });
      return { number, cells: {}, sound: false };
    }
    return readRow(list, number, faults, (column) => cellOfText(column, line[heading.indexOf(column.heading)] ?? ''));
  });
  return { rows, faults };
}

/** A list from JSON rows, with the members of rows.ts; an absent optional is left out, never null or empty. */
export function readListFromJson(list: CodeListName, values: readonly unknown[]): ReadList {
  const members = new Set<string>(listColumns[list].map((column) => column.member));
  const faults: ListFault[] = [];
  const rows = values.map((value, index): ReadRow => {
    const number = index + 1;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      faults.push({ list, row: number, rule: 'KOLOMMEN', text: 'een rij is een object' });
      return { number, cells: {}, sound: false };
    }
    const row = readRow(list, number, faults, (column) => (value as Record<string, unknown>)[column.member]);
    if (Object.keys(value).every((member) => members.has(member))) return row;
    faults.push({ list, row: number, rule: 'KOLOMMEN', text: `de velden van een rij zijn ${[...members].join(', ')}` });
    return { ...row, sound: false };
  });
  return { rows, faults };
}

/** @returns the rows of the file, or what is wrong with it as a whole */
function readRecords(content: Uint8Array): string[][] | string {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    return 'het bestand is geen UTF-8';
  }
  try {
    return parse(text, { delimiter: ';', relax_column_count: true, skip_empty_lines: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as { lines?: unknown };
    return `het bestand is geen CSV${typeof lines === 'number' ? `, zie regel ${lines}` : ''}`;
  }
}

function readRow(list: CodeListName, row: number, faults: ListFault[], valueOf: (column: Column) => unknown): ReadRow {
  const cells: Record<string, Cell> = {};
  let sound = true;
  for (const column of listColumns[list] as readonly Column[]) {
    const value = valueOf(column);
    if (value === undefined && column.optional) continue;
    const rule: FaultRule | undefined = value === undefined ? 'VERPLICHT' : fits(column, value) ? undefined : 'VORM';
    if (rule === undefined) {
      cells[column.member] = value as Cell;
    } else {
      sound = false;
      faults.push({ list, row, column: column.heading, rule, text: column.expected });
    }
  }
  return { number: row, cells, sound };
}

/** An empty cell is an absent member; what does not have the form of its type stays text, which then does not fit. */
function cellOfText({ type }: Column, text: string): Cell | undefined {
  if (text === '') return undefined;
  if (type === 'number') return /^(0|[1-9][0-9]{0,8})$/.test(text) ? Number(text) : text;
  if (type === 'texts') return text.split('|');
  if (type === 'yesNo') return text === 'J' ? true : text === 'N' ? false : text;
  return text;
}

function fits(column: Column, value: unknown): boolean {
  switch (column.type) {
    case 'text':
      return typeof value === 'string' && column.fits(value);
    case 'number':
      return typeof value === 'number' && column.fits(value);
    case 'yesNo':
      return typeof value === 'boolean';
    case 'texts':
      return (
        Array.isArray(value) &&
        value.length > 0 &&
        new Set(value).size === value.length &&
        value.every((item) => typeof item === 'string' && column.fits(item))
      );
  }
}
