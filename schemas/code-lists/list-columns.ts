/**
 * The columns of every code list, in the order of the file: heading, member of the row (rows.ts) and what a cell may
 * hold. Reading, writing and checking all follow this table; rules between columns, rows and lists are in list-rules.ts.
 */

export type CellType = 'text' | 'number' | 'yesNo' | 'texts';

export interface Column {
  readonly heading: string;
  readonly member: string;
  readonly type: CellType;
  readonly optional: boolean;
  /** Of a value that has the type; of `texts` each of them. */
  readonly fits: (value: string | number | boolean) => boolean;
  /** What fits, in Dutch. */
  readonly expected: string;
}

interface Options {
  readonly optional?: true;
}

const sectors = ['PO', 'SO', 'VSO', 'VO', 'MBO'];
const areas = ['VO', 'VHO'];
const printable = /^(?! )\P{Cc}+(?<! )$/u;
const listCode = /^[A-Z0-9_]{1,70}$/;
const groundCode = /^[57-9][0-9]{2}$/;

function column(heading: string, type: CellType, o: Options, expected: string, fits: Column['fits']): Column {
  const member = heading.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return { heading, member, type, optional: o.optional ?? false, fits, expected };
}

function text(heading: string, longest: number, o: Options = {}): Column {
  return column(
    heading,
    'text',
    o,
    `tekst van 1 tot en met ${longest} tekens, zonder stuurtekens of losse spaties`,
    (v) => isText(v, printable, longest),
  );
}

function code(heading: string, pattern: RegExp, expected: string, o: Options = {}): Column {
  return column(heading, 'text', o, expected, (v) => isText(v, pattern, 70));
}

function choice(heading: string, values: readonly string[], o: Options = {}): Column {
  return column(heading, 'text', o, `een van ${values.join(', ')}`, (v) => values.includes(String(v)));
}

function day(heading: string, o: Options = {}): Column {
  return column(heading, 'text', o, 'een datum die bestaat, als 2026-08-01', (v) => isCalendarDay(String(v)));
}

function count(heading: string, lowest: number, highest: number, o: Options = {}): Column {
  return column(
    heading,
    'number',
    o,
    `een geheel getal van ${lowest} tot en met ${highest}`,
    (v) => Number.isInteger(v) && Number(v) >= lowest && Number(v) <= highest,
  );
}

function yesNo(heading: string): Column {
  return column(heading, 'yesNo', {}, 'J of N', () => true);
}

function texts(heading: string, pattern: RegExp, expected: string, o: Options = {}): Column {
  return column(heading, 'texts', o, `${expected}; meer waarden los van elkaar met |`, (v) => isText(v, pattern, 70));
}

const origin = choice('herkomst', ['bron', 'eigen']);
const from = day('geldig_van');
const until = day('geldig_tot', { optional: true });
const subjectCode = (heading: string, o: Options = {}) =>
  code(heading, listCode, 'een code van hoofdletters, cijfers en _, hoogstens 70 tekens', o);
const ground = (heading: string, o: Options = {}) =>
  code(heading, groundCode, 'drie cijfers, het eerste een 5, 7, 8 of 9', o);

