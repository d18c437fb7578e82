import { listKeys, type CodeListName } from './list-columns.ts';
import type { FaultRule, ListFault } from './list-fault.ts';
import type { ReadRow, Row } from './read-list.ts';
import type { ConversionRow, GroundRow, InstitutionRow, ProgrammeRow, SubjectRow } from './rows.ts';

/**
 * The rules of the README between columns, rows and lists; what a single cell may hold is in list-columns.ts. A row with
 * an unsound cell is not looked at further, but its key counts: what refers to it must not be a fault of its own.
 */

type Report = (row: number | undefined, column: string, rule: FaultRule, text: string) => void;

/** Rules within one list. */
export function checkRows(list: CodeListName, rows: readonly ReadRow[]): ListFault[] {
  const faults: ListFault[] = [];
  const report: Report = (row, column, rule, text) => {
    faults.push({ list, ...(row === undefined ? {} : { row }), column, rule, text });
  };
  if (rows.length === 0) faults.push({ list, rule: 'LEEG', text: 'een lijst heeft ten minste een rij' });
  checkKeys(list, rows, report);
  const known = new Map(rows.map((row) => [keyOfRow(list, row.cells), row.cells]));
  for (const { number, cells, sound } of rows) {
    if (!sound) continue;
    const fault = (column: string, rule: FaultRule, text: string): void => {
      report(number, column, rule, text);
    };
    checkValidity(cells, fault);
    if (list === 'benoemingsgrondslagen') checkGround(cells as unknown as GroundRow, known, fault);
    if (list === 'conversietabel') checkConversion(cells as unknown as ConversionRow, fault);
    if (list === 'instellingen') checkInstitution(cells as unknown as InstitutionRow, fault);
  }
  return faults;
}

/** Lists that name rows of another one, and the one they name. */
export const referringLists = ['conversietabel', 'opleidingen'] as const satisfies readonly CodeListName[];
export const referredList = 'vakken' satisfies CodeListName;

/** Rules between lists: what conversions and programmes say of subjects. */
export function checkReferences(
  list: (typeof referringLists)[number],
  rows: readonly ReadRow[],
  subjects: readonly ReadRow[],
): ListFault[] {
  const faults: ListFault[] = [];
  // A subject with an unsound area has unknown areas: only that it exists is known.
  const areasOf = new Map(subjects.map(({ cells }) => [cells['code'], (cells as Partial<SubjectRow>).gebieden]));
  for (const { number: row, cells, sound } of rows) {
    if (!sound) continue;
    const check = (subject: string, subjectColumn: string, area: string | undefined, areaColumn: string): void => {
      if (!areasOf.has(subject)) {
        faults.push({ list, row, column: subjectColumn, rule: 'VERWIJZING', text: 'een code uit de lijst vakken' });
      } else if (area !== undefined && areasOf.get(subject)?.some((known) => known === area) === false) {
        faults.push({ list, row, column: areaColumn, rule: 'VERBAND', text: 'een gebied dat het vak heeft' });
      }
    };
    if (list === 'conversietabel') {
      const { gegevenVak, gebied, bewijsVak, bewijsGebied } = cells as unknown as ConversionRow;
      check(gegevenVak, 'gegeven_vak', gebied, 'gebied');
      check(bewijsVak, 'bewijs_vak', bewijsGebied, 'bewijs_gebied');
    } else {
      const { vak, bevoegdheidsgebied: area } = cells as unknown as ProgrammeRow;
      if (vak !== undefined) {
        check(vak, 'vak', area === 'VO' || area === 'VHO' ? area : undefined, 'bevoegdheidsgebied');
      }
    }
  }
  return faults;
}

/**
 * Grounds that were in force stay in the list: a register that does not know the ground of a snapshot it keeps cannot
 * judge that person any more. A ground ends by its geldig_tot.
 */
