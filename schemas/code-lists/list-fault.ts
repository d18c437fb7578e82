import type { CodeListName } from './list-columns.ts';

/** What is wrong, in words that a program can branch on; `faultText` says it for people. */
export type FaultRule =
  /** The file is no CSV, or its columns are not those of the list. */
  | 'BESTAND'
  | 'KOLOMMEN'
  /** A list without rows would refuse every record. */
  | 'LEEG'
  | 'VERPLICHT'
  | 'VORM'
  /** The key of an earlier row. */
  | 'DUBBEL'
  /** Names a row that is not there. */
  | 'VERWIJZING'
  /** Does not go with another column of the row, or of the rows it names. */
  | 'VERBAND'
  /** A row that must stay for what was judged with it. */
  | 'VERWIJDERD';

/** One thing wrong with a list. Holds no value of the list, only where it stands. */
export interface ListFault {
  readonly list: CodeListName;
  /** 1 is the first row below the heading; absent: the list as a whole. */
  readonly row?: number;
  /** Heading of the column. */
  readonly column?: string;
  readonly rule: FaultRule;
  /** In Dutch: what is asked of this place. */
  readonly text: string;
}

export class CodeListError extends Error {
  readonly code = 'CODE_LIST_INVALID';
  readonly faults: readonly ListFault[];
  constructor(faults: readonly ListFault[]) {
    super(`The code lists break their own rules:\n${faults.map(faultLine).join('\n')}`);
    this.faults = faults;
  }
}

function faultLine({ list, row, column, rule, text }: ListFault): string {
  const place = [list, row === undefined ? '' : `row ${row}`, column ?? ''].filter((part) => part !== '').join(', ');
  return `${place}: ${rule}, ${text}`;
}
