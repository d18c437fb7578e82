import { newId } from '../../../_platform/src/ids/new-id.ts';
import type { Transaction } from '../../../_platform/src/database/database.ts';
import { trackCases, type Rejection, type Repair } from '../domain/track-cases.ts';
import { findOpenCases } from '../sql/find-open-cases.ts';
import { growCases } from '../sql/grow-cases.ts';
import { insertCaseKeys } from '../sql/insert-case-keys.ts';
import { insertCases } from '../sql/insert-cases.ts';
import { linkReceipts } from '../sql/link-receipts.ts';
import { lockCasesOfBoards } from '../sql/lock-cases-of-boards.ts';

/**
 * Opens and grows the cases of rejected records, and links accepted ones to the cases they may close; in the transaction
 * that stores them, at its end (lock-cases-of-boards.ts). Called only when there is a rejection, or an accepted record of
 * a board with an open case: other records cost nothing here. At most seven statements, however many records.
 */
export async function writeCases(tx: Transaction, given: readonly (Rejection | Repair)[]): Promise<void> {
  const records = await thatMatter(tx, given);
  if (records.length === 0) return;
  await lockCasesOfBoards(tx, [...new Set(records.map(({ board }) => board))]);
  const keys = new Set(records.flatMap((record) => record.keys));
  const repaired = new Set(records.flatMap((record) => (record.outcome === 'REJECTED' ? record.repairs : [])));
  const rows = await findOpenCases(tx, [...keys], [...repaired]);
  const open = {
    byKey: new Map(rows.flatMap(({ key, id }) => (key === null ? [] : [[key, id] as const]))),
    kinds: new Map(rows.map(({ id, kind }) => [id, kind])),
  };
  const tracked = trackCases(records, open, newId);

  if (tracked.opened.length > 0) {
    await insertCases(
      tx,
      tracked.opened.map(({ id, first, last, attempts }) => ({
        id,
        board: first.board,
        delivery_point: first.deliveryPoint,
        kind: first.kind,
        oin: first.oin,
        first_message: first.messageId,
        last_message: last.messageId,
        first_signals: first.signals,
        last_signals: last.signals,
        attempts,
        opened_at: first.receivedAt,
        last_at: last.receivedAt,
      })),
    );
  }
  if (tracked.grown.length > 0) {
    await growCases(
      tx,
      tracked.grown.map(({ id, last, attempts }) => ({
        id,
        last_message: last.messageId,
        last_signals: last.signals,
        last_at: last.receivedAt,
        attempts,
      })),
    );
  }
  if (tracked.keys.length > 0) {
    await insertCaseKeys(
      tx,
      tracked.keys.map(({ key, caseId }) => ({ key, case_id: caseId })),
    );
  }
  if (tracked.links.length > 0) {
    await linkReceipts(
      tx,
      tracked.links.map(({ messageId, board, caseIds }) => ({
        message_id: messageId,
        sender: board,
        case_ids: caseIds,
      })),
    );
  }
}

/**
 * Leaves out accepted records that repair nothing, before their boards are locked: nearly every large board has some open
 * case, and its deliveries must not wait for one another. A case that another transaction is opening at this moment counts
 * as opened later.
 */
async function thatMatter(
  tx: Transaction,
  records: readonly (Rejection | Repair)[],
): Promise<readonly (Rejection | Repair)[]> {
  const rejecting = new Set(records.flatMap(({ outcome, board }) => (outcome === 'REJECTED' ? [board] : [])));
  const others = records.filter(({ board }) => !rejecting.has(board));
  if (others.length === 0) return records;
  const rows = await findOpenCases(tx, [...new Set(others.flatMap(({ keys }) => keys))], []);
  const open = new Set(rows.map(({ key }) => key));
  return records.filter(({ board, keys }) => rejecting.has(board) || keys.some((key) => open.has(key)));
}
