import type {
  CodeLists,
  CompetenceArea,
  GroundRow,
  InstitutionRow,
  Sector,
  Validity,
} from '../../../../schemas/code-lists/rows.ts';

/** The code lists as the stages ask them: maps instead of rows. */
export interface JudgementLists {
  readonly groundsByCode: ReadonlyMap<string, ReadonlyMap<Sector, GroundRow>>;
  readonly areasBySubject: ReadonlyMap<string, readonly CompetenceArea[]>;
  /** `code sector` of every activity. */
  readonly activities: ReadonlySet<string>;
  readonly vocationalFields: ReadonlySet<string>;
  readonly locations: ReadonlyMap<string, InstitutionRow>;
  readonly locationsBySchool: ReadonlyMap<string, readonly InstitutionRow[]>;
  readonly sectorsByBoard: ReadonlyMap<string, ReadonlySet<Sector>>;
}

/** The lists that records are judged with here. */
export type ListRows = Pick<CodeLists, 'grounds' | 'subjects' | 'activities' | 'vocationalFields' | 'institutions'>;

export function judgementLists(lists: ListRows): JudgementLists {
  const groundsByCode = Map.groupBy(lists.grounds, (row) => row.code);
  const byBoard = Map.groupBy(lists.institutions, (row) => row.bevoegdGezag);
  return {
    groundsByCode: mapValues(groundsByCode, (rows) => new Map(rows.map((row) => [row.sector, row]))),
    areasBySubject: new Map(lists.subjects.map((row) => [row.code, row.gebieden])),
    activities: new Set(lists.activities.map((row) => `${row.code} ${row.sector}`)),
    vocationalFields: new Set(lists.vocationalFields.map((row) => row.code)),
    locations: new Map(lists.institutions.map((row) => [row.vestigingscode, row])),
    locationsBySchool: Map.groupBy(lists.institutions, (row) => row.brin),
    sectorsByBoard: mapValues(byBoard, (rows) => new Set(rows.flatMap(sectorsOf))),
  };
}

/** A row holds on at least one day between two days; an open side never ends. */
export function holdsWithin(row: Validity, from: string, until: string | undefined): boolean {
  return (
    (row.geldigTot === undefined || row.geldigTot >= from) &&
    (row.geldigVan === undefined || until === undefined || row.geldigVan <= until)
  );
}

/** A school of soort "(V)SO" counts for both sectors (message book section 4, INSTELLING). */
function sectorsOf(row: InstitutionRow): Sector[] {
  return row.soort === '(V)SO' ? ['SO', 'VSO'] : [row.sector];
}

function mapValues<K, V, W>(map: ReadonlyMap<K, V>, change: (value: V) => W): Map<K, W> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
