import type {
  OpgehaaldeTerugkoppeling,
  SpontaneMutatie,
  SpontaneMutatieIntern,
  Terugkoppeling,
} from '../../../../schemas/message-book/v1/generated.ts';

/** What the vault tells about a person whose records are handed out. */
export type PersonAtHandOver =
  | {
      readonly registratieId: string;
      readonly burgerservicenummer: string;
      /** The number before the present one, when there was another. */
      readonly vorigBurgerservicenummer?: string;
      readonly geslachtsnaam?: string;
      readonly voorvoegsel?: string;
      readonly voornamen?: string;
    }
  | { readonly registratieId: string; readonly onbekend: true };

/** By register id. */
export type KnownPersons = ReadonlyMap<string, PersonAtHandOver>;

/** Register ids in a record of the stock, each once: only records 14 and 15 have any. */
export function personsToFillIn(record: Terugkoppeling): string[] {
  if ('spontaneMutatie' in record) return [record.spontaneMutatie.persoon.registratieId];
  if (!('registratieoverzicht' in record)) return [];
  return [...new Set(record.registratieoverzicht.standen.map(({ persoon }) => persoon.registratieId))];
}

/**
 * A record of the stock as it is handed out: persons by their number instead of their register id. Somebody whom the vault
 * no longer knows has been destroyed since; the record goes out without a number, because what it says of the board's own
 * appointments still holds.
 */
export function handOver(record: Terugkoppeling, persons: KnownPersons): OpgehaaldeTerugkoppeling {
  if ('spontaneMutatie' in record) {
    return { ...record, spontaneMutatie: mutationHandedOver(record.spontaneMutatie, persons) };
  }
  if ('registratieoverzicht' in record) {
    const standen = record.registratieoverzicht.standen.map((stand) => {
      const person = knownPerson(stand.persoon.registratieId, persons);
      return { ...stand, persoon: person ? { burgerservicenummer: person.burgerservicenummer } : {} };
    });
    return { ...record, registratieoverzicht: { ...record.registratieoverzicht, standen } };
  }
  return record;
}

/** Names go out only when they are what changed, or what the BRP says of them from now on. */
function mutationHandedOver(mutation: SpontaneMutatieIntern, persons: KnownPersons): SpontaneMutatie {
  const person = knownPerson(mutation.persoon.registratieId, persons);
  if (person === undefined) return { ...mutation, persoon: {} };
  const { burgerservicenummer, vorigBurgerservicenummer, geslachtsnaam, voorvoegsel, voornamen } = person;
  if (mutation.soort === 'BSN_GEWIJZIGD' && vorigBurgerservicenummer !== undefined) {
    const persoon = { burgerservicenummer: vorigBurgerservicenummer, nieuwBurgerservicenummer: burgerservicenummer };
    return { ...mutation, persoon };
  }
  const tellsNames = mutation.soort === 'NAAM_GEWIJZIGD' || mutation.soort === 'BRP_GEKOPPELD';
  const names = {
    ...(geslachtsnaam === undefined ? {} : { geslachtsnaam }),
    ...(voorvoegsel === undefined ? {} : { voorvoegsel }),
    ...(voornamen === undefined ? {} : { voornamen }),
  };
  return { ...mutation, persoon: { burgerservicenummer, ...(tellsNames ? names : {}) } };
}

function knownPerson(registerId: string, persons: KnownPersons) {
  const person = persons.get(registerId);
  if (person === undefined) throw new Error('a person of the bundle was not asked for');
  return 'onbekend' in person ? undefined : person;
}