export function checkRemoved(list: CodeListName, former: readonly object[], rows: readonly ReadRow[]): ListFault[] {
  if (list !== 'benoemingsgrondslagen') return [];
  const kept = new Set(rows.map(({ cells }) => keyOfRow(list, cells)));
  return former
    .map((row) => keyOfRow(list, row as Row))
    .filter((key) => !kept.has(key))
    .map((key) => ({
      list,
      column: 'code',
      rule: 'VERWIJDERD' as const,
      text: `grondslag ${key} blijft in de lijst; sluit haar met geldig_tot`,
    }));
}

/** The key of a row as text; the parts in the order of listKeys. */
export function keyOfRow(list: CodeListName, row: Row): string {
  return listKeys[list].map((heading) => String(row[memberOf(heading)] ?? '')).join(' ');
}

function memberOf(heading: string): string {
  return heading.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function checkKeys(list: CodeListName, rows: readonly ReadRow[], report: Report): void {
  const [firstColumn = ''] = listKeys[list];
  const seen = new Set<string>();
  for (const { number, cells } of rows) {
    if (listKeys[list].some((heading) => cells[memberOf(heading)] === undefined)) continue;
    const key = keyOfRow(list, cells);
    if (seen.has(key)) report(number, firstColumn, 'DUBBEL', `${listKeys[list].join(' en ')} komt een keer voor`);
    seen.add(key);
  }
}

type Fault = (column: string, rule: FaultRule, text: string) => void;

function checkValidity(cells: Row, fault: Fault): void {
  const { geldigVan, geldigTot, geborenVanaf, geborenTotEnMet } = cells as Readonly<Record<string, string | undefined>>;
  if (geldigVan !== undefined && geldigTot !== undefined && geldigTot < geldigVan) {
    fault('geldig_tot', 'VERBAND', 'niet eerder dan geldig_van');
  }
  if (geborenVanaf !== undefined && geborenTotEnMet !== undefined && geborenTotEnMet < geborenVanaf) {
    fault('geboren_tot_en_met', 'VERBAND', 'niet eerder dan geboren_vanaf');
  }
}

function checkGround(row: GroundRow, known: ReadonlyMap<string, Row>, fault: Fault): void {
  if (row.onderwijsVereist !== (row.bestemming === 'V')) {
    fault('onderwijs_vereist', 'VERBAND', 'J precies bij bestemming V');
  }
  if (row.maxDuur !== undefined && row.maxEenheid === undefined) {
    fault('max_eenheid', 'VERBAND', 'gevuld als max_duur gevuld is');
  }
  if (row.maxDuur === undefined && row.maxEenheid !== undefined) {
    fault('max_duur', 'VERBAND', 'gevuld als max_eenheid gevuld is');
  }
  if (row.verlengt === undefined) return;
  if (!known.has(`${row.verlengt} ${row.sector}`)) {
    fault('verlengt', 'VERWIJZING', 'een code van deze lijst in dezelfde sector');
  } else if (extendsItself(row, known)) {
    fault('verlengt', 'VERBAND', 'een grondslag die niet zelf op deze teruggaat');
  }
}

function extendsItself({ code, sector, verlengt }: GroundRow, known: ReadonlyMap<string, Row>): boolean {
  const passed = new Set<string>();
  for (let next = verlengt; next !== undefined && !passed.has(next);) {
    if (next === code) return true;
    passed.add(next);
    next = (known.get(`${next} ${sector}`) as GroundRow | undefined)?.verlengt;
  }
  return false;
}

function checkConversion(row: ConversionRow, fault: Fault): void {
  if ((row.uitkomst === 'CONVERSIE_MET_VOORWAARDE') !== (row.voorwaarde !== undefined)) {
    fault('voorwaarde', 'VERBAND', 'gevuld precies bij uitkomst CONVERSIE_MET_VOORWAARDE');
  }
  if ((row.uitkomst === 'GEDEELTELIJK') !== (row.omvang !== undefined)) {
    fault('omvang', 'VERBAND', 'gevuld precies bij uitkomst GEDEELTELIJK');
  }
}

function checkInstitution(row: InstitutionRow, fault: Fault): void {
  if (!row.vestigingscode.startsWith(row.brin)) fault('brin', 'VERBAND', 'de eerste vier tekens van vestigingscode');
}
