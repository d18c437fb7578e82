import { addDays } from '../../../../services/_platform/src/clock/amsterdam.ts';
import type { BrpPerson } from './brp-person.ts';
import { MEN, SURNAMES, WOMEN } from './names.ts';

/** Everybody is between 22 and 66 years old throughout 2026. */
const FIRST_BIRTH = '1960-01-01';
const LAST_BIRTH = '2003-12-31';
const BIRTH_DAYS = (Date.parse(LAST_BIRTH) - Date.parse(FIRST_BIRTH)) / 86_400_000 + 1;

/** Of a hundred people in education about seventy are women. */
const PERCENTAGE_OF_WOMEN = 70;
const ONE_IN_WITHOUT_SEX = 500;

/**
 * The person that belongs to a synthetic number. Follows from the number alone: the same on every machine, for ever,
 * so nobody need be stored. Nobody is dead.
 */
export function syntheticPerson(burgerservicenummer: string): BrpPerson {
  const next = numbersFrom(Number(burgerservicenummer));
  const isWoman = next(100) < PERCENTAGE_OF_WOMEN;
  const firstNames = isWoman ? WOMEN : MEN;
  const [surname = '', prefix] = pick(SURNAMES, next).split('|');
  const voornamen = Array.from({ length: 1 + Math.floor(next(5) / 2) }, () => pick(firstNames, next));
  return {
    burgerservicenummer,
    geboortedatum: addDays(FIRST_BIRTH, next(BIRTH_DAYS)),
    geslacht: next(ONE_IN_WITHOUT_SEX) === 0 ? 'O' : isWoman ? 'V' : 'M',
    geslachtsnaam: spaced(surname),
    ...(prefix === undefined ? {} : { voorvoegsel: spaced(prefix) }),
    voornamen: [...new Set(voornamen)].join(' '),
  };
}

function pick(list: readonly string[], next: (below: number) => number): string {
  return list[next(list.length)] ?? '';
}

function spaced(text: string): string {
  return text.replaceAll('_', ' ');
}

/** Whole numbers below a bound, one after another, from a seed (mulberry32). */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}
