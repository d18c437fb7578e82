import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { Lookup } from '../crypto/lookup-hash.ts';
import type { RegisterId } from '../domain/ids.ts';
import type { RegistrationEvent } from '../messages/registration-event.ts';
import { requestBrpRefreshes } from '../sql/request-brp-refreshes.ts';
import type { StoredPerson } from '../sql/stored-person.ts';
import { takeReservations } from '../sql/take-reservations.ts';
import { giveNumber, isFree } from './give-number.ts';
import { MUTATION_PASSES } from './refresh-from-brp.ts';
import type { PersonChange } from './settle-obligations.ts';
import type { VaultParts } from './vault-parts.ts';

/**
 * Carries out the changes of number, birth date or sex (record 3) that the register has recorded: the person gets the
 * number that was reserved for them. In the order of the events, so that of two changes the later one stands. Whether
 * the BRP has the new number is asked afterwards, by the refresh.
 *
 * An event without a reservation changes nothing: another board told of the same change, and the first event did it.
 *
 * @param persons the rows of these persons and of the reserved numbers, locked; brought up to date here
 */
export async function changeKeys(
  parts: VaultParts,
  tx: Transaction,
  events: readonly RegistrationEvent[],
  persons: Map<RegisterId, StoredPerson>,
): Promise<PersonChange[]> {
  const reservations = await takeReservations(
    tx,
    events.map(({ registerId }) => registerId),
    events.map(({ commandId }) => commandId),
  );
  const changed = new Map<RegisterId, StoredPerson>();
  const lookups: Lookup[] = [];
  for (const { registerId, commandId } of events) {
    const reserved = reservations.find((each) => each.forPerson === registerId && each.commandIds.includes(commandId));
    const person = persons.get(registerId);
    const row = reserved && persons.get(reserved.registerId);
    if (reserved === undefined || person === undefined || row === undefined) continue;
    reservations.splice(reservations.indexOf(reserved), 1);
    if (!isFree(row)) {
      // A record that was on its way when the number was reserved has been accepted meanwhile. Two registrations of one
      // human being cannot be joined here.
      parts.log.warn('RESERVED_NUMBER_TAKEN', { commandId });
      continue;
    }
    const told = parts.seals.openTold(row.lookup, reserved.content);
    const citizenNumber = parts.seals.openNumber(row.lookup, row.citizenNumber);
    const now = await giveNumber(parts, tx, person, citizenNumber, row, told);
    persons.set(registerId, now);
    changed.set(registerId, now);
    lookups.push(now.lookup);
  }
  if (lookups.length > 0) await requestBrpRefreshes(tx, lookups, MUTATION_PASSES);
  return [...changed.values()].map((person) => ({ person, keysChanged: true }));
}
