import { describe, expect, it } from '@jest/globals';
import type { Finding } from '../../src/domain/finding.ts';
import { maxSignals, toSignals } from '../../src/domain/to-signals.ts';
import { bsn } from '../support/records.ts';

const notices = (count: number): Finding[] =>
  Array.from({ length: count }, (_, index) => ({
    code: '630',
    veld: `/benoeming/${index}`,
    waarden: { grondslag: '501' },
  }));
const rejection: Finding = { code: '603', veld: '/benoeming/last', waarden: { grondslag: '513' } };

describe('the signals of a record', () => {
  it('are one per place and code', () => {
    const findings = [rejection, rejection, { ...rejection, veld: '/benoeming/other' }, ...notices(1), ...notices(1)];
    expect(toSignals(findings)).toHaveLength(3);
  });

  it('are all told up to the most, in the order they were found', () => {
    const signals = toSignals([...notices(maxSignals - 1), rejection]);
    expect([signals.length, signals.at(-1)?.code]).toEqual([maxSignals, '603']);
  });

  it('are cut where there are more, and what rejects comes first', () => {
    const signals = toSignals([...notices(maxSignals), rejection]);
    expect(signals).toHaveLength(maxSignals);
    expect(signals.map(({ code }) => code).slice(0, 2)).toEqual(['603', '630']);
  });

  it.each([
    ['the number', bsn, false],
    ['what holds the number', `P${bsn}`, false],
    ['the birth date', '1985-04-12', false],
    ['another day', '1985-04-13', true],
  ])('repeat nothing of the person: %s', (_what, datum_eind, isTold) => {
    const persons = [{ person: { burgerservicenummer: bsn, geboortedatum: '1985-04-12' }, place: '/persoon' }];
    const [signal] = toSignals(
      [{ code: '314', veld: '/x', waarden: { datum_begin: '2020-01-01', datum_eind } }],
      persons,
    );
    expect(signal?.waarden).toEqual({ datum_begin: '2020-01-01', ...(isTold ? { datum_eind } : {}) });
    expect(signal?.tekst.includes(datum_eind)).toBe(isTold);
  });
});
