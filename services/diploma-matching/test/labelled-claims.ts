import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import type { ProgrammeRow } from '../../../schemas/code-lists/rows.ts';
import type { Diploma, DiplomaClaim, Teaching } from '../src/domain/claim.ts';
import type { ClaimId, MatchingId } from '../src/domain/ids.ts';

export interface LabelledClaim {
  readonly geval: string;
  readonly claim: DiplomaClaim;
  /** Programmes that the list lacks, so that every row of the conversion table can be reached. */
  readonly programmes: readonly ProgrammeRow[];
  readonly uitkomst: string;
  readonly regel: string;
}

export const someIds = {
  claimId: '0c9a1b52-0c1e-4c58-9b35-6d0d7a1d2f01' as ClaimId,
  matchingId: '4b8f5f6e-63ab-4e4b-8a77-91d2c2f5a902' as MatchingId,
};

/**
 * Reads labelled-claims.csv. `diplomas` holds `code@date`, separated by `|`; the code is one of the programme list, or
 * `area/subject` for a programme made up for the test.
 */
export function labelledClaims(): LabelledClaim[] {
  const rows: Record<string, string>[] = parse(readFileSync(path.join(import.meta.dirname, 'labelled-claims.csv')), {
    delimiter: ';',
    columns: true,
  });
  return rows.map((row) => {
    const cell = (column: string): string => row[column] ?? '';
    const held = cell('diplomas') === '' ? [] : cell('diplomas').split('|').map(readDiploma);
    return {
      geval: cell('geval'),
      claim: {
        ...someIds,
        onderwijs: filled({
          aanduiding: cell('aanduiding'),
          activiteit: cell('activiteit'),
          vak: cell('vak'),
          gebied: cell('gebied'),
          vakgebied: cell('vakgebied'),
        }) as unknown as Teaching,
        opgegevenOp: cell('opgegeven_op'),
        diplomas: held.map(({ diploma }) => diploma),
      },
      programmes: held.flatMap(({ programme }) => programme ?? []),
      uitkomst: cell('uitkomst'),
      regel: cell('regel'),
    };
  });
}

export function diplomaOf(opleidingscode: string, datumBehaald: string): Diploma {
  return {
    opleidingscode,
    naam: 'Getuigschrift',
    graad: 'BACHELOR',
    instellingBrin: '21PB',
    datumBehaald,
    soort: 'DIPLOMA',
  };
}

function readDiploma(text: string): { diploma: Diploma; programme: ProgrammeRow | undefined } {
  const [code = '', date = ''] = text.split('@');
  const [area, subject] = code.split('/');
  if (subject === undefined) return { diploma: diplomaOf(code, date), programme: undefined };
  const opleidingscode = `T${area}${subject}`.replaceAll('_', '');
  return {
    diploma: diplomaOf(opleidingscode, date),
    programme: {
      opleidingscode,
      naam: `Leraar ${subject}`,
      graad: 'BACHELOR',
      niveau: 'HBO',
      bevoegdheidsgebied: area as 'VO' | 'VHO',
      vak: subject,
      geldigVan: '2017-08-01',
      herkomst: 'eigen',
    },
  };
}

function filled(cells: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(cells).filter(([, text]) => text !== ''));
}