export const listColumns = {
  benoemingsgrondslagen: [
    ground('code'),
    choice('sector', sectors),
    text('omschrijving', 250),
    text('wet', 100),
    text('artikel', 100),
    choice('bestemming', ['L', 'V', 'X']),
    count('max_duur', 1, 600, { optional: true }),
    choice('max_eenheid', ['MAAND', 'SCHOOLJAAR', 'VOLTIJD_MAAND'], { optional: true }),
    ground('verlengt', { optional: true }),
    yesNo('onderwijs_vereist'),
    from,
    until,
    origin,
  ],
  signalen: [
    code('code', /^[0-9]{3}$/, 'drie cijfers'),
    choice('ernst', ['A', 'S']),
    code('stap', /^[A-Z]{1,20}$/, 'een stap van de beoordeling in hoofdletters'),
    text('tekst', 250),
    text('veld', 100, { optional: true }),
    text('herstel', 250),
    origin,
  ],
  onderwijsactiviteiten: [subjectCode('code'), choice('sector', sectors), text('naam', 250), text('bron', 250), origin],
  vakken: [
    subjectCode('code'),
    text('naam', 250),
    texts('gebieden', /^(VO|VHO)$/, 'VO of VHO'),
    texts('examenvakcode', /^[0-9]{4}$/, 'vier cijfers', { optional: true }),
    origin,
  ],
  mbo_vakgebieden: [subjectCode('code'), text('naam', 250), origin],
  conversietabel: [
    code('regel', /^C[0-9]{3}$/, 'een C en drie cijfers'),
    subjectCode('gegeven_vak'),
    choice('gebied', areas),
    subjectCode('bewijs_vak'),
    choice('bewijs_gebied', areas),
    choice('uitkomst', ['CONVERSIE', 'CONVERSIE_MET_VOORWAARDE', 'GEDEELTELIJK']),
    text('voorwaarde', 250, { optional: true }),
    text('omvang', 250, { optional: true }),
    from,
    until,
    origin,
  ],
  opleidingen: [
    code('opleidingscode', /^[0-9A-Z]{5}$/, 'vijf cijfers of hoofdletters'),
    text('naam', 250),
    choice('graad', ['AD', 'BACHELOR', 'MASTER', 'OVERIG']),
    choice('niveau', ['MBO', 'HBO', 'WO']),
    choice('bevoegdheidsgebied', ['PO', 'PO_VAK', 'VO', 'VO_B', 'VHO', 'MBO_PDG'], { optional: true }),
    subjectCode('vak', { optional: true }),
    from,
    until,
    origin,
  ],
  aow_leeftijd: [
    day('geboren_vanaf'),
    day('geboren_tot_en_met', { optional: true }),
    count('jaren', 60, 80),
    count('maanden', 0, 11),
    origin,
  ],
  instellingen: [
    code('vestigingscode', /^[0-9]{2}[A-Z]{2}[0-9]{2}$/, 'twee cijfers, twee hoofdletters en twee cijfers'),
    code('brin', /^[0-9]{2}[A-Z]{2}$/, 'twee cijfers en twee hoofdletters'),
    code('bevoegd_gezag', /^[0-9]{5}$/, 'vijf cijfers'),
    choice('sector', sectors),
    text('soort', 100),
    text('naam', 250),
    text('plaats', 100),
    text('gemeente', 100),
    text('provincie', 100),
    code('postcode', /^[1-9][0-9]{3}[A-Z]{2}$/, 'vier cijfers en twee hoofdletters', { optional: true }),
    count('leerlingen', 0, 1_000_000, { optional: true }),
    day('geldig_van', { optional: true }),
    until,
    origin,
  ],
} as const satisfies Record<string, readonly Column[]>;

export type CodeListName = keyof typeof listColumns;
export const codeListNames = Object.keys(listColumns) as CodeListName[];

export function isCodeListName(name: string): name is CodeListName {
  return Object.hasOwn(listColumns, name);
}

/** Headings that together name a row. */
export const listKeys: Readonly<Record<CodeListName, readonly string[]>> = {
  benoemingsgrondslagen: ['code', 'sector'],
  signalen: ['code'],
  onderwijsactiviteiten: ['code', 'sector'],
  vakken: ['code'],
  mbo_vakgebieden: ['code'],
  conversietabel: ['regel'],
  opleidingen: ['opleidingscode'],
  aow_leeftijd: ['geboren_vanaf'],
  instellingen: ['vestigingscode'],
};

function isText(value: string | number | boolean, pattern: RegExp, longest: number): boolean {
  return typeof value === 'string' && value.length <= longest && pattern.test(value);
}

/** A day that exists, within what the message book calls D. */
function isCalendarDay(value: string): boolean {
  if (!/^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}
