import { describe, expect, it } from '@jest/globals';
import { CodeListError, checkCodeLists } from '../code-lists/check-code-lists.ts';
import { loadCodeLists } from '../code-lists/load-code-lists.ts';
import type { CodeLists } from '../code-lists/rows.ts';

const lists = loadCodeLists();

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

describe('a list that breaks a rule is refused', () => {
  const [ground, secondGround] = lists.grounds;
  const [conversion] = lists.conversions;
  const [programme] = lists.programmes;
  const [signal] = lists.signals;
  const [institution] = lists.institutions;

  it.each<[string, Partial<CodeLists>, RegExp]>([
    ['a key twice', { grounds: [ground!, ground!] }, /501 VO occurs twice/],
    ['a code of another shape', { subjects: [{ ...lists.subjects[0]!, code: 'kunst' }] }, /kunst: not a code/],
    ['half a term', { grounds: [{ ...ground!, maxDuur: 2 }] }, /half a maximum term/],
    ['teaching asked at L', { grounds: [{ ...ground!, onderwijsVereist: true }] }, /exactly at destination V/],
    [
      'an extension of nothing',
      { grounds: [secondGround!, { ...ground!, verlengt: '599' }] },
      /extends an unknown ground/,
    ],
    ['an unknown area', { conversions: [{ ...conversion!, gebied: 'VO' }] }, /C001 names a subject or area/],
    ['a condition too many', { conversions: [{ ...conversion!, voorwaarde: 'x' }] }, /must have a condition exactly/],
    ['an extent too many', { conversions: [{ ...conversion!, omvang: 'x' }] }, /must have an extent exactly/],
    ['an unknown subject', { programmes: [{ ...programme!, vak: 'TOVERKUNST' }] }, /names an unknown subject/],
    ['a long text', { signals: [{ ...signal!, tekst: 'x'.repeat(251) }] }, /over 250 characters/],
    ['a wrong location', { institutions: [{ ...institution!, brin: '99ZZ' }] }, /of the wrong shape/],
    ['an impossible date', { institutions: [{ ...institution!, geldigVan: '2020-02-30' }] }, /not an ISO date/],
    [
      'an end before its begin',
      { institutions: [{ ...institution!, geldigVan: '2020-01-02', geldigTot: '2020-01-01' }] },
      /ends before/,
    ],
  ])('%s', (_what, change, message) => {
    expect(() => {
      checkCodeLists({ ...lists, ...change });
    }).toThrow(CodeListError);
    expect(() => {
      checkCodeLists({ ...lists, ...change });
    }).toThrow(message);
  });
});
