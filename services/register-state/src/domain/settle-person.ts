import { endOf, groundPeriods } from './appointment.ts';
import type { Appointment, ValidAppointment } from './appointment.ts';
import { dayAfter, lastDayOfMonths } from './calendar.ts';
import type { Day } from './calendar.ts';
import type { PersonEventType, PersonMoved } from './events.ts';
import type { GroundBook } from './ground-book.ts';
import { findAppointment, validAppointments } from './person.ts';
import type { Person } from './person.ts';
import { isSameStatus, statusAfter } from './person-status.ts';
import type { LivingStatus, PersonStatus, StatusFacts } from './person-status.ts';
import type { Cause } from './settle-anteroom.ts';
import { termsOn } from './terms.ts';

/** Last day of the appointment's L grounds; undefined when it has none. */
export function endOfFullGround(appointment: ValidAppointment, book: GroundBook): Day | undefined {
  let last: Day | undefined;
  for (const { ground, end } of groundPeriods(appointment, appointment.snapshot, book)) {
    if (ground.destination === 'L' && (last === undefined || end > last)) last = end;
  }
  return last;
}

export function hasFullGroundFrom(appointment: Appointment | undefined, day: Day, book: GroundBook): boolean {
  if (appointment?.kind !== 'GELDIG' || endOf(appointment.snapshot) < day) return false;
  const end = endOfFullGround(appointment, book);
  return end !== undefined && end >= day;
}

/** Whether some appointment that is not deleted carried the person into the register, now or formerly. */
export function wasEverCarried(person: Person): boolean {
  return person.appointments.some((appointment) => appointment.kind === 'GELDIG' && appointment.carried);
}

/** The day on which somebody who fell asleep on `since` is kept for reason EINDE: every month of his term has passed by then. */
export function endOfSleep(since: Day): Day {
  return dayAfter(lastDayOfMonths(since, termsOn(since).monthsAsleep));
}

/** The day on which somebody who was kept from `since` on is destroyed: every month of his term has passed by then. */
export function dayDestroyed(since: Day): Day {
  return dayAfter(lastDayOfMonths(since, termsOn(since).monthsKept));
}

export interface StatusQuestion {
  readonly cause: Cause;
  readonly today: Day;
  readonly book: GroundBook;
}

/** The event that brings the status of a person in step with his appointments and statements, if one is needed. */
export function settleStatus(person: Person, o: StatusQuestion): PersonMoved[] {
  const after = settledStatus(person, o);
  return isSameStatus(person.status, after) ? [] : [personMoved(person.status, after)];
}

/** Where the appointments and statements of a person put him. */
export function settledStatus(person: Person, o: StatusQuestion): LivingStatus {
  const facts: StatusFacts = {
    fullGround: validAppointments(person).some((one) => hasFullGroundFrom(one, o.today, o.book)),
    newFullGround:
      o.cause.kind === 'snapshot' &&
      o.cause.first &&
      hasFullGroundFrom(findAppointment(person, o.cause.key), o.today, o.book),
    hasStatement: person.statements.length > 0,
    everCarried: wasEverCarried(person),
    pensioned: person.pensionReached && !person.staysAfterPension,
    today: o.today,
  };
  if (person.status.kind === 'VERNIETIGD') throw new Error('nothing puts a destroyed person anywhere');
  return statusAfter(person.status, facts);
}

export function personMoved(before: PersonStatus, after: LivingStatus): PersonMoved {
  return {
    type: before.kind === 'BEWAARD' && after.kind !== 'BEWAARD' ? 'persoon-hersteld' : EVENT_OF[after.kind],
    before,
    after,
  };
}

const EVENT_OF: Record<LivingStatus['kind'], PersonEventType> = {
  // Only a deletion makes a person ONBEKEND, and then benoeming-verwijderd says so: see decide-deletion.ts.
  ONBEKEND: 'persoon-hersteld',
  BEKEND: 'persoon-bekend',
  OPGENOMEN: 'persoon-opgenomen',
  SLAPEND: 'persoon-slapend',
  BEWAARD: 'persoon-bewaard',
};
