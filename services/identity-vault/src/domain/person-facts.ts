import { fits, fuller } from './partial-date.ts';
import type { PartialDate } from './partial-date.ts';

export type Sex = 'M' | 'V' | 'O';

/** What the BRP says of a person. The field names are those of the wire; they are sealed in the database as they are. */
export interface BrpFacts {
  readonly geboortedatum: PartialDate;
  readonly geslacht: Sex;
  readonly geslachtsnaam: string;
  readonly voorvoegsel?: string;
  readonly voornamen: string;
  readonly overlijdensdatum?: PartialDate;
  /** The person asked the municipality to keep the address secret. */
  readonly geheim?: boolean;
}

/** Name and address of somebody who is not in the BRP, as a school gave them (message book, section 3). */
export interface NonResident {
  readonly geslachtsnaam: string;
  readonly voorvoegsel?: string;
  readonly voornamen: string;
  readonly adresregel1?: string;
  readonly adresregel2?: string;
  readonly adresregel3?: string;
  readonly landcode: string;
}

/** What a school's record said of a person; it counts once the register has accepted that record. */
export interface ToldFacts {
  readonly geboortedatum: PartialDate;
  readonly geslacht: Sex;
  readonly nietIngezetene?: NonResident;
}

/** All that the vault knows of a person: `brp` for residents, `told` for what accepted records added. */
export interface PersonFacts {
  readonly brp?: BrpFacts;
  readonly told?: ToldFacts;
}

/** The birth date that counts: the fullest of those known that do not contradict the first (message book, section 4, 616). */
export function birthDateThatCounts(...known: readonly (PartialDate | undefined)[]): PartialDate | undefined {
  let counting: PartialDate | undefined;
  for (const date of known) {
    if (date === undefined) continue;
    if (counting === undefined) counting = date;
    else if (fits(counting, date)) counting = fuller(counting, date);
  }
  return counting;
}

/** True when a record's words add something to what is known: a person outside the BRP, or a fuller birth date. */
export function addsToFacts(facts: PersonFacts, told: ToldFacts): boolean {
  if (facts.brp === undefined) return true;
  const known = birthDateThatCounts(facts.brp.geboortedatum, facts.told?.geboortedatum);
  return birthDateThatCounts(known, told.geboortedatum) !== known;
}

/**
 * Takes the words of an accepted record in. What contradicts an earlier accepted record is left aside: such a record
 * was judged before the earlier one had been accepted.
 */
export function acceptTold(known: ToldFacts | undefined, told: ToldFacts): ToldFacts {
  if (known === undefined) return told;
  if (known.geslacht !== told.geslacht || !fits(known.geboortedatum, told.geboortedatum)) return known;
  const nonResident = told.nietIngezetene ?? known.nietIngezetene;
  return {
    geboortedatum: fuller(known.geboortedatum, told.geboortedatum),
    geslacht: known.geslacht,
    ...(nonResident === undefined ? {} : { nietIngezetene: nonResident }),
  };
}

/** What is kept of a record's words. The block nietIngezetene of somebody in the BRP is not used (771), so it is not kept either. */
export function toldBy({ geboortedatum, geslacht, nietIngezetene }: ToldFacts, isInBrp: boolean): ToldFacts {
  return { geboortedatum, geslacht, ...(nietIngezetene && !isInBrp && { nietIngezetene }) };
}

export function isSameName(one: BrpFacts, other: BrpFacts): boolean {
  return (
    one.geslachtsnaam === other.geslachtsnaam &&
    one.voorvoegsel === other.voorvoegsel &&
    one.voornamen === other.voornamen
  );
}
