import type { CodeLists, GroundRow, SubjectRow, Validity } from './rows.ts';

/** The code lists break a rule of their README; `faults` has one line per row and rule. */
export class CodeListError extends Error {
  readonly code = 'CODE_LIST_INVALID';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(`The code lists break their own rules:\n${faults.join('\n')}`);
    this.faults = faults;
  }
}

const sectors = new Set(['PO', 'SO', 'VSO', 'VO', 'MBO']);
const destinations = new Set(['L', 'V', 'X']);
const severities = new Set(['A', 'S']);
const termUnits = new Set(['MAAND', 'SCHOOLJAAR', 'VOLTIJD_MAAND']);
const competences = new Set(['PO', 'PO_VAK', 'VO', 'VO_B', 'VHO', 'MBO_PDG']);
const listCode = /^[A-Z0-9_]{1,70}$/;
const isoDate = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

/** Rules 1 to 7 of the README beside the lists, each a function below. @throws CodeListError */
export function checkCodeLists(lists: CodeLists): void {
  const faults = [
    ...uniqueKeys(lists),
    ...codeShapes(lists),
    ...grounds(lists),
    ...conversions(lists),
    ...programmes(lists),
    ...signals(lists),
    ...institutions(lists),
    ...validity(lists),
  ];
  if (faults.length > 0) throw new CodeListError(faults);
}

function* uniqueKeys(lists: CodeLists): Generator<string> {
  yield* duplicates('benoemingsgrondslagen', lists.grounds, (row) => `${row.code} ${row.sector}`);
  yield* duplicates('signalen', lists.signals, (row) => row.code);
  yield* duplicates('onderwijsactiviteiten', lists.activities, (row) => `${row.code} ${row.sector}`);
  yield* duplicates('vakken', lists.subjects, (row) => row.code);
  yield* duplicates('mbo_vakgebieden', lists.vocationalFields, (row) => row.code);
  yield* duplicates('conversietabel', lists.conversions, (row) => row.regel);
  yield* duplicates('opleidingen', lists.programmes, (row) => row.opleidingscode);
  yield* duplicates('aow_leeftijd', lists.statePensionAges, (row) => row.geborenVanaf);
  yield* duplicates('instellingen', lists.institutions, (row) => row.vestigingscode);
}

function* duplicates<R>(list: string, rows: readonly R[], keyOf: (row: R) => string): Generator<string> {
  const seen = new Set<string>();
  for (const row of rows) {
    const key = keyOf(row);
    if (seen.has(key)) yield `${list}: ${key} occurs twice`;
    seen.add(key);
  }
}

function* codeShapes(lists: CodeLists): Generator<string> {
  for (const row of [...lists.subjects, ...lists.activities, ...lists.vocationalFields]) {
    if (!listCode.test(row.code)) yield `${row.code}: not a code of capitals, digits and underscores`;
  }
  for (const row of lists.grounds) {
    if (!/^[57-9][0-9]{2}$/.test(row.code)) yield `benoemingsgrondslagen: ${row.code} is not a ground code`;
  }
  for (const row of lists.signals) {
    if (!/^[0-9]{3}$/.test(row.code)) yield `signalen: ${row.code} is not a signal code`;
  }
}

function* grounds(lists: CodeLists): Generator<string> {
  const known = new Set(lists.grounds.map((row) => `${row.code} ${row.sector}`));
  for (const row of lists.grounds) {
    for (const fault of groundFaults(row, known)) yield `benoemingsgrondslagen: ${row.code} ${row.sector} ${fault}`;
  }
}

function* groundFaults(row: GroundRow, known: ReadonlySet<string>): Generator<string> {
  if (!sectors.has(row.sector)) yield 'has an unknown sector';
  if (!destinations.has(row.bestemming)) yield 'has an unknown destination';
  if ((row.maxDuur === undefined) !== (row.maxEenheid === undefined)) yield 'has half a maximum term';
  if (row.maxDuur !== undefined && !(Number.isInteger(row.maxDuur) && row.maxDuur > 0))
    yield 'has a term that is no number';
  if (row.maxEenheid !== undefined && !termUnits.has(row.maxEenheid)) yield 'has an unknown unit of term';
  if (row.onderwijsVereist !== (row.bestemming === 'V')) yield 'must ask for teaching exactly at destination V';
  if (row.verlengt !== undefined && !known.has(`${row.verlengt} ${row.sector}`)) yield 'extends an unknown ground';
}

