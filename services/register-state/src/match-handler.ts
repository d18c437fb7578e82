import type { OpdrachtMatchresultaat } from '../../../schemas/message-book/v1/generated.ts';
import type { Clock } from '../../_platform/src/clock/clock.ts';
import type { BatchHandler } from '../../_platform/src/consumer/batch-handler.ts';
import { PoisonError } from '../../_platform/src/consumer/poison-error.ts';
import { deterministicId } from '../../_platform/src/ids/deterministic-id.ts';
import type { Outbox, OutboxRow } from '../../_platform/src/outbox/outbox.ts';
import { commandRow } from './messages/command-row.ts';
import { readMatch } from './messages/read-match.ts';
import type { ReceivedMatch } from './messages/read-match.ts';
import { selectClaimants, selectDestroyedClaims } from './sql/select-claimants.ts';

/**
 * The consumer of lrr.diplomamatch.v1: every result enters the register as a command on its own input log, so that the
 * state stays a fold of that log. Statements are removed with their person alone, and then the claim's hash stays: a result
 * for it concerns nobody and is passed by. A claim that neither knows was never opened here: its result is set aside for
 * an operator, not dropped.
 */
export function createMatchHandler(o: { readonly outbox: Outbox; readonly clock: Clock }): BatchHandler<ReceivedMatch> {
  return {
    consumer: 'register-state.diplomamatch',
    topics: ['lrr.diplomamatch.v1'],
    decode: readMatch,
    apply: async (tx, { at, entries }) => {
      const results = entries.map(({ decoded }) => decoded.message);
      const claimants = await selectClaimants(
        tx,
        results.map(({ content }) => content.claimId),
      );
      const unknown = results.map(({ content }) => content.claimId).filter((claim) => !claimants.has(claim));
      const destroyed = unknown.length === 0 ? new Set<string>() : await selectDestroyedClaims(tx, unknown);
      const recordedAt = o.clock.now().toISOString();
      const rows = results
        .filter(({ content }) => !destroyed.has(content.claimId))
        .map((result) => matchCommand(result, claimants.get(result.content.claimId), recordedAt));
      const added = await o.outbox.add(tx, rows);
      return {
        applicationNumber: at.applicationNumber + entries.length,
        afterCommit: () => {
          o.outbox.committed(added);
        },
      };
    },
  };
}

function matchCommand({ resultId, content }: ReceivedMatch, registerId: string | undefined, now: string): OutboxRow {
  if (registerId === undefined)
    throw new PoisonError('CLAIM_UNKNOWN', 'no statement of this register opened the claim');
  const command: OpdrachtMatchresultaat = {
    id: deterministicId('opdracht', 'diplomamatch', resultId),
    soort: 'MATCHRESULTAAT',
    registratieId: registerId,
    vastgelegdOp: now,
    bron: { kanaal: 'MATCH' },
    inhoud: content,
  };
  // No trace goes with it: a result crosses from another privacy domain.
  return commandRow(command.id, command.soort, registerId, command);
}
