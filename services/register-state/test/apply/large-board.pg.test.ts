import { afterAll, expect, it } from '@jest/globals';
import { checkRebuild } from '../../src/rebuild/check-rebuild.ts';
import { personId, snapshot } from '../wire.ts';
import { closePartitions, partition } from './partition.ts';

const PERSONS = 2_000;
const AT_ONCE = 500;

afterAll(closePartitions);

it('the end of a school year turns a board of 2,000 persons at once, but who is parked', async () => {
  const register = await partition();
  await register.turn('2020-07-30');
  const persons = Array.from({ length: PERSONS }, (_, index) => personId(index));
  const stand = { datumEindeBenoeming: '2020-07-31' };
  for (let from = 0; from < PERSONS; from += AT_ONCE) {
    const some = persons.slice(from, from + AT_ONCE);
    await register.apply(
      ...some.map((person) => snapshot({ person, day: '2020-07-30', spans: [['501', '2019-08-01']], stand })),
    );
  }
  expect((await register.turn('2020-07-31')).applied.events).toEqual([]);
  const parked = persons.toSorted()[PERSONS - 1]!;
  const { applied } = await register.turn('2020-08-01', parked);
  expect(applied.skipped).toEqual([parked]);
  const perPerson = Map.groupBy(applied.events, ({ registerId }) => registerId);
  expect(perPerson.size).toBe(PERSONS - 1);
  const ended = ['benoeming-beeindigd', 'persoon-bewaard', 'registratie-gewijzigd'];
  for (const own of perPerson.values()) expect(own.map(({ type }) => type)).toEqual(ended);
  const numbers = applied.events.map(({ number }) => number);
  expect(numbers).toEqual(numbers.map((_, index) => numbers[0]! + index));
  expect(await checkRebuild({ url: register.migratorUrl })).toMatchObject({ agrees: true, commands: PERSONS + 3 });
}, 180_000);
