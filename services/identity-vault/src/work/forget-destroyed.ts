import type { Transaction } from '../../../_platform/src/database/database.ts';
import type { AddedRows } from '../../../_platform/src/outbox/outbox.ts';
import type { RegistrationEvent } from '../messages/registration-event.ts';
import { claimsWithdrawn } from '../messages/diploma-claim.ts';
import { portfolioAccess } from '../messages/portfolio-access.ts';
import { processingRecord } from '../messages/processing-record.ts';
import { deleteClaimsAndTellings } from '../sql/delete-claims-and-tellings.ts';
import { deleteDestroyedPersons } from '../sql/delete-destroyed-persons.ts';
import { findPresent } from '../sql/find-present.ts';
import { giveNewIds } from '../sql/give-new-ids.ts';
import type { VaultParts } from './vault-parts.ts';

/**
 * Drops the link of persons whom the register destroyed: a later delivery gets another register id. Who has a portfolio
 * key keeps their row under new register and matching ids, because the portfolio is the teacher's own and outlives the
 * registration; of everybody else nothing is left: number, names and former numbers go with the row. The line in the
 * processing log, under the register id that led to somebody until now, is the proof; a second copy of the event writes
 * none. The matching deletes what it has under the id that leads to nobody from now on.
 */
export async function forgetDestroyed(
  parts: VaultParts,
  tx: Transaction,
  events: readonly RegistrationEvent[],
): Promise<AddedRows | undefined> {
  const ids = [...new Set(events.filter(({ kind }) => kind === 'DESTROYED').map(({ registerId }) => registerId))];
  if (ids.length === 0) return undefined;
  const linked = await findPresent(tx, ids);
  await deleteClaimsAndTellings(tx, ids);
  await giveNewIds(tx, ids);
  const closed = await deleteDestroyedPersons(tx, ids);
  const at = parts.clock.now();
  const lines = linked.map(({ registerId: subject }) =>
    processingRecord({
      activity: 'KOPPELING_VERNIETIGEN',
      at,
      subject,
      domain: 'register',
      onBehalfOf: 'register-state',
    }),
  );
  return parts.outbox.add(tx, [
    ...closed.map((portfolioId) => portfolioAccess(portfolioId, 'GESLOTEN', at)),
    ...linked.map(({ matchingId }) => claimsWithdrawn(matchingId)),
    ...lines,
  ]);
}
