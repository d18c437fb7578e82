import type { CodeLists, ConversionRow, ProgrammeRow, SubjectRow } from '../../../../schemas/code-lists/rows.ts';

/** The lists a match is judged with, cut down to the rows that are valid on one day. */
export interface ListsOfTheDay {
  programme(opleidingscode: string): ProgrammeRow | undefined;
  subject(vak: string): SubjectRow | undefined;
  /** Rows of the conversion table that give this subject in this area, by rule id. */
  conversionsTo(vak: string, gebied: string): readonly ConversionRow[];
}

/** @param day YYYY-MM-DD, the day of the statement (not of the certificate) */
export function listsOn(lists: Pick<CodeLists, 'programmes' | 'conversions' | 'subjects'>, day: string): ListsOfTheDay {
  const valid = (row: { geldigVan: string; geldigTot?: string }): boolean =>
    row.geldigVan <= day && (row.geldigTot === undefined || day <= row.geldigTot);
  return {
    programme: (code) => lists.programmes.find((row) => row.opleidingscode === code && valid(row)),
    subject: (vak) => lists.subjects.find((row) => row.code === vak),
    conversionsTo: (vak, gebied) =>
      lists.conversions.filter((row) => row.gegevenVak === vak && row.gebied === gebied && valid(row)),
  };
}
