import { describe, expect, it } from '@jest/globals';
import { judge } from '../support/judge.ts';
import { appointmentRecord, location, teachingVo, type Json } from '../support/records.ts';

const firstPeriod = '/benoeming/perioden/0';
const firstGround = `${firstPeriod}/grondslagen/0`;

interface Case {
  readonly code: string;
  readonly what: string;
  readonly gives: Json;
  /** Everything that is found, sorted. */
  readonly found: readonly string[];
  /** The nearest record that does not give this code. */
  readonly nearest: Json;
}

function period(datumBegin: string, datumEind?: string, change: Json = {}): Json {
  return {
    datumBegin,
    ...(datumEind === undefined ? {} : { datumEind }),
    grondslagen: [{ benoemingsgrondslag: '501', vestigingen: [location], ...change }],
  };
}

/** Record 1 with these periods, inside a wide contract. */
function withPeriods(perioden: Json[], change: Json = {}): Json {
  const datumIngangBenoeming = perioden[0].datumBegin as string;
  return appointmentRecord({
    datumBeginArbeidsovereenkomst: '2000-01-01',
    datumIngangBenoeming,
    perioden,
    ...change,
  });
}

const withGround = (ground: Json): Json => withPeriods([period('2025-08-01', undefined, ground)]);
const temporary = (onderwijs: Json[], code = '513'): Json => withGround({ benoemingsgrondslag: code, onderwijs });

