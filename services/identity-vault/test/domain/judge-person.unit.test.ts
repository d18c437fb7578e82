import { describe, expect, it } from '@jest/globals';
import { loadCodeLists } from '../../../../schemas/code-lists/load-code-lists.ts';
import { judgePerson } from '../../src/domain/judge-person.ts';
import type { PersonInRecord } from '../../src/domain/judge-person.ts';
import type { BrpFacts, PersonFacts, ToldFacts } from '../../src/domain/person-facts.ts';
import { pensionAgesFrom } from '../../src/domain/state-pension.ts';

const ages = pensionAgesFrom(loadCodeLists().statePensionAges);
const RECEIPT = '2020-09-01';

const nonResident = { geslachtsnaam: 'Peeters', voornamen: 'Ann', landcode: '5010' };

function inBrp(facts: Partial<BrpFacts> = {}): PersonFacts {
  return {
    brp: { geboortedatum: '1980-05-06', geslacht: 'V', geslachtsnaam: 'Jansen', voornamen: 'Eva', ...facts },
  };
}

function told(facts: Partial<ToldFacts> = {}): PersonFacts {
  return { told: { geboortedatum: '1980-05-06', geslacht: 'V', ...facts } };
}

function person(fields: Partial<PersonInRecord> = {}): PersonInRecord {
  return {
    burgerservicenummer: '999990019',
    geboortedatum: '1980-05-06',
    geslacht: 'V',
    datumIngangBenoeming: '2020-08-01',
    ...fields,
  };
}

function codes(asked: PersonInRecord, facts: PersonFacts, receipt = RECEIPT): string[] {
  return judgePerson(asked, facts, receipt, ages).signals.map(({ code, veld }) => `${code}@${veld}`);
}

const BORN = '/persoon/geboortedatum';
const NUMBER = '/persoon/burgerservicenummer';

describe('a person in the BRP', () => {
  it('is accepted without a signal when all fits', () => {
    expect(judgePerson(person(), inBrp(), RECEIPT, ages)).toEqual({
      signals: [],
      rejected: false,
      pensionReached: false,
    });
  });

  it.each([
    ['another birth date', { geboortedatum: '1980-05-07' }],
    ['another sex', { geslacht: 'M' }],
    ['both', { geboortedatum: '1980-05-07', geslacht: 'O' }],
    ['a partial date that cannot be this one', { geboortedatum: '1980-06-00' }],
  ] as const)('752, once, with %s', (_, fields) => {
    expect(codes(person(fields), inBrp())).toEqual([`752@${BORN}`]);
  });

  it.each([
    ['the record', '1980-05-00', '1980-05-06'],
    ['the record', '1980-00-00', '1980-05-06'],
    ['the BRP', '1980-05-06', '1980-00-00'],
  ])('fits when %s knows the date in part', (_, geboortedatum, brp) => {
    expect(codes(person({ geboortedatum }), inBrp({ geboortedatum: brp }))).toEqual([]);
  });

  it('is compared with the BRP, whatever records told before', () => {
    const facts = { ...inBrp(), ...told({ geboortedatum: '1980-05-07', geslacht: 'M' }) };
    expect(codes(person(), facts)).toEqual([]);
    expect(codes(person({ geboortedatum: '1980-05-07', geslacht: 'M' }), facts)).toEqual([`752@${BORN}`]);
  });

  it('771 tells that the block for people outside the BRP was not used', () => {
    expect(judgePerson(person({ nietIngezetene: nonResident }), inBrp(), RECEIPT, ages)).toEqual({
      signals: [{ code: '771', veld: '/persoon/nietIngezetene' }],
      rejected: false,
      pensionReached: false,
    });
  });
});

describe('843, born after the receipt', () => {
  it.each([
    ['2020-09-01', false],
    ['2020-09-02', true],
    ['2020-09-00', false],
    ['2020-10-00', true],
    ['2020-00-00', false],
    ['2021-00-00', true],
  ])('%s: %p', (geboortedatum, expected) => {
    expect(codes(person({ geboortedatum }), {}).includes(`843@${BORN}`)).toBe(expected);
  });

  it('suppresses 615 and 752, and nothing else', () => {
    const asked = person({ geboortedatum: '2021-01-01', nietIngezetene: nonResident });
    const facts = inBrp({ geboortedatum: '1950-01-01', overlijdensdatum: '2019-01-01' });
    expect(codes(asked, facts)).toEqual([
      `843@${BORN}`,
      `616@${NUMBER}`,
      `617@${NUMBER}`,
      '771@/persoon/nietIngezetene',
    ]);
  });
});

