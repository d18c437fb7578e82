import { describe, expect, it } from '@jest/globals';
import { createBrp } from '../../src/adapters/brp.ts';
import type { BrpAnswer } from '../../src/adapters/brp.ts';
import { newCitizen } from '../citizens.ts';

const answering =
  (personen: unknown) =>
  (asked: readonly string[]): Promise<BrpAnswer> =>
    createBrp({ post: <T>() => Promise.resolve(personen as T) }).fetchPersons(asked);
const [one, two, three] = [newCitizen(), newCitizen(), newCitizen()];
const asked = [one, two, three].map(({ burgerservicenummer }) => burgerservicenummer);

describe('an answer of the BRP', () => {
  // One unreadable person made the BRP count as away: every record of the request got 503, every refresh waited.
  it.each<[string, unknown]>([
    ['a date that does not exist', { ...two, geboortedatum: '1980-02-31' }],
    ['no name', { ...two, geslachtsnaam: undefined }],
    ['nothing but a number', { burgerservicenummer: two.burgerservicenummer }],
  ])('with one person of %s leaves the others readable', async (_, broken) => {
    const { persons, unreadable } = await answering({ personen: [one, broken] })(asked);
    expect([...persons.keys()]).toEqual([one.burgerservicenummer]);
    expect([...unreadable]).toEqual([two.burgerservicenummer]);
  });

  it.each([[null], [42], [{}], [{ burgerservicenummer: 7 }]])(
    'with %p for a person casts doubt on everybody who has no answer',
    async (broken) => {
      const { persons, unreadable } = await answering({ personen: [one, broken] })(asked);
      expect([...persons.keys()]).toEqual([one.burgerservicenummer]);
      expect([...unreadable]).toEqual([two.burgerservicenummer, three.burgerservicenummer]);
    },
  );

  it.each([[null], [[]], [{ personen: {} }]])('that is %p as a whole means that the BRP is away', async (answer) => {
    await expect(answering(answer)(asked)).rejects.toMatchObject({ code: 'UPSTREAM_DOWN', retryable: true });
  });

  it('about a former number tells of the person of today', async () => {
    const answer = { ...three, vorigBurgerservicenummer: two.burgerservicenummer };
    const { persons } = await answering({ personen: [one, answer] })(asked.slice(0, 2));
    expect([...persons.keys()]).toEqual([one.burgerservicenummer, two.burgerservicenummer]);
    expect(persons.get(two.burgerservicenummer)).toMatchObject({
      citizenNumber: three.burgerservicenummer,
      formerNumber: two.burgerservicenummer,
    });
  });

  it('about somebody whose number was another one before does not count for whoever has that number now', async () => {
    const answer = { ...three, vorigBurgerservicenummer: two.burgerservicenummer };
    for (const personen of [
      [answer, two],
      [two, answer],
    ]) {
      const { persons } = await answering({ personen })(asked);
      expect(persons.get(two.burgerservicenummer)?.citizenNumber).toBe(two.burgerservicenummer);
    }
  });
});
