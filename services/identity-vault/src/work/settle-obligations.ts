import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { AddedRows, OutboxRow } from '../../../_platform/src/outbox/outbox.ts';
import { pensionDayHash } from '../crypto/lookup-hash.ts';
import { owed } from '../domain/obligations.ts';
import { isSameName } from '../domain/person-facts.ts';
import type { BrpFacts, PersonFacts, ToldFacts } from '../domain/person-facts.ts';
import { pensionDayOf } from '../domain/state-pension.ts';
import { portfolioAccess } from '../messages/portfolio-access.ts';
import { brpMutationCommand, registerCommand } from '../messages/register-command.ts';
import type { BrpMutation } from '../messages/register-command.ts';
import { savePersons } from '../sql/save-persons.ts';
import type { PersonToSave } from '../sql/save-persons.ts';
import type { StoredPerson } from '../sql/stored-person.ts';
import type { VaultParts } from './vault-parts.ts';

/** A locked person, and what this transaction learned about them; absent = nothing new. */
export interface PersonChange {
  readonly person: StoredPerson;
  readonly becomesKnown?: boolean;
  readonly brp?: BrpFacts;
  readonly told?: ToldFacts;
  /** The register recorded other key data (record 3), which the person has by now. */
  readonly keysChanged?: boolean;
  /** The BRP gave the person another number, which they have by now. */
  readonly renumbered?: boolean;
}

/**
 * Writes what was learned about locked persons, and tells the register and the portfolio what that obliges the vault
 * to (domain/obligations.ts): the same transaction marks it as told. Two statements whatever the number of persons.
 * The row locks give messages about one person their order.
 *
 * @param more rows for the outbox that belong to the same work
 */
export async function settleObligations(
  parts: VaultParts,
  tx: Transaction,
  changes: readonly PersonChange[],
  more: readonly OutboxRow[] = [],
): Promise<AddedRows> {
  const at = parts.clock.now();
  const settled = changes.map((change) => settle(parts, change, at));
  if (settled.length > 0) {
    await savePersons(
      tx,
      settled.map(({ save }) => save),
      at,
    );
  }
  return parts.outbox.add(tx, [...settled.flatMap(({ messages }) => messages), ...more]);
}

function settle(
  { seals, keys, pensionAges, clock }: VaultParts,
  change: PersonChange,
  at: Date,
): { save: PersonToSave; messages: OutboxRow[] } {
  const { person, brp, told } = change;
  const { registerId, lookup } = person;
  const facts = factsAfter(seals, change);
  const known = person.known || change.becomesKnown === true;
  const today = clock.today();
  const pensionDay = pensionDayOf(facts, pensionAges);
  // A corrected birth date can bring the day back into the future: then the register is owed the news again.
  const mayHaveMoved = brp !== undefined || change.keysChanged === true;
  const pensionOwed = person.pensionOwed || (mayHaveMoved && pensionDay !== undefined && pensionDay > today);
  const deceased = facts.brp?.overlijdensdatum !== undefined;
  const due = owed(
    {
      known,
      deceased,
      deathTold: person.deathTold,
      pensionOwed,
      pensionTold: person.pensionTold,
      portfolio: person.portfolio,
      ...(pensionDay !== undefined && { pensionDay }),
    },
    today,
  );

  const messages: OutboxRow[] = [];
  if (due.death) messages.push(registerCommand('OVERLIJDEN', registerId, at));
  for (const mutation of known ? brpMutations(seals, change) : []) {
    messages.push(brpMutationCommand(mutation, registerId, at));
  }
  if (due.pension) messages.push(registerCommand('AOW_BEREIKT', registerId, at));
  if (due.portfolio !== undefined) messages.push(portfolioAccess(person.portfolioId, due.portfolio, at));
  return {
    messages,
    save: {
      registerId,
      ...(brp && { brp: seals.sealBrp(lookup, brp) }),
      ...(told && { told: seals.sealTold(lookup, told) }),
      known,
      ...(pensionDay !== undefined && { pensionDay: pensionDayHash(keys.lookup, pensionDay) }),
      pensionOwed: pensionOwed && !deceased,
      pensionTold: person.pensionTold || due.pension,
      deathTold: person.deathTold || due.death,
      portfolio: due.portfolio ?? person.portfolio,
    },
  };
}

/** What boards are told of (record 15), found under the lock by comparing with the facts that this change replaces. */
function brpMutations(seals: VaultParts['seals'], { person, brp, renumbered }: PersonChange): BrpMutation[] {
  const mutations: BrpMutation[] = renumbered === true ? ['BSN_GEWIJZIGD'] : [];
  if (brp === undefined) return mutations;
  if (person.brp === undefined) mutations.push('BRP_GEKOPPELD');
  else if (!isSameName(seals.openBrp(person.lookup, person.brp), brp)) mutations.push('NAAM_GEWIJZIGD');
  return mutations;
}

function factsAfter(seals: VaultParts['seals'], { person, brp, told }: PersonChange): PersonFacts {
  const brpAfter = brp ?? (person.brp && seals.openBrp(person.lookup, person.brp));
  const toldAfter = told ?? (person.told && seals.openTold(person.lookup, person.told));
  return { ...(brpAfter && { brp: brpAfter }), ...(toldAfter && { told: toldAfter }) };
}
