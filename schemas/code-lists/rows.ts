/** One row of each code list; column names of the CSV in lowerCamelCase, an empty cell is an absent member, `|` lists are arrays. */

export type Sector = 'PO' | 'SO' | 'VSO' | 'VO' | 'MBO';
export type Destination = 'L' | 'V' | 'X';
export type TermUnit = 'MAAND' | 'SCHOOLJAAR' | 'VOLTIJD_MAAND';
export type CompetenceArea = 'VO' | 'VHO';
export type Severity = 'A' | 'S';

/** `bron` = found in a public source, `eigen` = chosen by this project; the README says what that means per list. */
export type Origin = 'bron' | 'eigen';

/** First and last day a row holds, both inclusive; absent = unbounded on that side. */
export interface Validity {
  readonly geldigVan?: string;
  readonly geldigTot?: string;
}

export interface GroundRow extends Validity {
  readonly code: string;
  readonly sector: Sector;
  readonly omschrijving: string;
  readonly wet: string;
  readonly artikel: string;
  readonly bestemming: Destination;
  readonly maxDuur?: number;
  readonly maxEenheid?: TermUnit;
  readonly verlengt?: string;
  readonly onderwijsVereist: boolean;
  readonly geldigVan: string;
  readonly herkomst: Origin;
}

export interface SignalRow {
  readonly code: string;
  readonly ernst: Severity;
  readonly stap: string;
  readonly tekst: string;
  readonly veld?: string;
  readonly herstel: string;
  readonly herkomst: Origin;
}

export interface ActivityRow {
  readonly code: string;
  readonly sector: Sector;
  readonly naam: string;
  readonly bron: string;
  readonly herkomst: Origin;
}

export interface SubjectRow {
  readonly code: string;
  readonly naam: string;
  readonly gebieden: readonly CompetenceArea[];
  readonly examenvakcode?: readonly string[];
  readonly herkomst: Origin;
}

export interface VocationalFieldRow {
  readonly code: string;
  readonly naam: string;
  readonly herkomst: Origin;
}

export interface ConversionRow extends Validity {
  readonly regel: string;
  readonly gegevenVak: string;
  readonly gebied: CompetenceArea;
  readonly bewijsVak: string;
  readonly bewijsGebied: CompetenceArea;
  readonly uitkomst: 'CONVERSIE' | 'CONVERSIE_MET_VOORWAARDE' | 'GEDEELTELIJK';
  readonly voorwaarde?: string;
  readonly omvang?: string;
  readonly geldigVan: string;
  readonly herkomst: Origin;
}

export interface ProgrammeRow extends Validity {
  readonly opleidingscode: string;
  readonly naam: string;
  readonly graad: string;
  readonly niveau: string;
  readonly bevoegdheidsgebied?: 'PO' | 'PO_VAK' | 'VO' | 'VO_B' | 'VHO' | 'MBO_PDG';
  readonly vak?: string;
  readonly geldigVan: string;
  readonly herkomst: Origin;
}

export interface StatePensionAgeRow {
  readonly geborenVanaf: string;
  readonly geborenTotEnMet?: string;
  readonly jaren: number;
  readonly maanden: number;
  readonly herkomst: Origin;
}

export interface InstitutionRow extends Validity {
  readonly vestigingscode: string;
  readonly brin: string;
  readonly bevoegdGezag: string;
  readonly sector: Sector;
  readonly soort: string;
  readonly naam: string;
  readonly plaats: string;
  readonly gemeente: string;
  readonly provincie: string;
  readonly postcode?: string;
  readonly leerlingen?: number;
  readonly herkomst: Origin;
}

export interface CodeLists {
  readonly grounds: readonly GroundRow[];
  readonly subjects: readonly SubjectRow[];
  readonly activities: readonly ActivityRow[];
  readonly vocationalFields: readonly VocationalFieldRow[];
  readonly conversions: readonly ConversionRow[];
  readonly programmes: readonly ProgrammeRow[];
  readonly statePensionAges: readonly StatePensionAgeRow[];
  readonly institutions: readonly InstitutionRow[];
  readonly signals: readonly SignalRow[];
  /** SHA-256 over the files in a fixed order, hex: what a judgement names as the lists it was made with. */
  readonly version: string;
}
