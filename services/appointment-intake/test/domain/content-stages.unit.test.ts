import { describe, expect, it } from '@jest/globals';
import {
  firstGround,
  firstPeriod,
  inSector,
  period,
  temporary,
  testCases,
  withGround,
  withPeriods,
} from '../support/content-cases.ts';
import type { Case } from '../support/content-cases.ts';
import { judge } from '../support/judge.ts';
import { appointmentRecord, location, teachingVo, type Json } from '../support/records.ts';

const cases: readonly Case[] = [
  // INSTELLING
  {
    code: '356',
    what: 'the board has no school of the sector',
    gives: appointmentRecord({
      sector: 'MBO',
      perioden: [period('2025-08-01', undefined, { benoemingsgrondslag: '901' })],
    }),
    found: ['356@/benoeming/sector'],
    nearest: appointmentRecord(),
  },
  {
    code: '301',
    what: 'an unknown school',
    gives: withGround({ vestigingen: ['00ZZ00'] }),
    found: [`301@${firstGround}/vestigingen/0`],
    nearest: withGround({ vestigingen: [location] }),
  },
  {
    code: '301',
    what: 'a school that closed the day before',
    gives: withPeriods([period('2018-08-01', undefined, { vestigingen: ['99VA00'] })]),
    found: [`301@${firstGround}/vestigingen/0`],
    nearest: withPeriods([period('2018-07-31', undefined, { vestigingen: ['99VA00'] })]),
  },
  {
    code: '397',
    what: 'a location of another board',
    gives: withGround({ vestigingen: ['00AH00'] }),
    found: [`397@${firstGround}/vestigingen/0`],
    nearest: withGround({ vestigingen: [location] }),
  },
  {
    code: '348',
    what: 'a location that its open school does not have',
    gives: withGround({ vestigingen: [location, '99VB77'] }),
    found: [`348@${firstGround}/vestigingen/1`],
    nearest: withGround({ vestigingen: [location] }),
  },
  {
    code: '348',
    what: 'a location that does not exist at a school of another board',
    gives: withGround({ vestigingen: ['00AH99'] }),
    found: [`348@${firstGround}/vestigingen/0`],
    nearest: withGround({ vestigingen: [location] }),
  },
  {
    code: '348',
    what: 'a closed location of an open school',
    gives: withPeriods([period('2020-08-01', undefined, { vestigingen: ['99VB01'] })]),
    found: [`348@${firstGround}/vestigingen/0`],
    nearest: withPeriods([period('2020-07-31', undefined, { vestigingen: ['99VB01'] })]),
  },
  {
    code: '356',
    what: 'a board whose only schools are for VSO, by their kind for VSO alone',
    gives: inSector('PO', [{ aanduiding: 'LERAAR_PO' }], '90018'),
    found: ['356@/benoeming/sector', `397@${firstGround}/vestigingen/0`],
    nearest: inSector('SO', [{ aanduiding: 'LERAAR_SO' }], '90018'),
  },
  {
    code: '301',
    what: 'a period from before the list of institutions, at a school that it does not have',
    gives: withPeriods([period('2000-02-01', undefined, { vestigingen: ['00ZZ00'] })]),
    found: [`301@${firstGround}/vestigingen/0`],
    // Open since August 2000, and judged as if the period began in August 2017.
    nearest: withPeriods([period('2000-02-01')]),
  },
  {
    code: '397',
    what: 'a closed location of another board, whose school is open',
    gives: appointmentRecord(
      { perioden: [period('2025-08-01', undefined, { vestigingen: ['99VB01'] })] },
      { verzendendeInstantie: '90000', bevoegdGezagNummer: '90000' },
    ),
    found: [`397@${firstGround}/vestigingen/0`],
    nearest: appointmentRecord(
      { perioden: [period('2025-08-01', undefined, { vestigingen: ['00AH00'] })] },
      { verzendendeInstantie: '90000', bevoegdGezagNummer: '90000' },
    ),
  },
  // DATUMS
  {
    code: '303',
    what: 'no period begins on the day of the appointment',
    gives: withPeriods([period('2025-08-02')], { datumIngangBenoeming: '2025-08-01' }),
    found: [`303@${firstPeriod}/datumBegin`],
    nearest: withPeriods([period('2025-08-01')]),
  },
  {
    code: '314',
    what: 'a period ends the day before it begins',
    gives: withPeriods([period('2025-08-01', '2025-07-31')]),
    found: [`314@${firstPeriod}/datumEind`],
    nearest: withPeriods([period('2025-08-01', '2025-08-01')]),
  },
  {
    code: '314',
    what: 'the appointment ends before it begins, so that its period lies outside it',
    gives: withPeriods([period('2025-08-01')], { datumEindeBenoeming: '2025-07-31' }),
    found: ['314@/benoeming/datumEindeBenoeming', `321@${firstPeriod}/datumBegin`],
    nearest: withPeriods([period('2025-08-01')], { datumEindeBenoeming: '2025-08-01' }),
  },
  {
    code: '314',
    what: 'the contract ends before it begins, so that the appointment lies outside it',
    gives: appointmentRecord({ datumEindArbeidsovereenkomst: '2025-07-31' }),
    found: ['314@/benoeming/datumEindArbeidsovereenkomst', '610@/benoeming/datumIngangBenoeming'],
    nearest: appointmentRecord({ datumEindArbeidsovereenkomst: '2025-08-01' }),
  },
  {
    code: '314',
    what: 'the contract ends before it begins, and not only before the appointment does',
    gives: appointmentRecord({ datumEindArbeidsovereenkomst: '2025-06-30' }),
    found: ['314@/benoeming/datumEindArbeidsovereenkomst', '610@/benoeming/datumIngangBenoeming'],
    nearest: appointmentRecord({
      datumBeginArbeidsovereenkomst: '2025-01-01',
      datumEindArbeidsovereenkomst: '2025-06-30',
    }),
  },
  {
    code: '321',
    what: 'a period ends after the appointment',
    gives: withPeriods([period('2025-08-01', '2026-08-01')], { datumEindeBenoeming: '2026-07-31' }),
    found: [`321@${firstPeriod}/datumEind`],
    nearest: withPeriods([period('2025-08-01', '2026-07-31')], { datumEindeBenoeming: '2026-07-31' }),
  },
  {
    code: '321',
    what: 'a period begins before the appointment',
    gives: withPeriods([period('2025-07-31', '2025-07-31'), period('2025-08-01')], {
      datumIngangBenoeming: '2025-08-01',
    }),
    found: [`321@${firstPeriod}/datumBegin`],
    nearest: withPeriods([period('2025-07-31', '2025-07-31'), period('2025-08-01')]),
  },
  {
    code: '321',
    what: 'a period begins after the appointment has ended',
    gives: withPeriods([period('2025-08-01', '2025-08-31'), period('2025-09-01')], {
      datumEindeBenoeming: '2025-08-31',
    }),
    found: ['321@/benoeming/perioden/1/datumBegin'],
    nearest: withPeriods([period('2025-08-01', '2025-08-31'), period('2025-09-01')], {
      datumEindeBenoeming: '2025-09-01',
    }),
  },
  {
    code: '605',
    what: 'a period begins on the last day of the former',
    gives: withPeriods([period('2025-08-01', '2025-08-31'), period('2025-08-31')]),
    found: ['605@/benoeming/perioden/1/datumBegin'],
    nearest: withPeriods([period('2025-08-01', '2025-08-31'), period('2025-09-01')]),
  },
  {
    code: '605',
    what: 'a period follows an open one',
    gives: withPeriods([period('2025-08-01'), period('2025-09-01')]),
    found: ['605@/benoeming/perioden/1/datumBegin'],
    nearest: withPeriods([period('2025-08-01', '2025-08-31'), period('2025-09-01')]),
  },
  {
    code: '605',
    what: 'a period overlaps an earlier one than its neighbour',
    gives: withPeriods([
      period('2025-08-01', '2025-12-31'),
      period('2025-09-01', '2025-09-30'),
      period('2025-10-01', '2025-10-31'),
    ]),
    found: ['605@/benoeming/perioden/1/datumBegin', '605@/benoeming/perioden/2/datumBegin'],
    nearest: withPeriods([period('2025-08-01', '2025-08-31'), period('2025-09-02', '2025-09-30')]),
  },
  {
    code: '605',
    what: 'a period begins before the former, which ends before it begins',
    gives: withPeriods([period('2025-10-01', '2025-09-01'), period('2025-09-15')], {
      datumIngangBenoeming: '2025-09-15',
    }),
    found: ['314@/benoeming/perioden/0/datumEind', '605@/benoeming/perioden/1/datumBegin'],
    nearest: withPeriods([period('2025-09-01', '2025-09-10'), period('2025-09-15')]),
  },
  {
    code: '610',
    what: 'the appointment begins before the contract',
    gives: appointmentRecord({ datumBeginArbeidsovereenkomst: '2025-08-02' }),
    found: ['610@/benoeming/datumIngangBenoeming'],
    nearest: appointmentRecord({ datumBeginArbeidsovereenkomst: '2025-08-01' }),
  },
  {
    code: '610',
    what: 'the appointment ends after the contract',
    gives: appointmentRecord({ datumEindeBenoeming: '2026-08-01', datumEindArbeidsovereenkomst: '2026-07-31' }),
    found: ['610@/benoeming/datumEindeBenoeming'],
    nearest: appointmentRecord({ datumEindeBenoeming: '2026-07-31', datumEindArbeidsovereenkomst: '2026-07-31' }),
  },
  {
    code: '331',
    what: 'an end more than five years ahead',
    gives: appointmentRecord({ datumEindeBenoeming: '2031-01-16' }),
    found: ['331@/benoeming/datumEindeBenoeming'],
    nearest: appointmentRecord({ datumEindeBenoeming: '2031-01-15' }),
  },
  {
    code: '332',
    what: 'a begin more than one year ahead',
    gives: withPeriods([period('2027-01-16')]),
    found: ['332@/benoeming/datumIngangBenoeming'],
    nearest: withPeriods([period('2027-01-15')]),
  },
  {
    code: '349',
    what: 'a location twice inside a ground',
    gives: withGround({ vestigingen: [location, location] }),
    found: [`349@${firstGround}/vestigingen/1`],
    nearest: withPeriods([period('2019-08-01', undefined, { vestigingen: [location, '99VB01'] })]),
  },
  {
    code: '349',
    what: 'a ground twice at one location inside a period',
    gives: withPeriods([
      { ...period('2025-08-01'), grondslagen: [...period('').grondslagen, ...period('').grondslagen] },
    ]),
    found: [`349@${firstPeriod}/grondslagen/1/vestigingen/0`],
    nearest: withPeriods([
      {
        ...period('2025-08-01'),
        grondslagen: [...period('').grondslagen, { benoemingsgrondslag: '502', vestigingen: [location] }],
      },
    ]),
  },
  {
    code: '349',
    what: 'a teaching twice inside a ground, whatever the order of its members',
    gives: temporary([teachingVo, { gebied: 'VO', vak: 'NEDERLANDS', aanduiding: 'LERAAR_VO' }]),
    found: [`349@${firstGround}/onderwijs/1`],
    nearest: temporary([teachingVo, { ...teachingVo, gebied: 'VHO' }]),
  },
];

