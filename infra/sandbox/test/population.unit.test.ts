import { describe, expect, it } from '@jest/globals';
import { isCalendarDay } from '../../../services/_platform/src/clock/amsterdam.ts';
import { isCitizenNumber, isSynthetic, populationSize, syntheticNumbers } from '../src/population/citizen-numbers.ts';
import { syntheticPerson } from '../src/population/synthetic-person.ts';

describe('citizen service numbers', () => {
  it('pass the eleven-test or not', () => {
    expect(['111222333', '123456782'].every(isCitizenNumber)).toBe(true);
    expect(['000000000', '123456789', '12345678', '1234567822', 'abcdefghi', ''].some(isCitizenNumber)).toBe(false);
  });

  it('are about 900,000 synthetic ones, rising, each with its place', () => {
    expect(populationSize()).toBe(909_091);
    const all = syntheticNumbers(0, 1_000_000);
    expect(all.length === populationSize()).toBe(true);
    expect(all.filter((_number, place) => place % 100 === 0).every(isSynthetic)).toBe(true);
    expect(all.every((number, place) => place === 0 || number > (all[place - 1] ?? ''))).toBe(true);
    expect(syntheticNumbers(500_000, 2)).toEqual(all.slice(500_000, 500_002));
    expect(syntheticNumbers(populationSize() - 1, 10)).toHaveLength(1);
    expect(syntheticNumbers(populationSize(), 10)).toEqual([]);
  });
});

describe('synthetic people', () => {
  const people = syntheticNumbers(0, 20_000).map(syntheticPerson);

  it('are the same for ever', () => {
    expect(syntheticPerson('990000035')).toEqual({
      burgerservicenummer: '990000035',
      geboortedatum: '2000-09-27',
      geslacht: 'V',
      geslachtsnaam: 'Huisman',
      voornamen: 'Anouk',
    });
  });

  it('are between 22 and 66 years old throughout 2026, and alive', () => {
    const others = people.filter(
      ({ geboortedatum, overlijdensdatum }) =>
        !isCalendarDay(geboortedatum) ||
        geboortedatum < '1960-01-01' ||
        geboortedatum > '2003-12-31' ||
        overlijdensdatum !== undefined,
    );
    expect(others).toEqual([]);
    const years = new Set(people.map(({ geboortedatum }) => geboortedatum.slice(0, 4)));
    expect(years.size).toBe(44);
  });

  it('are mostly women, with names that vary', () => {
    const women = people.filter(({ geslacht }) => geslacht === 'V').length / people.length;
    expect(women).toBeGreaterThan(0.67);
    expect(women).toBeLessThan(0.73);
    expect(people.some(({ geslacht }) => geslacht === 'O')).toBe(true);
    expect(new Set(people.map(({ geslachtsnaam, voornamen }) => `${geslachtsnaam} ${voornamen}`)).size).toBeGreaterThan(
      14_000,
    );
    const odd = people.filter(
      ({ geslachtsnaam, voornamen, voorvoegsel = 'x' }) =>
        !/^[A-Za-z ]+$/.test(geslachtsnaam + voornamen + voorvoegsel) || voorvoegsel.length > 10,
    );
    expect(odd).toEqual([]);
  });
});
