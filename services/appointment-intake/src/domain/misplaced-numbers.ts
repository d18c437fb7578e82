import type { Kop } from '../../../../schemas/message-book/v1/generated.ts';
import { isBurgerservicenummer } from './eleven-test.ts';
import type { Finding } from './finding.ts';
import { isObject } from './judge-kop.ts';
import { at } from './shape-findings.ts';

/**
 * A citizen service number outside `persoon` would be stored and published, so it is refused as a value of the wrong form
 * (742): the person's own number as, or inside, any member that has room for it, and anything that passes the test where
 * a code of a list belongs (no list has such a code). Takes bodies of any shape, because all that is wrong in stage
 * SCHEMA is told together.
 */
export function misplacedNumbers(kop: Kop, body: unknown, bodyField: string): Finding[] {
  const number = numberOf(memberOf(body, 'persoon'));
  const places: (readonly [string, boolean])[] = [
    [`/${bodyField}/benoemingvolgnummer`, holdsNumber(memberOf(body, 'benoemingvolgnummer'), number)],
    ['/kop/oinVerzender', holdsNumber(kop.oinVerzender, number)],
    ['/kop/berichtenboekVersie', holdsNumber(kop.berichtenboekVersie, number)],
    [`/${bodyField}/standvolgnummer`, isNumber(memberOf(body, 'standvolgnummer'), number)],
    [`/${bodyField}/personeelsnummer`, holdsNumber(memberOf(body, 'personeelsnummer'), number)],
    ...teachingCodes(body, bodyField).map(
      ([veld, code]) => [veld, holdsNumber(code, number) || isNumberInDisguise(code)] as const,
    ),
  ];
  return places.filter(([, isMisplaced]) => isMisplaced).map(([veld]) => at('742', veld));
}

function numberOf(person: unknown): string | undefined {
  const number = memberOf(person, 'burgerservicenummer') ?? memberOf(person, 'onderwijsnummer');
  return typeof number === 'string' && /^[0-9]{9}$/.test(number) ? number : undefined;
}

/** The number itself; or, when somebody can have it, around which anything stands: nine zeros stand in many an OIN. */
function holdsNumber(value: unknown, number: string | undefined): boolean {
  if (number === undefined || typeof value !== 'string') return false;
  return value === number || (isBurgerservicenummer(number) && value.includes(number));
}

function isNumber(value: unknown, number: string | undefined): boolean {
  return number !== undefined && isBurgerservicenummer(number) && value === Number(number);
}

function isNumberInDisguise(code: unknown): boolean {
  return typeof code === 'string' && /^[0-9]{9}$/.test(code) && isBurgerservicenummer(code);
}

/** Every code of a teaching, with its pointer. */
function teachingCodes(body: unknown, bodyField: string): [string, unknown][] {
  const codes: [string, unknown][] = [];
  for (const [i, period] of elementsOf(memberOf(body, 'perioden'))) {
    for (const [j, ground] of elementsOf(memberOf(period, 'grondslagen'))) {
      for (const [k, teaching] of elementsOf(memberOf(ground, 'onderwijs'))) {
        for (const name of ['activiteit', 'vak', 'vakgebied']) {
          const code = memberOf(teaching, name);
          if (code !== undefined)
            codes.push([`/${bodyField}/perioden/${i}/grondslagen/${j}/onderwijs/${k}/${name}`, code]);
        }
      }
    }
  }
  return codes;
}

function memberOf(value: unknown, name: string): unknown {
  return isObject(value) ? value[name] : undefined;
}

function elementsOf(value: unknown): Iterable<[number, unknown]> {
  return Array.isArray(value) ? value.entries() : [];
}