function* conversions(lists: CodeLists): Generator<string> {
  const subjects = subjectsByCode(lists);
  for (const row of lists.conversions) {
    const fits =
      subjects.get(row.gegevenVak)?.gebieden.includes(row.gebied) &&
      subjects.get(row.bewijsVak)?.gebieden.includes(row.bewijsGebied);
    if (!fits) yield `conversietabel: ${row.regel} names a subject or area that the subjects do not have`;
    if ((row.uitkomst === 'CONVERSIE_MET_VOORWAARDE') !== (row.voorwaarde !== undefined)) {
      yield `conversietabel: ${row.regel} must have a condition exactly at CONVERSIE_MET_VOORWAARDE`;
    }
    if ((row.uitkomst === 'GEDEELTELIJK') !== (row.omvang !== undefined)) {
      yield `conversietabel: ${row.regel} must have an extent exactly at GEDEELTELIJK`;
    }
  }
}

function* programmes(lists: CodeLists): Generator<string> {
  const subjects = subjectsByCode(lists);
  for (const { opleidingscode, vak, bevoegdheidsgebied: area } of lists.programmes) {
    const subject = vak === undefined ? undefined : subjects.get(vak);
    if (vak !== undefined && !subject) yield `opleidingen: ${opleidingscode} names an unknown subject`;
    if (area !== undefined && !competences.has(area)) yield `opleidingen: ${opleidingscode} has an unknown area`;
    if ((area === 'VO' || area === 'VHO') && subject && !subject.gebieden.includes(area)) {
      yield `opleidingen: ${opleidingscode} has an area that its subject does not have`;
    }
  }
}

function* signals(lists: CodeLists): Generator<string> {
  for (const row of lists.signals) {
    if (!severities.has(row.ernst)) yield `signalen: ${row.code} has an unknown severity`;
    if (row.tekst.length > 250 || row.herstel.length > 250)
      yield `signalen: ${row.code} has a text over 250 characters`;
  }
  for (const row of lists.grounds) {
    if (row.omschrijving.length > 250) yield `benoemingsgrondslagen: ${row.code} has a description over 250 characters`;
  }
}

function* institutions(lists: CodeLists): Generator<string> {
  for (const row of lists.institutions) {
    const wellFormed =
      /^[0-9]{2}[A-Z]{2}[0-9]{2}$/.test(row.vestigingscode) &&
      row.vestigingscode.startsWith(row.brin) &&
      row.brin.length === 4 &&
      /^[0-9]{5}$/.test(row.bevoegdGezag) &&
      sectors.has(row.sector);
    if (!wellFormed) yield `instellingen: ${row.vestigingscode} has a code, board or sector of the wrong shape`;
  }
}

function* validity(lists: CodeLists): Generator<string> {
  const rows: readonly Validity[] = [
    ...lists.grounds,
    ...lists.conversions,
    ...lists.programmes,
    ...lists.institutions,
    ...lists.statePensionAges.map((row) => ({
      geldigVan: row.geborenVanaf,
      ...(row.geborenTotEnMet === undefined ? {} : { geldigTot: row.geborenTotEnMet }),
    })),
  ];
  for (const { geldigVan, geldigTot } of rows) {
    for (const date of [geldigVan, geldigTot]) {
      if (date !== undefined && !isCalendarDay(date)) yield `${date} is not an ISO date`;
    }
    if (geldigVan !== undefined && geldigTot !== undefined && geldigTot < geldigVan) {
      yield `a row that holds from ${geldigVan} ends before, on ${geldigTot}`;
    }
  }
}

function isCalendarDay(text: string): boolean {
  if (!isoDate.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function subjectsByCode(lists: CodeLists): ReadonlyMap<string, SubjectRow> {
  return new Map(lists.subjects.map((row) => [row.code, row]));
}
