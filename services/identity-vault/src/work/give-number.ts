import type { Transaction } from '../../../_platform/src/database/database.ts';
import { lookupOf, placeholderOf } from '../crypto/lookup-hash.ts';
import type { ToldFacts } from '../domain/person-facts.ts';
import { keepAlias } from '../sql/keep-alias.ts';
import { moveNumber } from '../sql/move-number.ts';
import { setNumberAside } from '../sql/set-number-aside.ts';
import type { StoredPerson } from '../sql/stored-person.ts';
import type { VaultParts } from './vault-parts.ts';

/** Whether a number can go to another person: nobody has it, or somebody of whom no record was accepted. */
export function isFree(row: StoredPerson | undefined): boolean {
  return row === undefined || (!row.known && row.aliasOf === undefined);
}

/**
 * Gives a person another number; the old one stays as an alias, so that records under it find the same person. All rows
 * are locked. What is sealed is bound to the number, so it is sealed anew.
 *
 * @param row of the new number, when there is one; it is free (isFree), and becomes the row of the old number. Its
 * register id stays: a record that was on its way to it is still the same human being's.
 * @param told what counts from now on in place of what records said before; absent: that stays
 * @returns the person as it is now
 */
export async function giveNumber(
  { seals, keys, clock }: VaultParts,
  tx: Transaction,
  person: StoredPerson,
  citizenNumber: string,
  row: StoredPerson | undefined,
  told?: ToldFacts,
): Promise<StoredPerson> {
  const { registerId, lookup: before, citizenNumber: numberBefore } = person;
  const lookup = lookupOf(keys.lookup, citizenNumber);
  const brp = person.brp && seals.sealBrp(lookup, seals.openBrp(before, person.brp));
  const toldNow = told ?? (person.told && seals.openTold(before, person.told));
  const { brp: _brp, told: _told, ...rest } = person;
  const now: StoredPerson = {
    ...rest,
    lookup,
    citizenNumber: seals.sealNumber(lookup, citizenNumber),
    ...(brp && { brp }),
    ...(toldNow && { told: seals.sealTold(lookup, toldNow) }),
  };
  const lookupKey = keys.lookup.version;
  if (row !== undefined) await setNumberAside(tx, row.registerId, placeholderOf(keys.lookup, row.registerId));
  await moveNumber(tx, { ...now, lookupKey });
  await keepAlias(tx, {
    ...(row && { registerId: row.registerId }),
    aliasOf: registerId,
    lookup: before,
    lookupKey,
    citizenNumber: numberBefore,
    since: clock.now(),
  });
  return now;
}
