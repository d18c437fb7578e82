import { isCalendarDay } from '../../../../services/_platform/src/clock/amsterdam.ts';
import { platformProblem } from '../../../../services/_platform/src/http/platform-problem.ts';
import { isCitizenNumber } from '../population/citizen-numbers.ts';

interface Fault {
  readonly veld: string;
  readonly regel: 'elfproef' | 'dubbel' | 'datum';
}

/**
 * What the schema cannot say of a list of people: numbers pass the eleven-test and come once, dates exist. Throws
 * Problem 400 that names every place, so that one look repairs a whole file.
 */
export function checkPeople<P extends { readonly burgerservicenummer: string }>(
  people: readonly P[],
  datesOf: (person: P) => Readonly<Record<string, string | undefined>>,
): void {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  for (const [place, person] of people.entries()) {
    const number = person.burgerservicenummer;
    if (!isCitizenNumber(number)) faults.push({ veld: `/${place}/burgerservicenummer`, regel: 'elfproef' });
    if (seen.has(number)) faults.push({ veld: `/${place}/burgerservicenummer`, regel: 'dubbel' });
    seen.add(number);
    for (const [field, date] of Object.entries(datesOf(person))) {
      if (date !== undefined && !existsInPart(date)) faults.push({ veld: `/${place}/${field}`, regel: 'datum' });
    }
  }
  if (faults.length > 0) throw platformProblem('ongeldig-verzoek', { extra: { deel: 'inhoud', fouten: faults } });
}

/** A former number passes the eleven-test and is not the number itself. Throws Problem 400 likewise. */
export function checkFormerNumbers(
  people: readonly { readonly burgerservicenummer: string; readonly vorigBurgerservicenummer?: string }[],
): void {
  const faults = people.flatMap(({ burgerservicenummer, vorigBurgerservicenummer: former }, place): Fault[] => {
    if (former === undefined || (isCitizenNumber(former) && former !== burgerservicenummer)) return [];
    const regel = isCitizenNumber(former) ? 'dubbel' : 'elfproef';
    return [{ veld: `/${place}/vorigBurgerservicenummer`, regel }];
  });
  if (faults.length > 0) throw platformProblem('ongeldig-verzoek', { extra: { deel: 'inhoud', fouten: faults } });
}

/** A date of which the day, or month and day, may be 00. */
function existsInPart(date: string): boolean {
  return isCalendarDay(date.replace('-00', '-01').replace('-00', '-01'));
}