testCases(cases);

it('349 says what stands there twice', () => {
  const twice = (grondslagen: Json[]): unknown =>
    judge(withPeriods([{ datumBegin: '2025-08-01', grondslagen }])).signals.map(({ waarden }) => waarden);
  const ground = period('').grondslagen[0];
  expect(twice([{ ...ground, vestigingen: [location, location] }])).toEqual([
    { omschrijving: 'een vestiging bij een grondslag' },
  ]);
  expect(twice([ground, ground])).toEqual([{ omschrijving: 'een grondslag op een vestiging binnen een periode' }]);
});

it('nothing is judged when the vault can say nothing of the person now', () => {
  expect(() => judge(appointmentRecord(), {}, { signalen: [{ code: '358', veld: '' }] })).toThrow('cannot judge');
});

describe('of several faults of one period only the first is told', () => {
  it('314 before 605, 605 before 321, 321 before 349', () => {
    const double = { vestigingen: [location, location] };
    const perioden = [
      period('2025-08-01', '2025-08-31'),
      period('2025-08-15', '2025-08-10', double),
      period('2025-08-20', '2027-01-01', double),
      period('2027-01-02', '2027-01-03', double),
    ];
    expect(judge(withPeriods(perioden, { datumEindeBenoeming: '2026-12-31' })).found).toEqual([
      '314@/benoeming/perioden/1/datumEind',
      '321@/benoeming/perioden/3/datumBegin',
      '605@/benoeming/perioden/2/datumBegin',
    ]);
  });
});

