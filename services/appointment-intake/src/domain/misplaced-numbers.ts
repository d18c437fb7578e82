import { isBurgerservicenummer, tellsCitizenNumber } from '../../../../schemas/message-book/v1/citizen-numbers.ts';
import type { Kop } from '../../../../schemas/message-book/v1/generated.ts';
import type { Finding } from './finding.ts';
import { isObject } from './judge-kop.ts';
import { at } from './shape-findings.ts';

/**
 * A citizen service number outside a person would be stored and published, so it is refused as a value of the wrong form
 * (742): the number of anybody in the record as, or inside, any member that has room for it, and anything that passes the
 * test where a code of a list belongs (no list has such a code) or in free text. Takes bodies of any shape, because all
 * that is wrong in stage SCHEMA is told together.
 */
export function misplacedNumbers(kop: Kop, body: unknown, bodyField: string): Finding[] {
  const numbers = numbersIn(body);
  const places: (readonly [string, boolean])[] = [
    [`/${bodyField}/benoemingvolgnummer`, holdsNumber(memberOf(body, 'benoemingvolgnummer'), numbers)],
    ['/kop/oinVerzender', holdsNumber(kop.oinVerzender, numbers)],
    ['/kop/berichtenboekVersie', holdsNumber(kop.berichtenboekVersie, numbers)],
    [`/${bodyField}/standvolgnummer`, isNumber(memberOf(body, 'standvolgnummer'), numbers)],
    [`/${bodyField}/personeelsnummer`, holdsNumber(memberOf(body, 'personeelsnummer'), numbers)],
    [`/${bodyField}/toelichting`, tellsNumber(memberOf(body, 'toelichting'))],
    ...teachingCodes(body, bodyField).map(
      ([veld, code]) => [veld, holdsNumber(code, numbers) || isNumberInDisguise(code)] as const,
    ),
  ];
  return places.filter(([, isMisplaced]) => isMisplaced).map(([veld]) => at('742', veld));
}

/** The numbers of everybody in the record: one person, an old and a new one, or a list. */
function numbersIn(body: unknown): readonly string[] {
  const listed = [...elementsOf(memberOf(body, 'personen'))].map(([, person]) => person);
  return [memberOf(body, 'persoon'), memberOf(body, 'nieuwePersoon'), ...listed]
    .map((person) => memberOf(person, 'burgerservicenummer') ?? memberOf(person, 'onderwijsnummer'))
    .filter((number): number is string => typeof number === 'string' && /^[0-9]{9}$/.test(number));
}

/** A number itself; or, when somebody can have it, around which anything stands: nine zeros stand in many an OIN. */
function holdsNumber(value: unknown, numbers: readonly string[]): boolean {
  if (typeof value !== 'string') return false;
  return numbers.some((number) => value === number || (value.includes(number) && isBurgerservicenummer(number)));
}

function isNumber(value: unknown, numbers: readonly string[]): boolean {
  return numbers.some((number) => value === Number(number) && isBurgerservicenummer(number));
}

function isNumberInDisguise(code: unknown): boolean {
  return typeof code === 'string' && /^[0-9]{9}$/.test(code) && isBurgerservicenummer(code);
}

function tellsNumber(text: unknown): boolean {
  return typeof text === 'string' && tellsCitizenNumber(text);
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
