import type { BrpFacts } from '../domain/person-facts.ts';
import { backOffMs } from '../domain/back-off.ts';
import { processingRecord } from '../messages/processing-record.ts';
import { finishBrpRefreshes } from '../sql/finish-brp-refreshes.ts';
import { lockPersonsByLookup } from '../sql/lock-persons-by-lookup.ts';
import { postponeBrpRefreshes } from '../sql/postpone-brp-refreshes.ts';
import { takeBrpRefreshes } from '../sql/take-brp-refreshes.ts';
import type { DueRefresh } from '../sql/take-brp-refreshes.ts';
import type { PassOutcome } from './queue-loop.ts';
import { settleObligations } from './settle-obligations.ts';
import type { VaultParts } from './vault-parts.ts';

/**
 * Passes of a mutation. A look-up that asked the BRP just before the change may store the old facts, or make the
 * person, just after the first pass; the second comes when such a look-up has ended for certain.
 */
export const MUTATION_PASSES = 2;
const SECOND_PASS_AFTER_SECONDS = 30;

const PERSONS_PER_PASS = 200;
const LEASE_SECONDS = 60;

/**
 * One pass over the persons whose BRP facts must be fetched anew: one question to the BRP, then one transaction with
 * the new facts and what follows from them (a death for the register and the portfolio, another pension day).
 */
export async function refreshFromBrp(parts: VaultParts): Promise<PassOutcome> {
  const due = await takeBrpRefreshes(parts.database, PERSONS_PER_PASS, LEASE_SECONDS);
  if (due.length === 0) return 'EMPTY';
  let answered: Map<string, BrpFacts>;
  const numbers = numbersOf(parts, due);
  try {
    answered = numbers.size === 0 ? new Map<string, BrpFacts>() : await parts.brp.fetchPersons([...numbers.values()]);
  } catch (error) {
    const waits = due.map(({ lookup, attempts }) => ({ lookup, waitMs: backOffMs(attempts) }));
    await postponeBrpRefreshes(parts.database, waits);
    throw error;
  }

  const added = await parts.database.transaction(async (tx) => {
    const persons = await lockPersonsByLookup(tx, [...numbers.keys()]);
    const at = parts.clock.now();
    const changes = persons.map((person) => {
      const brp = answered.get(numbers.get(person.lookup) ?? '');
      return { person, ...(brp && { brp }) };
    });
    const lines = persons.map(({ registerId }) =>
      processingRecord({
        activity: 'BRP_GEGEVENS_BIJWERKEN',
        at,
        onBehalfOf: 'identity-vault',
        subject: registerId,
        domain: 'register',
      }),
    );
    await finishBrpRefreshes(tx, due, SECOND_PASS_AFTER_SECONDS);
    return settleObligations(parts, tx, changes, lines);
  });
  parts.outbox.committed(added);
  return due.length < PERSONS_PER_PASS ? 'EMPTY' : 'MORE';
}

function numbersOf({ seals }: VaultParts, due: readonly DueRefresh[]): Map<DueRefresh['lookup'], string> {
  const numbers = new Map<DueRefresh['lookup'], string>();
  for (const { lookup, citizenNumber } of due) {
    if (citizenNumber !== undefined) numbers.set(lookup, seals.openNumber(lookup, citizenNumber));
  }
  return numbers;
}