/** One ground in another sector, at an own open location of a board there. */
function inSector(sector: string, onderwijs: Json[]): Json {
  const seats: Record<string, { board: string; location: string; ground: string }> = {
    PO: { board: '41797', location: '00AR00', ground: '704' },
    SO: { board: '90003', location: '00AW00', ground: '804' },
    VSO: { board: '90003', location: '00AW00', ground: '804' },
    MBO: { board: '99001', location: '99MA00', ground: '911' },
  };
  const seat = seats[sector]!;
  const record = appointmentRecord(
    {
      sector,
      perioden: [
        period('2025-08-01', undefined, { benoemingsgrondslag: seat.ground, vestigingen: [seat.location], onderwijs }),
      ],
    },
    { verzendendeInstantie: seat.board, bevoegdGezagNummer: seat.board },
  );
  return record;
}

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
  // GRONDSLAGEN
  {
    code: '601',
    what: 'a code that no sector has',
    gives: withGround({ benoemingsgrondslag: '599' }),
    found: [`601@${firstGround}/benoemingsgrondslag`],
    nearest: withGround({ benoemingsgrondslag: '501' }),
  },
  {
    code: '601',
    what: 'a ground that was not valid yet when the period ended',
    gives: withPeriods([period('2017-01-01', '2017-07-31'), period('2017-08-01')]),
    found: [`601@${firstGround}/benoemingsgrondslag`],
    nearest: withPeriods([period('2017-01-01', '2017-08-01'), period('2017-08-02')]),
  },
  {
    code: '601',
    what: 'a ground that was not valid yet when the appointment of its open period ended',
    gives: withPeriods([period('2017-01-01')], { datumEindeBenoeming: '2017-07-31' }),
    found: [`601@${firstGround}/benoemingsgrondslag`],
    nearest: withPeriods([period('2017-01-01')]),
  },
  {
    code: '602',
    what: 'a ground of another sector',
    gives: withGround({ benoemingsgrondslag: '701' }),
    found: [`602@${firstGround}/benoemingsgrondslag`],
    nearest: withGround({ benoemingsgrondslag: '501' }),
  },
  {
    code: '603',
    what: 'a temporary ground without teaching',
    gives: withGround({ benoemingsgrondslag: '513' }),
    found: [`603@${firstGround}/onderwijs`],
    nearest: temporary([teachingVo]),
  },
  {
    code: '603',
    what: 'a temporary ground with an empty list of teaching',
    gives: temporary([]),
    found: [`603@${firstGround}/onderwijs`],
    nearest: temporary([teachingVo]),
  },
  {
    code: '604',
    what: 'the designation of another sector',
    gives: temporary([{ ...teachingVo, aanduiding: 'LERAAR_PO' }]),
    found: [`604@${firstGround}/onderwijs/0/aanduiding`],
    nearest: temporary([teachingVo]),
  },
  {
    code: '604',
    what: 'an unknown subject',
    gives: temporary([{ ...teachingVo, vak: 'TOVERKUNST' }]),
    found: [`604@${firstGround}/onderwijs/0/vak`],
    nearest: temporary([teachingVo]),
  },
  {
    code: '604',
    what: 'an area that the subject does not have',
    gives: temporary([{ ...teachingVo, vak: 'BOUWKUNDE', gebied: 'VHO' }]),
    found: [`604@${firstGround}/onderwijs/0/gebied`],
    nearest: temporary([{ ...teachingVo, vak: 'BOUWKUNDE', gebied: 'VO' }]),
  },
  {
    code: '604',
    what: 'VO without subject and area',
    gives: temporary([{ aanduiding: 'LERAAR_VO' }]),
    found: [`604@${firstGround}/onderwijs/0/gebied`, `604@${firstGround}/onderwijs/0/vak`],
    nearest: temporary([teachingVo]),
  },
  {
    code: '604',
    what: 'an activity in VO',
    gives: temporary([{ ...teachingVo, activiteit: 'MUZIEK' }]),
    found: [`604@${firstGround}/onderwijs/0/activiteit`],
    nearest: temporary([teachingVo]),
  },
  {
    code: '604',
    what: 'an activity that PO does not have',
    gives: inSector('PO', [{ aanduiding: 'LERAAR_PO', activiteit: 'LICHAMELIJKE_OEFENING' }]),
    found: [`604@${firstGround}/onderwijs/0/activiteit`],
    nearest: inSector('PO', [{ aanduiding: 'LERAAR_PO', activiteit: 'MUZIEK' }]),
  },
  {
    code: '604',
    what: 'a subject in PO',
    gives: inSector('PO', [{ aanduiding: 'LERAAR_PO', vak: 'NEDERLANDS' }]),
    found: [`604@${firstGround}/onderwijs/0/vak`],
    nearest: inSector('PO', [{ aanduiding: 'LERAAR_PO' }]),
  },
  {
    code: '604',
    what: 'VSO with a subject but no area',
    gives: inSector('VSO', [{ aanduiding: 'LERAAR_VSO', vak: 'NEDERLANDS' }]),
    found: [`604@${firstGround}/onderwijs/0/gebied`],
    nearest: inSector('VSO', [{ aanduiding: 'LERAAR_VSO' }]),
  },
  {
    code: '604',
    what: 'MBO without a field',
    gives: inSector('MBO', [{ aanduiding: 'DOCENT_MBO' }]),
    found: [`604@${firstGround}/onderwijs/0/vakgebied`],
    nearest: inSector('MBO', [{ aanduiding: 'DOCENT_MBO', vakgebied: 'BOUW' }]),
  },
  {
    code: '604',
    what: 'a field that MBO does not have',
    gives: inSector('MBO', [{ aanduiding: 'DOCENT_MBO', vakgebied: 'TOVERKUNST' }]),
    found: [`604@${firstGround}/onderwijs/0/vakgebied`],
    nearest: inSector('MBO', [{ aanduiding: 'DOCENT_MBO', vakgebied: 'BOUW' }]),
  },
  {
    code: '607',
    what: 'a stretch of months that ends a day too late',
    gives: withPeriods([period('2025-08-01', '2026-08-01', { benoemingsgrondslag: '513', onderwijs: [teachingVo] })]),
    found: [`607@${firstPeriod}/datumEind`],
    nearest: withPeriods([period('2025-08-01', '2026-07-31', { benoemingsgrondslag: '513', onderwijs: [teachingVo] })]),
  },
  {
    code: '607',
    what: 'touching periods count as one stretch',
    gives: withPeriods([
      period('2025-08-01', '2025-12-31', { benoemingsgrondslag: '513', onderwijs: [teachingVo] }),
      period('2026-01-01', '2026-08-01', { benoemingsgrondslag: '513', onderwijs: [teachingVo] }),
    ]),
    found: ['607@/benoeming/perioden/1/datumEind'],
    nearest: withPeriods([
      period('2025-08-01', '2025-12-30', { benoemingsgrondslag: '513', onderwijs: [teachingVo] }),
      period('2026-01-01', '2026-08-01', { benoemingsgrondslag: '513', onderwijs: [teachingVo] }),
    ]),
  },
  {
    code: '607',
    what: 'school years end on 31 July, the first being the one of the begin',
    gives: withPeriods([period('2025-07-31', '2026-08-01', { benoemingsgrondslag: '511', onderwijs: [teachingVo] })]),
    found: [`607@${firstPeriod}/datumEind`],
    nearest: withPeriods([period('2025-08-01', '2027-07-31', { benoemingsgrondslag: '511', onderwijs: [teachingVo] })]),
  },
  {
    code: '613',
    what: 'a ground without a place',
    gives: withGround({ benoemingsgrondslag: '530' }),
    found: [`613@${firstGround}/benoemingsgrondslag`],
    nearest: withGround({ benoemingsgrondslag: '501' }),
  },
  {
    code: '630',
    what: 'teaching at a full ground, whatever it is',
    gives: withGround({ onderwijs: [{ aanduiding: 'LERAAR_PO', vak: 'TOVERKUNST' }] }),
    found: [`630@${firstGround}/onderwijs`],
    nearest: withGround({ onderwijs: [] }),
  },
];

describe.each(cases)('$code: $what', ({ code, gives, found, nearest }) => {
  it('is found at its place', () => {
    const { found: actual, outcome, signals } = judge(gives);
    expect(actual).toEqual(found);
    expect(outcome).toBe(signals.some(({ ernst }) => ernst === 'A') ? 'REJECTED' : 'ACCEPTED');
    for (const { tekst } of signals) expect(tekst).toMatch(/^[^{}]{1,250}$/);
  });
  it('is not found in the nearest sound record', () => {
    expect(judge(nearest).signals.filter((signal) => signal.code === code)).toEqual([]);
  });
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
