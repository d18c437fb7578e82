import { isCitizenNumber } from '../src/domain/citizen-number.ts';
import type { BrpRecord } from './outside-world.ts';

let next = 990_000_000;

/** A citizen service number that passes its test and was not given out before in this run. */
export function newNumber(): string {
  do next += 1;
  while (!isCitizenNumber(`${next}`));
  return `${next}`;
}

/** Values that must never be readable outside a sealed column. */
export const CANARY_SURNAME = 'Kanarievogel';

export function newCitizen(fields: Partial<BrpRecord> = {}): BrpRecord {
  return {
    burgerservicenummer: newNumber(),
    geboortedatum: '1980-05-06',
    geslacht: 'V',
    geslachtsnaam: CANARY_SURNAME,
    voornamen: 'Eva',
    ...fields,
  };
}

/** How a school tells of this person. */
export function asAsked({ burgerservicenummer, geboortedatum, geslacht }: BrpRecord): {
  burgerservicenummer: string;
  geboortedatum: string;
  geslacht: 'M' | 'V' | 'O';
  datumIngangBenoeming: string;
} {
  return { burgerservicenummer, geboortedatum, geslacht, datumIngangBenoeming: '2020-08-01' };
}