describe('a person outside the BRP', () => {
  it('753 without the block', () => {
    expect(codes(person(), {})).toEqual([`753@${NUMBER}`]);
    expect(codes(person(), told())).toEqual([`753@${NUMBER}`]);
  });

  it('is accepted with the block; before the first accepted record nothing contradicts', () => {
    expect(codes(person({ nietIngezetene: nonResident }), {})).toEqual([]);
  });

  it('752 compares with what accepted records told', () => {
    const asked = (fields: Partial<PersonInRecord>): PersonInRecord =>
      person({ nietIngezetene: nonResident, ...fields });
    expect(codes(asked({}), told())).toEqual([]);
    expect(codes(asked({ geboortedatum: '1980-05-00' }), told())).toEqual([]);
    expect(codes(asked({ geboortedatum: '1981-05-06' }), told())).toEqual([`752@${BORN}`]);
    expect(codes(asked({ geslacht: 'M' }), told())).toEqual([`752@${BORN}`]);
  });
});

describe('615, younger than 17 when the appointment begins', () => {
  it.each([
    ['2003-08-01', '2020-08-01', false],
    ['2003-08-02', '2020-08-01', true],
    // 29 February turns 17 on 28 February.
    ['2004-02-29', '2021-02-28', false],
    ['2004-02-29', '2021-02-27', true],
    // A partial date counts as its earliest day.
    ['2003-08-00', '2020-08-01', false],
    ['2003-09-00', '2020-08-31', true],
    ['2003-00-00', '2020-01-01', false],
    ['2003-00-00', '2019-12-31', true],
  ])('born %s, begins %s: %p', (geboortedatum, datumIngangBenoeming, expected) => {
    const asked = person({ geboortedatum, datumIngangBenoeming, nietIngezetene: nonResident });
    expect(codes(asked, {}, '2021-06-01').includes(`615@${BORN}`)).toBe(expected);
  });

  it('names the begin, never the birth date', () => {
    const asked = person({ geboortedatum: '2010-01-01', nietIngezetene: nonResident });
    const { signals } = judgePerson(asked, {}, RECEIPT, ages);
    expect(signals).toEqual([{ code: '615', veld: BORN, waarden: { datum: '2020-08-01' } }]);
  });

  it('is reported together with 752', () => {
    expect(codes(person({ geboortedatum: '2010-01-01' }), inBrp())).toEqual([`752@${BORN}`, `615@${BORN}`]);
  });
});

describe('616, state pension age', () => {
  it.each([
    ['1954-05-01', '2020-08-31', false],
    ['1954-05-01', '2020-09-01', true],
    ['1954-05-02', '2020-09-01', false],
    // A partial date counts as its latest day: 30 April + 66 years and 4 months, 31 December + 66 years and 4 months.
    ['1954-04-00', '2020-08-29', false],
    ['1954-04-00', '2020-08-30', true],
    ['1954-00-00', '2021-04-29', false],
    ['1954-00-00', '2021-04-30', true],
  ])('born %s, received %s: %p', (geboortedatum, receipt, expected) => {
    const judged = judgePerson(person({ geboortedatum }), inBrp({ geboortedatum }), receipt, ages);
    expect(judged.pensionReached).toBe(expected);
    expect(judged.rejected).toBe(false);
    expect(judged.signals.map(({ code }) => code)).toEqual(expected ? ['616'] : []);
  });

  it.each([
    ['the BRP', '1954-00-00', '1954-05-01'],
    ['the record', '1954-05-01', '1954-00-00'],
  ])('of two dates the fuller one counts, here that of %s', (_, asked, brp) => {
    const judged = judgePerson(person({ geboortedatum: asked }), inBrp({ geboortedatum: brp }), RECEIPT, ages);
    expect(judged.pensionReached).toBe(true);
  });

  it('remembers the fuller date of an accepted record beside a partial one of the BRP', () => {
    const facts = { ...inBrp({ geboortedatum: '1954-00-00' }), ...told({ geboortedatum: '1954-05-01' }) };
    expect(judgePerson(person({ geboortedatum: '1954-00-00' }), facts, RECEIPT, ages).pensionReached).toBe(true);
  });
});

describe('617, died before the appointment begins', () => {
  it.each([
    ['2020-07-31', true],
    ['2020-08-01', false],
    ['2020-09-01', false],
  ])('died %s: %p', (overlijdensdatum, expected) => {
    expect(codes(person(), inBrp({ overlijdensdatum })).includes(`617@${NUMBER}`)).toBe(expected);
  });
});

it('judges 615, 616 and 617 at record 1 only, but always tells whether the pension age is reached', () => {
  const facts = inBrp({ geboortedatum: '1950-01-01', overlijdensdatum: '1990-01-01' });
  const { datumIngangBenoeming: _, ...asked } = person({ geboortedatum: '1950-01-01' });
  expect(judgePerson(asked, facts, RECEIPT, ages)).toEqual({ signals: [], rejected: false, pensionReached: true });
});
