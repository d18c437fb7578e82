import type { Terugkoppeling } from '../../../schemas/message-book/v1/generated.ts';
import { closedBy, isRejected, settleCases } from '../../../services/appointment-intake/src/intake/settle-cases.ts';
import { feedbackRow } from '../../../services/appointment-intake/src/messages/feedback.ts';
import { insertFeedback } from '../../../services/appointment-intake/src/sql/insert-feedback.ts';
import { markAnswered } from '../../../services/appointment-intake/src/sql/mark-answered.ts';
import type { Law } from '../../../services/register-state/src/apply/applied-command.ts';
import { judge } from '../../../services/register-state/src/apply/judge.ts';
import type { Judgement } from '../../../services/register-state/src/apply/judge.ts';
import { judgingTime } from '../../../services/register-state/src/apply/judging-time.ts';
import { loadPersons } from '../../../services/register-state/src/apply/load-persons.ts';
import { savePersons } from '../../../services/register-state/src/apply/save-persons.ts';
import { readPersonCommand } from '../../../services/register-state/src/messages/read-command.ts';
import { feedbackRecord } from '../../../services/register-state/src/publish/feedback-record.ts';
import type { Clock } from '../../../services/_platform/src/clock/clock.ts';
import type { Transaction } from '../../../services/_platform/src/database/database.ts';
import type { OutboxRow } from '../../../services/_platform/src/outbox/outbox.ts';
import { lockPerson, markKnown } from './monolith-sql.ts';

export interface RegisterParts {
  readonly clock: Clock;
  readonly law: Law;
}

/** There is one log, and no day is turned. */
const PARTITION = 0;
/** Counts of one stock that requests can add to without waiting for each other. */
const SLOTS = 64;
let slot = 0;

type PersonCommand = ReturnType<typeof readPersonCommand>;

/**
 * The register's part of a record: the person's state as decided on, and its feedback in the stock of its delivery point.
 */
export async function registerRecord(tx: Transaction, row: OutboxRow, { clock, law }: RegisterParts): Promise<void> {
  const read = readPersonCommand(JSON.parse(row.value ?? '') as Record<string, unknown>);
  const { registerId, wire, command } = read;
  const time = judgingTime({ recordedAt: null, day: clock.today() }, wire.vastgelegdOp);
  const [, persons] = await Promise.all([lockPerson(tx, registerId), loadPersons(tx, [registerId])]);
  const before = persons.get(registerId);
  const judgement = judge(before, command, time, law);
  // Sent together: none of them needs another's answer.
  await Promise.all([
    judgement.outcome === 'VERWERKT' ? markKnown(tx, registerId) : undefined,
    savePersons(tx, PARTITION, [{ before, after: judgement.person, between: [], judgedOn: time.today }], law.book),
    answer(tx, read, judgement),
  ]);
}

async function answer(
  tx: Transaction,
  { registerId, wire }: PersonCommand,
  { answer: given }: Judgement,
): Promise<void> {
  const feedback = given?.terugkoppeling;
  if (feedback === undefined) return;
  const { value } = feedbackRecord({ wire, registerId }, feedback);
  const text = String(value);
  const record = JSON.parse(text) as Terugkoppeling;
  const row = feedbackRow(record, Buffer.byteLength(text));
  const messageId = row.answers ?? '';
  const settled = { messageId, board: row.board, record, registerId };
  const arrived = { message_id: messageId, sender: row.board, is_trial: false, keys: closedBy(settled) };
  slot = (slot + 1) % SLOTS;
  await insertFeedback(tx, [row], slot);
  await settleCases(tx, [settled], await markAnswered(tx, [arrived], isRejected(settled) ? [row.board] : []));
}
