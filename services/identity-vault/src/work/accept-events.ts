import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { AddedRows } from '../../../_platform/src/outbox/outbox.ts';
import type { RegisterId } from '../domain/ids.ts';
import { acceptTold } from '../domain/person-facts.ts';
import type { ToldFacts } from '../domain/person-facts.ts';
import type { RegistrationEvent } from '../messages/registration-event.ts';
import { lockPersonsToAccept } from '../sql/lock-persons-to-accept.ts';
import type { StoredPerson } from '../sql/stored-person.ts';
import { takeTellings } from '../sql/take-tellings.ts';
import { settleObligations } from './settle-obligations.ts';
import type { VaultParts } from './vault-parts.ts';

/**
 * Learns from the register's events whose records were accepted: at their first event a person becomes known and their
 * portfolio opens, and what the accepted records said counts from now on. Events of persons who have been known for
 * long, which are most, cost one look-up per batch.
 *
 * An event of somebody whom the vault does not have means nothing here: their register id was given up before.
 */
export async function acceptEvents(
  parts: VaultParts,
  tx: Transaction,
  events: readonly RegistrationEvent[],
): Promise<AddedRows | undefined> {
  const registerIds = [...new Set(events.map(({ registerId }) => registerId))];
  const persons = await lockPersonsToAccept(tx, registerIds);
  if (persons.length === 0) return undefined;
  const told = await takeTold(
    parts,
    tx,
    persons,
    events.map(({ commandId }) => commandId),
  );
  const changes = persons
    .filter(({ known, registerId }) => !known || told.has(registerId))
    .map((person) => {
      const accepted = told.get(person.registerId);
      return { person, becomesKnown: true, ...(accepted && { told: accepted }) };
    });
  return settleObligations(parts, tx, changes);
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
