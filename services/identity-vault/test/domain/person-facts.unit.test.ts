import { describe, expect, it } from '@jest/globals';
import { acceptTold, addsToFacts, birthDateThatCounts, isSameName, toldBy } from '../../src/domain/person-facts.ts';

const brp = { geslacht: 'V', geslachtsnaam: 'Jansen', voornamen: 'Eva' } as const;

describe('the birth date that counts', () => {
  it('is the fullest of those that do not contradict the first', () => {
    expect(birthDateThatCounts('1980-00-00', undefined, '1980-05-06')).toBe('1980-05-06');
    expect(birthDateThatCounts('1980-05-06', '1980-00-00')).toBe('1980-05-06');
    expect(birthDateThatCounts('1980-00-00', '1981-05-06')).toBe('1980-00-00');
    expect(birthDateThatCounts(undefined, undefined)).toBeUndefined();
  });
});

describe('what a record adds', () => {
  it('is everything for somebody outside the BRP', () => {
    expect(addsToFacts({}, { geboortedatum: '1980-00-00', geslacht: 'V' })).toBe(true);
  });

  it('is only a fuller birth date for somebody in the BRP', () => {
    const partial = { brp: { ...brp, geboortedatum: '1980-00-00' } };
    expect(addsToFacts(partial, { geboortedatum: '1980-05-06', geslacht: 'V' })).toBe(true);
    expect(addsToFacts(partial, { geboortedatum: '1980-00-00', geslacht: 'V' })).toBe(false);
    const whole = { brp: { ...brp, geboortedatum: '1980-05-06' } };
    expect(addsToFacts(whole, { geboortedatum: '1980-05-06', geslacht: 'V' })).toBe(false);
  });
});

describe('an accepted record', () => {
  const known = { geboortedatum: '1980-05-00', geslacht: 'V' } as const;
  const block = { geslachtsnaam: 'Peeters', voornamen: 'Ann', landcode: '5010' };

  it('makes the birth date fuller', () => {
    expect(acceptTold(known, { geboortedatum: '1980-05-06', geslacht: 'V' }).geboortedatum).toBe('1980-05-06');
    expect(acceptTold(known, { geboortedatum: '1980-00-00', geslacht: 'V' }).geboortedatum).toBe('1980-05-00');
  });

  it('changes nothing when it contradicts an earlier one', () => {
    expect(acceptTold(known, { geboortedatum: '1981-05-06', geslacht: 'V' })).toEqual(known);
    expect(acceptTold(known, { geboortedatum: '1980-05-06', geslacht: 'M' })).toEqual(known);
  });

  it('brings the newest name and address', () => {
    const newer = { ...block, adresregel1: 'Kerkstraat 1' };
    expect(acceptTold({ ...known, nietIngezetene: block }, { ...known, nietIngezetene: newer })).toEqual({
      ...known,
      nietIngezetene: newer,
    });
  });

  it('leaves name and address as they were when it has none', () => {
    const told = { ...known, nietIngezetene: block };
    expect(acceptTold(told, known)).toEqual(told);
  });

  it('keeps name and address only of somebody outside the BRP', () => {
    const told = { ...known, nietIngezetene: block };
    expect(toldBy(told, false)).toEqual(told);
    expect(toldBy(told, true)).toEqual(known);
  });
});

describe('a name', () => {
  const name = { ...brp, geboortedatum: '1980-05-06', voorvoegsel: 'van' } as const;

  it.each([
    ['the same, with another birth date', { geboortedatum: '1980-05-07' }, true],
    ['another surname', { geslachtsnaam: 'Pieters' }, false],
    ['another infix', { voorvoegsel: 'de' }, false],
    ['other first names', { voornamen: 'Ada' }, false],
  ])('is the same or not: %s', (_what, other, isSame) => {
    expect(isSameName(name, { ...name, ...other })).toBe(isSame);
  });

  it('without an infix is another than with one', () => {
    const { voorvoegsel: _infix, ...without } = name;
    expect(isSameName(name, without)).toBe(false);
  });
});
