import type { BrpFacts, ToldFacts } from '../domain/person-facts.ts';
import type { Lookup } from './lookup-hash.ts';
import { open, seal } from './sealed.ts';
import type { Sealed } from './sealed.ts';
import type { VaultKey } from './vault-keys.ts';

/**
 * Seals and opens the personal values of the vault. Every value is bound to its column and to the look-up hash of the
 * person, which stays the same when the person gets other pseudonyms.
 */
export interface PersonSeals {
  sealNumber(lookup: Lookup, citizenNumber: string): Sealed;
  openNumber(lookup: Lookup, sealed: Sealed): string;
  sealBrp(lookup: Lookup, facts: BrpFacts): Sealed;
  openBrp(lookup: Lookup, sealed: Sealed): BrpFacts;
  sealTold(lookup: Lookup, facts: ToldFacts): Sealed;
  openTold(lookup: Lookup, sealed: Sealed): ToldFacts;
}

export function createPersonSeals(key: VaultKey): PersonSeals {
  const sealText = (column: string, lookup: Lookup, text: string): Sealed =>
    seal(key, Buffer.from(text, 'utf8'), `persons.${column}:${lookup}`);
  const openText = (column: string, lookup: Lookup, sealed: Sealed): string =>
    open(key, sealed, `persons.${column}:${lookup}`).toString('utf8');

  return {
    sealNumber: (lookup, citizenNumber) => sealText('citizen_number', lookup, citizenNumber),
    openNumber: (lookup, sealed) => openText('citizen_number', lookup, sealed),
    sealBrp: (lookup, facts) => sealText('brp', lookup, JSON.stringify(facts)),
    openBrp: (lookup, sealed) => JSON.parse(openText('brp', lookup, sealed)) as BrpFacts,
    sealTold: (lookup, facts) => sealText('told', lookup, JSON.stringify(facts)),
    openTold: (lookup, sealed) => JSON.parse(openText('told', lookup, sealed)) as ToldFacts,
  };
}
