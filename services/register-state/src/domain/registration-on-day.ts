import { endOf, groundPeriods, isSameAppointment } from './appointment.ts';
import type { ValidAppointment } from './appointment.ts';
import { earliest } from './calendar.ts';
import type { Day } from './calendar.ts';
import { entriesBefore, entriesFromThen } from './entry-on-day.ts';
import { lastBecame, lastKnown } from './known-states.ts';
import type { Knowledge } from './known-states.ts';
import { newPerson, validAppointments } from './person.ts';
import type { Person, TeachingStatement } from './person.ts';
import { statusAfter } from './person-status.ts';
import type { PersonStatus } from './person-status.ts';
import { hasFullGroundFrom } from './settle-person.ts';
import { turnedUntil } from './turned-until.ts';

/** What holds of a person on one day. */
export type RegistrationOnDay = Pick<Person, 'status' | 'entries' | 'statements' | 'corrections'> & {
  /** Those that the day lies in. */
  readonly appointments: readonly ValidAppointment[];
};

/**
 * What holds on a day by the facts known at some moment (geldigOp, bekendOp). The newest snapshots count, also for days
 * before they were delivered; a deleted appointment never was.
 *
 * - **Appointments**: those that the day lies in, from the first to the last.
 * - **On the day that the register had reached, and after** (the later of its last turn and of the last judging day): the
 *   person as he stood, and on later days as the turns to come will leave him.
 * - **Before it** the status by the rule of every command (`statusAfter`), asked again with what was true on that day.
 *   An appointment that carried him counts from its first day on an L ground, or from the day it carried him when that
 *   was earlier. What comes without a date of validity (requests, state pension, death, statements, corrections) counts
 *   from the day it was recorded.
 * - **Entries** live from the first day on their ground, or from the day they were opened when that was earlier, through
 *   their last day, the days between two chains included. One that a correction took away (VERWIJDERD) never lived. How
 *   one stood before the day that was reached follows from its latest day alone.
 */
export function registrationOnDay(known: Knowledge, day: Day): RegistrationOnDay {
  const { person, day: judged } = lastKnown(known);
  const appointments = validAppointments(person).filter(
    ({ snapshot }) => snapshot.datumIngangBenoeming <= day && endOf(snapshot) >= day,
  );
  const reached = known.lastTurn !== null && known.lastTurn > judged ? known.lastTurn : judged;
  if (day >= reached) {
    const { book, lastTurn } = known;
    const then = day > reached ? turnedUntil(person, lastTurn ?? reached, day, book) : person;
    const { status, entries, statements, corrections } = then;
    if (status.kind === 'VERNIETIGD') return { status, appointments: [], entries, statements, corrections };
    return { status, appointments, entries: entriesFromThen(entries, day), statements, corrections };
  }

  const then = known.states.findLast((state) => state.day <= day)?.person ?? newPerson(person.id);
  const status = statusOn(known, then, day);
  return {
    status,
    appointments,
    entries: entriesBefore(known, day),
    // Who is as if he had never been has stated nothing.
    statements: status.kind === 'ONBEKEND' ? [] : withMatches(then.statements, known),
    corrections: then.corrections,
  };
}

function statusOn(known: Knowledge, then: Person, day: Day): PersonStatus {
  const { book } = known;
  if (then.status.kind === 'VERNIETIGD') return then.status;
  const counting = validAppointments(lastKnown(known).person).filter((one) => {
    const from = countsFrom(one, known);
    return from !== undefined && from <= day;
  });
  return statusAfter(then.status, {
    fullGround: counting.some((one) => hasFullGroundFrom(one, day, book)),
    newFullGround: false,
    hasStatement: then.statements.length > 0,
    everCarried: counting.length > 0,
    pensioned: then.pensionReached && !then.staysAfterPension,
    today: day,
  });
}

/** First day from which an appointment has a person in the register; undefined when it never carried him. */
function countsFrom(appointment: ValidAppointment, known: Knowledge): Day | undefined {
  if (!appointment.carried) return undefined;
  const carried = lastBecame(known, ({ appointments }) =>
    appointments.some((one) => one.kind === 'GELDIG' && one.carried && isSameAppointment(one, appointment)),
  );
  const begins = groundPeriods(appointment, appointment.snapshot, known.book)
    .filter(({ ground }) => ground.destination === 'L')
    .map(({ begin }) => begin);
  return earliest([carried?.day, ...begins]);
}

/** A statement is shown with what is known of it now; its match has no day of its own. */
function withMatches(statements: readonly TeachingStatement[], { states }: Knowledge): TeachingStatement[] {
  return statements.map((statement) => {
    const matched = states
      .flatMap(({ person }) => person.statements)
      .findLast(({ claimId }) => claimId === statement.claimId);
    return matched ?? statement;
  });
}
