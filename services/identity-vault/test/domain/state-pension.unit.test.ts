import { describe, expect, it } from '@jest/globals';
import { loadCodeLists } from '../../../../schemas/code-lists/load-code-lists.ts';
import { pensionAgesFrom, statePensionDay } from '../../src/domain/state-pension.ts';

const ages = pensionAgesFrom(loadCodeLists().statePensionAges);

describe('the state pension day', () => {
  it.each([
    ['1947-12-31', '2012-12-31'],
    ['1948-01-01', '2013-02-01'],
    ['1948-11-30', '2013-12-30'],
    ['1948-12-01', '2014-02-01'],
    ['1949-10-31', '2014-12-31'],
    ['1949-11-01', '2015-02-01'],
    ['1950-09-30', '2015-12-30'],
    ['1950-10-01', '2016-04-01'],
    ['1951-06-30', '2016-12-30'],
    ['1951-07-01', '2017-04-01'],
    ['1952-03-31', '2017-12-31'],
    ['1952-04-01', '2018-04-01'],
    ['1952-12-31', '2018-12-31'],
    ['1953-01-01', '2019-05-01'],
    ['1955-08-31', '2021-12-31'],
    ['1955-09-01', '2022-04-01'],
    ['1956-05-31', '2022-12-31'],
    ['1956-06-01', '2023-04-01'],
    ['1957-02-28', '2023-12-28'],
    ['1957-03-01', '2024-03-01'],
    ['1960-12-31', '2027-12-31'],
    ['1961-01-01', '2028-04-01'],
  ])('of somebody born on %s is %s', (born, day) => {
    expect(statePensionDay(born, ages)).toBe(day);
  });

  it('falls on the last day of a month that is too short', () => {
    // 66 years and 10 months after 31 August, and 67 years after 29 February.
    expect(statePensionDay('1956-08-31', ages)).toBe('2023-06-30');
    expect(statePensionDay('1960-02-29', ages)).toBe('2027-02-28');
  });

  it('takes a partial birth date for its latest day, also to find the row', () => {
    expect(statePensionDay('1957-02-00', ages)).toBe('2023-12-28');
    expect(statePensionDay('1957-00-00', ages)).toBe('2024-12-31');
    expect(statePensionDay('1960-00-00', ages)).toBe('2027-12-31');
  });

  it('is unknown for somebody born before the table begins', () => {
    expect(statePensionDay('1899-12-31', ages)).toBeUndefined();
  });
});
