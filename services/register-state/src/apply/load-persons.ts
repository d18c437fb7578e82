import type { Queryable } from '../../../_platform/src/database/database.ts';
import { compareEntries } from '../domain/anteroom-entry.ts';
import type { AnteroomEntry } from '../domain/anteroom-entry.ts';
import { compareAppointments } from '../domain/appointment.ts';
import type { Appointment } from '../domain/appointment.ts';
import { compareCorrections } from '../domain/correction.ts';
import type { Correction, RequestFacts, Standing } from '../domain/correction.ts';
import { claimId, correctionId } from '../domain/ids.ts';
import type { RegisterId } from '../domain/ids.ts';
import { newPerson } from '../domain/person.ts';
import type { Person, TeachingStatement } from '../domain/person.ts';
import type { PersonStatus } from '../domain/person-status.ts';
import { selectAppointments } from '../sql/select-appointments.ts';
import type { AppointmentRow } from '../sql/select-appointments.ts';
import { selectCorrections } from '../sql/select-corrections.ts';
import type { CorrectionRow } from '../sql/select-corrections.ts';
import { selectEntries } from '../sql/select-entries.ts';
import type { EntryRow } from '../sql/select-entries.ts';
import { selectPersons } from '../sql/select-persons.ts';
import type { PersonRow } from '../sql/select-persons.ts';
import { selectStatements } from '../sql/select-statements.ts';
import type { StatementRow } from '../sql/select-statements.ts';

export interface LoadedPersons {
  /** The person as stored, or a new one; the same object each time. */
  get(id: RegisterId): Person;
}

/** Loads persons with all that belongs to them: one statement when none is known, five otherwise. */
export async function loadPersons(db: Queryable, ids: readonly RegisterId[]): Promise<LoadedPersons> {
  const rows = await selectPersons(db, ids);
  const persons = new Map<string, Person>();
  if (rows.length > 0) {
    const known = rows.map(({ register_id: id }) => id);
    const appointments = Map.groupBy(await selectAppointments(db, known), (row) => row.register_id);
    const entries = Map.groupBy(await selectEntries(db, known), (row) => row.register_id);
    const statements = Map.groupBy(await selectStatements(db, known), (row) => row.register_id);
    const corrections = Map.groupBy(await selectCorrections(db, known), (row) => row.register_id);
    for (const row of rows) {
      const id = row.register_id as RegisterId;
      persons.set(id, {
        id,
        sequence: row.sequence,
        status: statusFrom(row),
        pensionReached: row.pension_reached,
        staysAfterPension: row.stays_after_pension,
        wantsReregistration: row.wants_reregistration,
        appointments: (appointments.get(id) ?? []).map(appointmentFrom).sort(compareAppointments),
        entries: (entries.get(id) ?? []).map(entryFrom).sort(compareEntries),
        statements: (statements.get(id) ?? []).sort((a, b) => a.place - b.place).map(statementFrom),
        corrections: (corrections.get(id) ?? []).map(correctionFrom).sort(compareCorrections),
      });
    }
  }
  return {
    get(id) {
      let person = persons.get(id);
      if (person === undefined) persons.set(id, (person = newPerson(id)));
      return person;
    },
  };
}

function statusFrom({ status, reason, status_since: since }: PersonRow): PersonStatus {
  if (since === null || status === 'ONBEKEND') return { kind: 'ONBEKEND' };
  if (status !== 'BEWAARD') return { kind: status, since };
  return { kind: status, since, reason: reason ?? 'EINDE' };
}

export function appointmentFrom(row: AppointmentRow): Appointment {
  const { board, number, snapshot, delivery_point: deliveryPoint, phase, carried } = row;
  const order = {
    time: row.order_time,
    ...(row.order_number === null ? {} : { number: row.order_number }),
  };
  if (row.deleted || phase === null) return { kind: 'VERWIJDERD', board, number, snapshot, deliveryPoint, order };
  return { kind: 'GELDIG', board, number, snapshot, deliveryPoint, order, phase, carried };
}

function entryFrom(row: EntryRow): AnteroomEntry {
  const { board, number, ground, teaching } = row;
  const entry = { board, number, ground, teaching, latestDay: row.latest_day ?? undefined, steps: row.steps };
  if (row.status !== 'BEEINDIGD') return { ...entry, kind: row.status };
  return { ...entry, kind: row.status, reason: row.reason ?? 'EINDE', endedOn: row.ended_on ?? '' };
}

function statementFrom(row: StatementRow): TeachingStatement {
  return {
    claimId: claimId(row.claim_id),
    teaching: row.teaching,
    statedAt: row.stated_at,
    ...(row.match === null ? {} : { match: row.match }),
  };
}

export function correctionFrom(row: CorrectionRow): Correction {
  const request: RequestFacts = {
    id: correctionId(row.id),
    board: row.board,
    number: row.number,
    fields: row.fields,
    explanation: row.explanation,
    requestedAt: row.requested_at,
    requestedOn: row.requested_on,
    reminded: row.reminded,
    changedSince: row.changed_since,
    ...(row.answer === null ? {} : { answer: row.answer }),
  };
  // The facts of a step are kept whole, as they were.
  return { ...request, ...({ kind: row.status, ...row.standing } as Standing) };
}
