import type { Transaction } from '../../../_platform/src/database/database.ts';
import { entryKeyText } from '../domain/anteroom-entry.ts';
import { lastDayDue } from '../domain/correction-terms.ts';
import { lastDayToAnswer, standingOf } from '../domain/correction.ts';
import type { Correction } from '../domain/correction.ts';
import type { GroundBook } from '../domain/ground-book.ts';
import type { Person } from '../domain/person.ts';
import { deleteEntries } from '../sql/delete-entries.ts';
import { upsertAppointments } from '../sql/upsert-appointments.ts';
import { upsertCorrections } from '../sql/upsert-corrections.ts';
import { upsertEntries } from '../sql/upsert-entries.ts';
import { upsertPersons } from '../sql/upsert-persons.ts';
import type { PersonToWrite } from '../sql/upsert-persons.ts';
import { upsertStatements } from '../sql/upsert-statements.ts';
import { dueDay, isUntouched } from './judged-person.ts';
import type { JudgedPerson } from './judged-person.ts';

/**
 * Writes what changed, each row once. States are never changed in place, so a part that is still the same object is
 * still the same row.
 */
export async function savePersons(
  tx: Transaction,
  partition: number,
  judged: readonly JudgedPerson[],
  book: GroundBook,
): Promise<void> {
  const changed = judged.filter((one) => !isUntouched(one));
  if (changed.length === 0) return;
  await upsertPersons(
    tx,
    partition,
    changed.map((one) => personRow(one.after, dueDay(one, { book }))),
  );
  // Of somebody destroyed nothing is written but his own row: record-destructions.ts takes away the rest.
  const present = changed.filter(({ after }) => after.status.kind !== 'VERNIETIGD');
  await upsertAppointments(tx, present.flatMap(changedAppointments));
  await deleteEntries(tx, present.flatMap(formerEntries));
  await upsertEntries(tx, present.flatMap(changedEntries));
  await upsertStatements(tx, present.flatMap(changedStatements));
  await upsertCorrections(tx, present.flatMap(changedCorrections));
}

function personRow(person: Person, due: string | undefined): PersonToWrite {
  const { status } = person;
  return {
    registerId: person.id,
    status: status.kind,
    reason: status.kind === 'BEWAARD' ? status.reason : null,
    statusSince: status.kind === 'ONBEKEND' ? null : status.since,
    pensionReached: person.pensionReached,
    staysAfterPension: person.staysAfterPension,
    wantsReregistration: person.wantsReregistration,
    sequence: person.sequence,
    dueOn: due ?? null,
  };
}

function changedAppointments({ before, after }: JudgedPerson) {
  return after.appointments
    .filter((appointment) => !before.appointments.includes(appointment))
    .map((appointment) => ({
      registerId: after.id,
      board: appointment.board,
      number: appointment.number,
      deleted: appointment.kind === 'VERWIJDERD',
      phase: appointment.kind === 'GELDIG' ? appointment.phase : null,
      carried: appointment.kind === 'GELDIG' && appointment.carried,
      orderNumber: appointment.order.number ?? null,
      orderTime: appointment.order.time,
      snapshot: appointment.snapshot,
      deliveryPoint: appointment.deliveryPoint,
    }));
}

/** An entry that goes on under another base ground has another key: its former row goes. */
function formerEntries({ before, after }: JudgedPerson) {
  if (before.entries === after.entries) return [];
  const keys = new Set(after.entries.map(entryKeyText));
  return before.entries
    .filter((entry) => !keys.has(entryKeyText(entry)))
    .map(({ board, number, ground, teaching }) => ({ register_id: after.id, board, number, ground, teaching }));
}

function changedEntries({ before, after }: JudgedPerson) {
  return after.entries
    .filter((entry) => !before.entries.includes(entry))
    .map((entry) => ({
      register_id: after.id,
      board: entry.board,
      number: entry.number,
      ground: entry.ground,
      teaching: entry.teaching,
      status: entry.kind,
      reason: entry.kind === 'BEEINDIGD' ? entry.reason : null,
      ended_on: entry.kind === 'BEEINDIGD' ? entry.endedOn : null,
      latest_day: entry.latestDay ?? null,
      steps: entry.steps,
      overdue_since: entry.steps.find(({ kind }) => kind === 'VERSTREKEN')?.day ?? null,
    }));
}

function changedStatements({ before, between, after }: JudgedPerson) {
  if (before.statements === after.statements && between.length === 0) return [];
  const held = new Map([before, ...between].flatMap((person) => person.statements).map((one) => [one.claimId, one]));
  for (const { claimId } of after.statements) held.delete(claimId);
  return [
    ...after.statements.map((statement, place) => ({ statement, place, withdrawn: false })),
    ...[...held.values()].map((statement) => ({ statement, place: 0, withdrawn: true })),
  ].map(({ statement, place, withdrawn }) => ({
    claim_id: statement.claimId,
    register_id: after.id,
    place,
    teaching: statement.teaching,
    stated_at: statement.statedAt,
    withdrawn,
    match: statement.match ?? null,
  }));
}

function changedCorrections({ before, after }: JudgedPerson) {
  return after.corrections
    .filter((correction) => !before.corrections.includes(correction))
    .map((correction) => ({
      id: correction.id,
      register_id: after.id,
      board: correction.board,
      number: correction.number,
      status: correction.kind,
      fields: correction.fields,
      explanation: correction.explanation,
      requested_at: correction.requestedAt,
      requested_on: correction.requestedOn,
      answer_by: lastDayToAnswer(correction.requestedOn),
      reminded: correction.reminded,
      changed_since: correction.changedSince,
      answer: correction.answer ?? null,
      standing: factsOf(correction),
      due_by: lastDayDue(correction) ?? null,
    }));
}

/** The facts of where it stands; the status has a column of its own. */
function factsOf(correction: Correction): object {
  const { kind: _kind, ...facts } = standingOf(correction);
  return facts;
}