describe('stages', () => {
  it('do not run after one that rejected: an unknown school hides wrong dates and grounds', () => {
    const record = withPeriods(
      [period('2025-08-02', undefined, { vestigingen: ['00ZZ00'], benoemingsgrondslag: '599' })],
      {
        datumIngangBenoeming: '2025-08-01',
      },
    );
    expect(judge(record).found).toEqual([`301@${firstGround}/vestigingen/0`]);
  });
  it('tell all their rejections at once', () => {
    const ground = (code: string): Json => ({ benoemingsgrondslag: code, vestigingen: [location] });
    const record = withPeriods([
      { datumBegin: '2025-08-01', grondslagen: [ground('599'), ground('701'), ground('513')] },
    ]);
    expect(judge(record).found).toEqual([
      `601@${firstPeriod}/grondslagen/0/benoemingsgrondslag`,
      `602@${firstPeriod}/grondslagen/1/benoemingsgrondslag`,
      `603@${firstPeriod}/grondslagen/2/onderwijs`,
    ]);
  });
  it('keep the notices of earlier ones beside their rejections', () => {
    const record = withPeriods([period('2025-08-01', undefined, { benoemingsgrondslag: '599' })], {
      datumEindeBenoeming: '2040-01-01',
    });
    expect(judge(record).found).toEqual([
      '331@/benoeming/datumEindeBenoeming',
      `601@${firstGround}/benoemingsgrondslag`,
    ]);
  });
});
