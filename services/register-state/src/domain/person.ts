import { isLiving } from './anteroom-entry.ts';
import type { AnteroomEntry } from './anteroom-entry.ts';
import type { Appointment, AppointmentKey, ValidAppointment } from './appointment.ts';
import { isSameAppointment } from './appointment.ts';
import type { Correction } from './correction.ts';
import type { ClaimId, RegisterId } from './ids.ts';
import type { PersonStatus } from './person-status.ts';

/** What diploma matching found for a statement; advises, never blocks. */
export interface MatchResult {
  readonly uitkomst: string;
  readonly regel: string;
  readonly toelichting: string;
  readonly vervolgstap?: string;
  readonly beoordeeldOp: string;
}

/** One teaching that the teacher stated. */
export interface TeachingStatement {
  readonly claimId: ClaimId;
  /** The teaching as teachingKey() writes it. */
  readonly teaching: string;
  /** Recorded time of the command that stated it. */
  readonly statedAt: string;
  readonly match?: MatchResult;
}

/** All that the register knows of one person: what `decide` judges with and `evolve` makes. */
export interface Person {
  readonly id: RegisterId;
  /** Number of the person's last event; 0 when there is none. */
  readonly sequence: number;
  readonly status: PersonStatus;
  /** The vault said so, on the day or with a snapshot. It is never taken back. */
  readonly pensionReached: boolean;
  /** He asked for it: reaching the state pension age does not put him out. */
  readonly staysAfterPension: boolean;
  /** gaatOpVoorHerregistratie, as last stated. */
  readonly wantsReregistration: boolean;
  /** By board and number. */
  readonly appointments: readonly Appointment[];
  /** By key. */
  readonly entries: readonly AnteroomEntry[];
  /** As stated. */
  readonly statements: readonly TeachingStatement[];
  /** As asked for, closed ones included. */
  readonly corrections: readonly Correction[];
}

export function newPerson(id: RegisterId): Person {
  return {
    id,
    sequence: 0,
    status: { kind: 'ONBEKEND' },
    pensionReached: false,
    staysAfterPension: false,
    wantsReregistration: false,
    appointments: [],
    entries: [],
    statements: [],
    corrections: [],
  };
}

export function findAppointment(person: Person, key: AppointmentKey): Appointment | undefined {
  return person.appointments.find((appointment) => isSameAppointment(appointment, key));
}

export function validAppointments(person: Pick<Person, 'appointments'>): ValidAppointment[] {
  return person.appointments.filter((appointment) => appointment.kind === 'GELDIG');
}

export type View = 'GEEN' | 'BEKEND' | 'IN_REGISTER' | 'IN_VOORPORTAAL' | 'BEIDE';

/** Where a person stands, register and anteroom together (`beeld`). */
export function viewOf(person: Pick<Person, 'status' | 'entries'>): View {
  const inAnteroom = person.entries.some(isLiving);
  switch (person.status.kind) {
    case 'BEKEND':
      return inAnteroom ? 'BEIDE' : 'BEKEND';
    case 'OPGENOMEN':
      return inAnteroom ? 'BEIDE' : 'IN_REGISTER';
    case 'ONBEKEND':
    case 'SLAPEND':
    case 'BEWAARD':
    case 'VERNIETIGD':
      return inAnteroom ? 'IN_VOORPORTAAL' : 'GEEN';
  }
}
