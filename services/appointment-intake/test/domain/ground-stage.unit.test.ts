import { expect, it } from '@jest/globals';
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
import { location, teachingVo, type Json } from '../support/records.ts';

/** Replacement in three periods from 1 August 2018 on; in the second, each location has a ground of its own. */
function replacedAtTwoLocations(end: string): Json {
  const ground = (vestiging: string): Json => ({
    benoemingsgrondslag: '513',
    vestigingen: [vestiging],
    onderwijs: [teachingVo],
  });
  return withPeriods([
    { datumBegin: '2018-08-01', datumEind: '2018-12-31', grondslagen: [ground(location)] },
    { datumBegin: '2019-01-01', datumEind: '2019-05-31', grondslagen: [ground(location), ground('99VB01')] },
    { datumBegin: '2019-06-01', datumEind: end, grondslagen: [ground(location)] },
  ]);
}

const cases: readonly Case[] = [
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
    code: '601',
    what: 'a ground that was not valid yet when the contract of its open period ended',
    gives: withPeriods([period('2017-01-01')], { datumEindArbeidsovereenkomst: '2017-07-31' }),
    found: [`601@${firstGround}/benoemingsgrondslag`],
    nearest: withPeriods([period('2017-01-01')], { datumEindArbeidsovereenkomst: '2017-08-01' }),
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
    what: 'an activity that SO does not have',
    gives: inSector('SO', [{ aanduiding: 'LERAAR_SO', activiteit: 'ZINTUIGLIJKE_EN_LICHAMELIJKE_OEFENING' }]),
    found: [`604@${firstGround}/onderwijs/0/activiteit`],
    nearest: inSector('SO', [{ aanduiding: 'LERAAR_SO', activiteit: 'LICHAMELIJKE_OEFENING' }]),
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
    what: 'a stretch goes on from a period that states its ground at two locations',
    gives: replacedAtTwoLocations('2019-08-01'),
    found: ['607@/benoeming/perioden/2/datumEind'],
    nearest: replacedAtTwoLocations('2019-07-31'),
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

testCases(cases);

it('607 is not told of a term that does not run by the calendar', () => {
  const record = inSector('PO', [{ aanduiding: 'LERAAR_PO' }]);
  record.benoeming.perioden[0].grondslagen[0].benoemingsgrondslag = '708';
  record.benoeming.perioden[0].datumEind = '2027-07-31';
  expect(judge(record).found).toEqual([]);
});
