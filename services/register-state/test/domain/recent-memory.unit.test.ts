import { describe, expect, it } from '@jest/globals';
import { createRecentMemory } from '../../src/domain/recent-memory.ts';
import { registrationPlaces } from '../../src/domain/registration-places.ts';
import { book, History } from './history.ts';

describe('a recent memory', () => {
  it('makes what it was asked of lately once', () => {
    const memory = createRecentMemory<string, object>(3);
    const [a, b, c] = ['a', 'b', 'c'].map((name) => memory.of(name, () => ({ name })));
    expect(memory.of('a', () => ({}))).toBe(a);
    expect(memory.of('b', () => ({}))).toBe(b);
    expect(memory.of('c', () => ({}))).toBe(c);
  });

  it('holds on to no more than twice as many', () => {
    const memory = createRecentMemory<number, number>(3);
    let made = 0;
    const ask = (thing: number) => memory.of(thing, () => (made += 1));
    for (let thing = 0; thing < 7; thing += 1) ask(thing);
    expect(made).toBe(7);
    // Those from 1 on are held, 0 is not.
    ask(6);
    ask(3);
    expect(made).toBe(7);
    ask(0);
    expect(made).toBe(8);
  });

  it('forgets nothing that counts: of a thousand appointments each has its place and its term', () => {
    const [appointment] = new History('2019-01-01').deliver({ spans: [['513', '2018-08-01']] }).person.appointments;
    if (appointment?.kind !== 'GELDIG') throw new Error('an appointment was expected');
    const appointments = Array.from({ length: 1_000 }, (_, index) => ({
      ...appointment,
      number: String(index),
      snapshot: { ...appointment.snapshot, benoemingvolgnummer: String(index) },
    }));
    for (let times = 0; times < 2; times += 1) {
      for (const one of appointments) {
        expect(registrationPlaces({ appointments }, one, one.snapshot, book)).toMatchObject([
          { registratieplek: 'VOORPORTAAL', uiterlijkeDatum: '2019-07-31' },
        ]);
      }
    }
  });
});
