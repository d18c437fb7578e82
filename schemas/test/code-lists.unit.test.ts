import { mkdtempSync, readFileSync, writeFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { codeListNames, listColumns, type CodeListName, type Column } from '../code-lists/list-columns.ts';
import { CodeListError, type ListFault } from '../code-lists/list-fault.ts';
import { checkReferences, checkRemoved, checkRows } from '../code-lists/list-rules.ts';
import { codeListFiles, loadCodeLists } from '../code-lists/load-code-lists.ts';
import { readListFromCsv, readListFromJson, type ReadList } from '../code-lists/read-list.ts';
import { writeListAsCsv } from '../code-lists/write-list.ts';

const folder = path.join(import.meta.dirname, '../code-lists');
const lists = loadCodeLists();
const fileOf = (list: CodeListName): string => readFileSync(path.join(folder, `${list}.csv`), 'utf8');

it('the lists of this project keep their rules and keep codes as text', () => {
  expect(lists.institutions).toHaveLength(8_650);
  expect(lists.institutions[0]?.vestigingscode).toBe('00AH00');
  expect(lists.institutions.find(({ brin }) => brin === '00AR')?.naam).toBe('Basisschool "De Maasparel"');
  expect(lists.subjects.find(({ code }) => code === 'WISKUNDE')).toMatchObject({
    gebieden: ['VO', 'VHO'],
    examenvakcode: ['0153', '1024', '1025', '1026', '1027'],
  });
  const ground = lists.grounds.find(({ code }) => code === '512');
  expect(ground).toMatchObject({ maxDuur: 24, maxEenheid: 'MAAND', verlengt: '511', onderwijsVereist: true });
  expect(ground).not.toHaveProperty('geldigTot');
  expect(lists.version).toMatch(/^[0-9a-f]{64}$/);
});

describe.each(codeListNames)('%s', (list) => {
  const read = readListFromCsv(list, Buffer.from(fileOf(list)));
  const rows = read.rows.map(({ cells }) => cells);

  it('is written back as the file it was read from', () => {
    expect(read.faults).toEqual([]);
    expect(writeListAsCsv(list, rows)).toBe(fileOf(list));
  });

  it('is the same read from CSV, from CSV of another order with a byte order mark, and from JSON', () => {
    expect(readListFromJson(list, structuredClone(rows))).toEqual(read);
    const [heading = '', ...lines] = fileOf(list).split('\n').slice(0, 6);
    const turn = (line: string): string => line.split(';').reverse().join(';');
    const turned = `\ufeff${[heading, ...lines].map(turn).join('\r\n')}\r\n`;
    expect(readListFromCsv(list, Buffer.from(turned)).rows).toEqual(read.rows.slice(0, 5));
  });

  // Each column is spoiled in the second of three rows: what it names must be that row and that column, and nothing else.
  describe.each([...listColumns[list]] as Column[])('$heading', ({ heading, member, optional, type }) => {
    const three = rows.slice(0, 3);
    const spoiledCsv = (cell: string): ReadList => {
      const texts = writeListAsCsv(
        list,
        three.map((row, index) => ({ ...row, ...(index === 1 ? { [member]: '#' } : {}) })),
      );
      return readListFromCsv(list, Buffer.from(texts.replace(/(?<=^|;)#(?=;|$)/m, cell)));
    };
    const spoiledJson = (value: unknown): ReadList =>
      readListFromJson(
        list,
        three.map((row, index) => (index === 1 ? { ...row, [member]: value } : row)),
      );
    const at = (rule: string): unknown => [expect.objectContaining({ list, row: 2, column: heading, rule })];

    it(optional ? 'may be left out' : 'left out: VERPLICHT', () => {
      expect(spoiledCsv('').faults).toEqual(optional ? [] : at('VERPLICHT'));
      expect(spoiledJson(undefined).faults).toEqual(optional ? [] : at('VERPLICHT'));
    });
    it('of another form: VORM, and nothing of the value is repeated', () => {
      for (const cell of ['a\u0001b', ' x', 'x'.repeat(251)]) {
        const { faults } = spoiledCsv(cell);
        expect(faults).toEqual(at('VORM'));
        expect(JSON.stringify(faults)).not.toContain(cell.slice(0, 100));
      }
      for (const value of [null, '', {}, [], [null], type === 'text' ? 1 : 'tekst', 1.5, -1]) {
        expect(spoiledJson(value).faults).toEqual(at('VORM'));
      }
    });
  });
});

describe('a cell that looks like its column', () => {
  it.each<[CodeListName, string, string]>([
    ['benoemingsgrondslagen', 'code', '601'],
    ['benoemingsgrondslagen', 'sector', 'HBO'],
    ['benoemingsgrondslagen', 'bestemming', 'R'],
    ['benoemingsgrondslagen', 'max_duur', '0'],
    ['benoemingsgrondslagen', 'max_duur', '024'],
    ['benoemingsgrondslagen', 'max_eenheid', 'JAAR'],
    ['benoemingsgrondslagen', 'verlengt', '99'],
    ['benoemingsgrondslagen', 'onderwijs_vereist', 'ja'],
    ['benoemingsgrondslagen', 'geldig_van', '2017-02-30'],
    ['benoemingsgrondslagen', 'geldig_tot', '01-08-2026'],
    ['benoemingsgrondslagen', 'herkomst', 'elders'],
    ['signalen', 'code', '99'],
    ['signalen', 'ernst', 'W'],
    ['signalen', 'stap', 'schema'],
    ['onderwijsactiviteiten', 'code', 'zang'],
    ['onderwijsactiviteiten', 'sector', 'po'],
    ['vakken', 'gebieden', 'VO|VO'],
    ['vakken', 'gebieden', 'VO|PO'],
    ['vakken', 'examenvakcode', '12'],
    ['mbo_vakgebieden', 'code', 'BOUW EN INFRA'],
    ['conversietabel', 'regel', '001'],
    ['conversietabel', 'uitkomst', 'GEEN'],
    ['opleidingen', 'opleidingscode', '1234'],
    ['opleidingen', 'graad', 'DOCTOR'],
    ['opleidingen', 'niveau', 'VO'],
    ['opleidingen', 'bevoegdheidsgebied', 'SO'],
    ['aow_leeftijd', 'geboren_vanaf', '1899-12-31'],
    ['aow_leeftijd', 'jaren', '100'],
    ['aow_leeftijd', 'maanden', '12'],
    ['instellingen', 'vestigingscode', '00AH0'],
    ['instellingen', 'brin', '00ah'],
    ['instellingen', 'bevoegd_gezag', '1234'],
    ['instellingen', 'sector', 'WO'],
    ['instellingen', 'postcode', '1234 AB'],
    ['instellingen', 'leerlingen', '-1'],
  ])('%s %s %s: VORM', (list, heading, cell) => {
    const [header = '', line = ''] = fileOf(list).split('\n');
    const cells = line.split(';');
    cells[header.split(';').indexOf(heading)] = cell;
    const { faults } = readListFromCsv(list, Buffer.from(`${header}\n${cells.join(';')}\n`));
    expect(faults).toMatchObject([{ row: 1, column: heading, rule: 'VORM' }]);
  });
});

describe('a file that is no list', () => {
  const header = 'code;naam;herkomst';
  it.each<[string, Buffer, Partial<ListFault>]>([
    ['no UTF-8', Buffer.from([0xff, 0xfe, 0x41]), { rule: 'BESTAND' }],
    ['a quote that does not end', Buffer.from(`${header}\nA;"b;eigen\n`), { rule: 'BESTAND' }],
    ['nothing', Buffer.from(''), { rule: 'KOLOMMEN' }],
    ['a column too few', Buffer.from('code;naam\nA;b\n'), { rule: 'KOLOMMEN' }],
    ['a column too many', Buffer.from(`${header};wat\nA;b;eigen;c\n`), { rule: 'KOLOMMEN' }],
    ['a column twice', Buffer.from('code;naam;herkomst;naam\nA;b;eigen;c\n'), { rule: 'KOLOMMEN' }],
    ['commas', Buffer.from('code,naam,herkomst\nA,b,eigen\n'), { rule: 'KOLOMMEN' }],
    ['a row too short', Buffer.from(`${header}\nA;b;eigen\nB;b\n`), { rule: 'KOLOMMEN', row: 2 }],
    ['a row too long', Buffer.from(`${header}\nA;b;eigen;x\n`), { rule: 'KOLOMMEN', row: 1 }],
  ])('%s', (_what, content, fault) => {
    expect(readListFromCsv('mbo_vakgebieden', content).faults).toMatchObject([fault]);
  });
  it('a heading without rows', () => {
    expect(checkRows('mbo_vakgebieden', readListFromCsv('mbo_vakgebieden', Buffer.from(`${header}\n`)).rows)).toEqual([
      expect.objectContaining({ rule: 'LEEG' }),
    ]);
  });
  it.each<[string, unknown]>([
    ['no object', 'A'],
    ['a list', []],
    ['null', null],
  ])('a JSON row that is %s', (_what, row) => {
    expect(readListFromJson('mbo_vakgebieden', [row]).faults).toMatchObject([{ row: 1, rule: 'KOLOMMEN' }]);
  });
  it('a JSON row with an unknown member, whose name is not repeated', () => {
    const { faults } = readListFromJson('mbo_vakgebieden', [{ code: 'A', naam: 'b', herkomst: 'eigen', geheim: 'x' }]);
    expect(faults).toMatchObject([{ row: 1, rule: 'KOLOMMEN' }]);
    expect(JSON.stringify(faults)).not.toContain('geheim');
  });
});

describe('a rule between columns, rows or lists', () => {
  type Change = Readonly<Record<string, unknown>>;
  const rowsOf = (list: CodeListName): readonly object[] => {
    const [member] = Object.entries(codeListFiles).find(([, name]) => name === list) ?? [];
    return lists[member as keyof typeof codeListFiles];
  };
  /** The list with a change to the row that has these values, and the number of that row. */
  const changed = (list: CodeListName, which: Change, change: Change): [ReadList, number] => {
    const index = rowsOf(list).findIndex((row) =>
      Object.entries(which).every(([member, value]) => (row as Change)[member] === value),
    );
    return [readListFromJson(list, rowsOf(list).with(index, { ...rowsOf(list)[index], ...change })), index + 1];
  };
  const subjects = readListFromJson('vakken', [...rowsOf('vakken')]).rows;

  it.each<[string, CodeListName, Change, Change, string, string]>([
    [
      'teaching asked at L',
      'benoemingsgrondslagen',
      { code: '501' },
      { onderwijsVereist: true },
      'onderwijs_vereist',
      'VERBAND',
    ],
    [
      'no teaching at V',
      'benoemingsgrondslagen',
      { code: '512' },
      { onderwijsVereist: false },
      'onderwijs_vereist',
      'VERBAND',
    ],
    ['a term without unit', 'benoemingsgrondslagen', { code: '501' }, { maxDuur: 2 }, 'max_eenheid', 'VERBAND'],
    ['a unit without term', 'benoemingsgrondslagen', { code: '501' }, { maxEenheid: 'MAAND' }, 'max_duur', 'VERBAND'],
    [
      'an extension of nothing',
      'benoemingsgrondslagen',
      { code: '512' },
      { verlengt: '599' },
      'verlengt',
      'VERWIJZING',
    ],
    [
      'an extension in another sector',
      'benoemingsgrondslagen',
      { code: '512' },
      { verlengt: '704' },
      'verlengt',
      'VERWIJZING',
    ],
    ['an extension of itself', 'benoemingsgrondslagen', { code: '512' }, { verlengt: '512' }, 'verlengt', 'VERBAND'],
    [
      'an end before its begin',
      'benoemingsgrondslagen',
      { code: '501' },
      { geldigTot: '2017-07-31' },
      'geldig_tot',
      'VERBAND',
    ],
    [
      'the same for births',
      'aow_leeftijd',
      { jaren: 66 },
      { geborenTotEnMet: '1900-01-01' },
      'geboren_tot_en_met',
      'VERBAND',
    ],
    ['a condition too many', 'conversietabel', { regel: 'C001' }, { voorwaarde: 'x' }, 'voorwaarde', 'VERBAND'],
    [
      'a condition too few',
      'conversietabel',
      { regel: 'C001' },
      { uitkomst: 'CONVERSIE_MET_VOORWAARDE' },
      'voorwaarde',
      'VERBAND',
    ],
    ['an extent too many', 'conversietabel', { regel: 'C001' }, { omvang: 'x' }, 'omvang', 'VERBAND'],
    ['an extent too few', 'conversietabel', { regel: 'C001' }, { uitkomst: 'GEDEELTELIJK' }, 'omvang', 'VERBAND'],
    ['a location of another school', 'instellingen', { vestigingscode: '00AH07' }, { brin: '99ZZ' }, 'brin', 'VERBAND'],
    [
      'a school that ends before it begins',
      'instellingen',
      { vestigingscode: '00AH07' },
      { geldigVan: '2020-01-02', geldigTot: '2020-01-01' },
      'geldig_tot',
      'VERBAND',
    ],
  ])('%s', (_what, list, which, change, column, rule) => {
    const [{ rows, faults }, row] = changed(list, which, change);
    expect(faults).toEqual([]);
    expect(checkRows(list, rows)).toMatchObject([{ list, row, column, rule }]);
  });

  it('a circle of extensions is named at each of its rows', () => {
    const [{ rows }, row] = changed('benoemingsgrondslagen', { code: '511', sector: 'VO' }, { verlengt: '512' });
    expect(checkRows('benoemingsgrondslagen', rows)).toMatchObject([
      { row, column: 'verlengt', rule: 'VERBAND' },
      { row: row + 1, column: 'verlengt', rule: 'VERBAND' },
    ]);
  });

  it.each<[CodeListName, string]>([
    ['benoemingsgrondslagen', 'code'],
    ['signalen', 'code'],
    ['onderwijsactiviteiten', 'code'],
    ['vakken', 'code'],
    ['mbo_vakgebieden', 'code'],
    ['conversietabel', 'regel'],
    ['opleidingen', 'opleidingscode'],
    ['aow_leeftijd', 'geboren_vanaf'],
    ['instellingen', 'vestigingscode'],
  ])('%s: a key twice', (list, column) => {
    const rows = rowsOf(list);
    const { rows: read } = readListFromJson(list, [...rows, rows[0]]);
    expect(checkRows(list, read)).toMatchObject([{ row: rows.length + 1, column, rule: 'DUBBEL' }]);
  });

  it.each<[string, 'conversietabel' | 'opleidingen', Change, Change, string, string]>([
    ['an unknown subject', 'conversietabel', { regel: 'C001' }, { gegevenVak: 'TOVEREN' }, 'gegeven_vak', 'VERWIJZING'],
    ['unknown evidence', 'conversietabel', { regel: 'C001' }, { bewijsVak: 'TOVEREN' }, 'bewijs_vak', 'VERWIJZING'],
    ['an area the subject lacks', 'conversietabel', { regel: 'C001' }, { gebied: 'VO' }, 'gebied', 'VERBAND'],
    [
      'an area the evidence lacks',
      'conversietabel',
      { gegevenVak: 'LO2' },
      { bewijsVak: 'ANW', bewijsGebied: 'VO' },
      'bewijs_gebied',
      'VERBAND',
    ],
    ['a programme of no subject', 'opleidingen', { opleidingscode: '05198' }, { vak: 'TOVEREN' }, 'vak', 'VERWIJZING'],
    [
      'a programme of an area too many',
      'opleidingen',
      { opleidingscode: '05198' },
      { vak: 'ANW' },
      'bevoegdheidsgebied',
      'VERBAND',
    ],
  ])('%s', (_what, list, which, change, column, rule) => {
    const [{ rows, faults }, row] = changed(list, which, change);
    expect(faults).toEqual([]);
    expect(checkReferences(list, rows, subjects)).toMatchObject([{ list, row, column, rule }]);
  });

  it('a subject that others name cannot go', () => {
    const without = subjects.filter(({ cells }) => cells['code'] !== 'NEDERLANDS');
    const { rows } = readListFromJson('opleidingen', [...rowsOf('opleidingen')]);
    const faults = checkReferences('opleidingen', rows, without);
    expect(faults.length).toBeGreaterThan(0);
    for (const fault of faults) expect(fault).toMatchObject({ list: 'opleidingen', column: 'vak', rule: 'VERWIJZING' });
  });

  it('a row with an unsound cell is reported once: what refers to it is no fault of its own', () => {
    const [{ rows, faults }] = changed('benoemingsgrondslagen', { code: '511', sector: 'VO' }, { wet: '' });
    expect(faults).toHaveLength(1);
    expect(checkRows('benoemingsgrondslagen', rows)).toEqual([]);
  });

  it('a ground that was in force cannot go; rows of other lists can', () => {
    const grounds = rowsOf('benoemingsgrondslagen');
    const { rows } = readListFromJson('benoemingsgrondslagen', grounds.slice(1));
    expect(checkRemoved('benoemingsgrondslagen', grounds, rows)).toMatchObject([
      { column: 'code', rule: 'VERWIJDERD' },
    ]);
    expect(checkRemoved('vakken', rowsOf('vakken'), [])).toEqual([]);
  });
});

it('a folder with a broken list is not loaded; every fault is named', () => {
  const broken = mkdtempSync(path.join(tmpdir(), 'lists-'));
  for (const list of codeListNames) writeFileSync(path.join(broken, `${list}.csv`), fileOf(list));
  const subjects = fileOf('vakken').replace('\nNEDERLANDS;', '\nnederlands;');
  writeFileSync(path.join(broken, 'vakken.csv'), subjects);
  expect(() => loadCodeLists(broken)).toThrow(CodeListError);
  expect(() => loadCodeLists(broken)).toThrow(/vakken, row \d+, code: VORM[\s\S]*opleidingen, row 2, vak: VERWIJZING/);
  rmSync(broken, { recursive: true });
});
