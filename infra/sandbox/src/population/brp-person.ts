/** A person as the BRP tells it. Dates are 'YYYY-MM-DD'; posted ones may lack the day, or month and day (00). */
export interface BrpPerson {
  readonly burgerservicenummer: string;
  /** The number that this one replaced: whoever asks for that one is told of this person. */
  readonly vorigBurgerservicenummer?: string;
  readonly geboortedatum: string;
  readonly geslacht: 'M' | 'V' | 'O';
  readonly geslachtsnaam: string;
  readonly voorvoegsel?: string;
  readonly voornamen: string;
  readonly overlijdensdatum?: string;
  /** The address is secret. */
  readonly geheim?: boolean;
}
