import { describe, expect, it } from '@jest/globals';
import type { Stand } from '../../../../schemas/message-book/v1/generated.ts';
import { isValidOnDay } from '../../src/domain/valid-on-day.ts';

/** At one location in spring, at two on a ground each in autumn; both periods inside the appointment. */
const SNAPSHOT: Stand = {
  benoemingvolgnummer: '1',
  sector: 'VO',
  soortBetrekking: 'BENOEMING',
  datumBeginArbeidsovereenkomst: '2019-08-01',
  datumIngangBenoeming: '2020-01-01',
  datumEindeBenoeming: '2020-12-31',
  perioden: [
    {
      datumBegin: '2020-02-01',
      datumEind: '2020-06-30',
      grondslagen: [{ benoemingsgrondslag: '501', vestigingen: ['00AH00'] }],
    },
    {
      datumBegin: '2020-08-01',
      grondslagen: [
        { benoemingsgrondslag: '501', vestigingen: ['00AH00'] },
        { benoemingsgrondslag: '502', vestigingen: ['00AH01', '00AH02'] },
      ],
    },
  ],
};

describe('an appointment is valid', () => {
  it.each([
    ['2019-12-31', false],
    ['2020-01-01', true],
    ['2020-07-15', true],
    ['2020-12-31', true],
    ['2021-01-01', false],
  ])('from its first day through its last, whatever its periods: %s %s', (day, isValid) => {
    expect(isValidOnDay(SNAPSHOT, day, null)).toBe(isValid);
  });

  it.each([
    ['2021-07-31', true],
    ['2021-08-01', false],
  ])('through the last day of its contract when it has none of its own: %s %s', (day, isValid) => {
    const { datumEindeBenoeming: _end, ...open } = SNAPSHOT;
    expect(isValidOnDay({ ...open, datumEindArbeidsovereenkomst: '2021-07-31' }, day, null)).toBe(isValid);
    expect(isValidOnDay(open, day, null)).toBe(true);
  });

  it.each([
    ['00AH00', '2020-01-31', false],
    ['00AH00', '2020-02-01', true],
    ['00AH00', '2020-06-30', true],
    ['00AH00', '2020-07-01', false],
    ['00AH00', '2020-12-31', true],
    ['00AH00', '2021-01-01', false],
    ['00AH02', '2020-06-30', false],
    ['00AH02', '2020-08-01', true],
    ['00AH03', '2020-08-01', false],
  ])('at a location on the days of its periods there: %s on %s %s', (location, day, isValid) => {
    expect(isValidOnDay(SNAPSHOT, day, location)).toBe(isValid);
  });
});
