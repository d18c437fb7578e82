import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { AddedRows } from '../../../_platform/src/outbox/outbox.ts';
import type { RegisterId } from '../domain/ids.ts';
import { acceptTold } from '../domain/person-facts.ts';
import type { ToldFacts } from '../domain/person-facts.ts';
import type { RegistrationEvent } from '../messages/registration-event.ts';
import { lockPersonsToAccept } from '../sql/lock-persons-to-accept.ts';
import { lockPersonsToRelink } from '../sql/lock-persons-to-relink.ts';
import type { StoredPerson } from '../sql/stored-person.ts';
import { findPersonsById } from '../sql/find-persons-by-id.ts';
import { takeTellings } from '../sql/take-tellings.ts';
import { changeKeys } from './change-keys.ts';
import { settleObligations } from './settle-obligations.ts';
import type { PersonChange } from './settle-obligations.ts';
import type { VaultParts } from './vault-parts.ts';

/**
 * Learns from the register's events whose records were accepted: at their first event a person becomes known and their
 * portfolio opens, and what the accepted records said counts from now on. A change of key data gives the person the
 * number that was reserved for it. Events of persons who have been known for long, which are most, cost one look-up per
 * batch.
 *
 * An event of somebody whom the vault does not have means nothing here: their register id was given up before.
 */
export async function acceptEvents(
  parts: VaultParts,
  tx: Transaction,
  events: readonly RegistrationEvent[],
): Promise<AddedRows[]> {
  const registerIds = [...new Set(events.map(({ registerId }) => registerId))];
  const keyChanges = events.filter(({ kind }) => kind === 'KEYS_CHANGED');
  const changing = [...new Set(keyChanges.map(({ registerId }) => registerId))];
  const locked =
    changing.length === 0
      ? await lockPersonsToAccept(tx, registerIds)
      : await lockPersonsToRelink(tx, registerIds, changing);
  if (locked.length === 0) return [];

  const named = new Set(registerIds);
  const persons = locked.filter(({ registerId, aliasOf }) => named.has(registerId) && aliasOf === undefined);
  const changes = await acceptRecords(parts, tx, persons, events);
  const accepted = changes.length === 0 ? [] : [await settleObligations(parts, tx, changes)];
  if (changing.length === 0) return accepted;

  // After what was accepted under the old numbers; read again, because that changed some of them.
  const rows = await findPersonsById(
    tx,
    locked.map(({ registerId }) => registerId),
  );
  const moved = await changeKeys(parts, tx, keyChanges, new Map(rows.map((row) => [row.registerId, row])));
  return [...accepted, await settleObligations(parts, tx, moved)];
}

async function acceptRecords(
  parts: VaultParts,
  tx: Transaction,
  persons: readonly StoredPerson[],
  events: readonly RegistrationEvent[],
): Promise<PersonChange[]> {
  if (persons.length === 0) return [];
  const told = await takeTold(
    parts,
    tx,
    persons,
    events.map(({ commandId }) => commandId),
  );
  return persons
    .filter(({ known, registerId }) => !known || told.has(registerId))
    .map((person) => {
      const accepted = told.get(person.registerId);
      return { person, becomesKnown: true, ...(accepted && { told: accepted }) };
    });
}

async function takeTold(
  { seals }: VaultParts,
  tx: Transaction,
  persons: readonly StoredPerson[],
  commandIds: readonly string[],
): Promise<Map<RegisterId, ToldFacts>> {
  const byId = new Map(persons.map((person) => [person.registerId, person]));
  const told = new Map<RegisterId, ToldFacts>();
  for (const { registerId, content } of await takeTellings(tx, [...byId.keys()], commandIds)) {
    const person = byId.get(registerId);
    if (person === undefined) continue;
    const before = told.get(registerId) ?? (person.told && seals.openTold(person.lookup, person.told));
    told.set(registerId, acceptTold(before, seals.openTold(person.lookup, content)));
  }
  return told;
}
