import type { Transaction } from '../../../_platform/src/database/database.ts';
import { dayOf } from '../../../_platform/src/clock/amsterdam.ts';
import { tallyRejected } from '../domain/tally-records.ts';
import type { Rejection } from '../domain/track-cases.ts';
import { closeCases, type ClosedCaseRow } from '../sql/close-cases.ts';
import { insertTallies, type Tally } from '../sql/insert-tallies.ts';
import { lockCasesOfBoards } from '../sql/lock-cases-of-boards.ts';
import type { AnsweredReceipt } from '../sql/mark-answered.ts';
import { readRejectedReceipts } from '../sql/read-rejected-receipts.ts';
import type { Terugkoppeling } from '../../../../schemas/message-book/v1/generated.ts';
import { registerCaseKey } from './case-keys.ts';
import { keyOf } from './look-up.ts';
import { writeCases } from './write-cases.ts';

/** The register's answer to a record. */
export interface RegisterAnswer {
  readonly messageId: string;
  readonly board: string;
  readonly record: Terugkoppeling;
  /** Key of the record on its topic: the register id, when it is about somebody. */
  readonly registerId: string;
}

export function isRejected({ record }: RegisterAnswer): boolean {
  return 'terugkoppelingAfkeuring' in record;
}

/**
 * What the register's answers do to the cases: a rejection opens one or grows the one it was meant to repair, any other
 * answer closes what the record was linked to and what is known by the register's own key. In the transaction that takes
 * the answers in, at its end; without rejections and without anything to close it does nothing. The boards of the others
 * are not locked: nearly every large board has some open case, and all that is delivered for it would wait in one row.
 *
 * @param marked receipts that close a case, and those of boards with a rejection among these answers
 */
export async function settleCases(
  tx: Transaction,
  answers: readonly RegisterAnswer[],
  marked: readonly AnsweredReceipt[],
): Promise<void> {
  const rejected = answers.filter(isRejected);
  if (rejected.length === 0 && marked.length === 0) return;
  await lockCasesOfBoards(tx, [
    ...new Set([...rejected, ...marked.map(({ sender: board }) => ({ board }))].map(({ board }) => board)),
  ]);
  const rejections = rejected.length === 0 ? [] : await rejectionsOf(tx, rejected);
  const rejectionOf = new Map(rejections.map((rejection) => [keyOf(rejection.messageId, rejection.board), rejection]));
  const closed: ClosedCaseRow[] = [];
  for (const run of runsOf(answers)) {
    await writeCases(
      tx,
      run.flatMap(({ messageId, board }) => rejectionOf.get(keyOf(messageId, board)) ?? []),
    );
    closed.push(...(await closeRepaired(tx, run, marked)));
  }
  const tallies: Tally[] = [
    ...tallyRejected(rejections.map(({ oin, receivedAt, signals }) => ({ oin, month: monthOf(receivedAt), signals }))),
    ...closed.map(({ oin, month, days }) => ({
      oin,
      month,
      kind: 'HERSTELD' as const,
      detail: String(days),
      count: 1,
    })),
  ];
  if (tallies.length > 0) await insertTallies(tx, tallies);
}

/**
 * Answers whose rejections are taken together, and then what closes cases: a repair comes after what it repairs. Where a
 * record was rejected after one about the same person was accepted, another run begins, because the accepted one repairs
 * nothing of it. Nearly always there is one run.
 */
function runsOf(answers: readonly RegisterAnswer[]): RegisterAnswer[][] {
  const runs: RegisterAnswer[][] = [];
  let accepted = new Set<string>();
  for (const answer of answers) {
    const person = keyOf(answer.board, answer.registerId);
    if (runs.length === 0 || (isRejected(answer) && accepted.has(person))) {
      runs.push([]);
      accepted = new Set();
    }
    runs.at(-1)?.push(answer);
    if (!isRejected(answer)) accepted.add(person);
  }
  return runs;
}

/** D: first day of the month in Amsterdam. */
export function monthOf(receivedAt: string): string {
  return `${dayOf(new Date(receivedAt)).slice(0, 7)}-01`;
}

async function rejectionsOf(tx: Transaction, rejected: readonly RegisterAnswer[]): Promise<Rejection[]> {
  const rows = await readRejectedReceipts(
    tx,
    rejected.map(({ messageId, board }) => ({ message_id: messageId, sender: board })),
  );
  const byKey = new Map(rows.map((row) => [keyOf(row.message_id, row.sender), row]));
  return rejected.flatMap(({ messageId, board, record, registerId }) => {
    const row = byKey.get(keyOf(messageId, board));
    if (row === undefined || !('terugkoppelingAfkeuring' in record)) return [];
    const { kind, benoemingvolgnummer } = row;
    return {
      outcome: 'REJECTED',
      messageId,
      board,
      deliveryPoint: row.delivery_point,
      kind,
      oin: row.oin,
      receivedAt: row.received_at,
      signals: record.terugkoppelingAfkeuring.signalen,
      keys: benoemingvolgnummer === null ? [] : [registerCaseKey(kind, board, registerId, benoemingvolgnummer)],
      repairs: row.case_ids ?? [],
    };
  });
}

async function closeRepaired(
  tx: Transaction,
  answers: readonly RegisterAnswer[],
  marked: readonly AnsweredReceipt[],
): Promise<ClosedCaseRow[]> {
  const accepted = new Map(
    answers.filter((answer) => !isRejected(answer)).map((answer) => [keyOf(answer.messageId, answer.board), answer]),
  );
  const closing = marked.flatMap(({ message_id, sender, case_ids, received_at }) => {
    const answer = accepted.get(keyOf(message_id, sender));
    return answer === undefined ? [] : { case_ids: case_ids ?? [], keys: closedBy(answer), received_at };
  });
  return closing.length === 0 ? [] : closeCases(tx, closing);
}

/**
 * Keys of the cases that an answer closes, those too that were opened after its record came in, because the register
 * rejects an earlier one only now.
 */
export function closedBy({ board, record, registerId }: RegisterAnswer): string[] {
  const soorten = ['AANLEVEREN_BENOEMING', 'AANLEVEREN_VERWIJDERING_BENOEMING'] as const;
  if ('terugkoppelingBenoeming' in record) {
    return [registerCaseKey(soorten[0], board, registerId, record.terugkoppelingBenoeming.benoemingvolgnummer)];
  }
  if ('terugkoppelingVerwijdering' in record) {
    const { benoemingvolgnummer } = record.terugkoppelingVerwijdering;
    return soorten.map((soort) => registerCaseKey(soort, board, registerId, benoemingvolgnummer));
  }
  return [];
}
