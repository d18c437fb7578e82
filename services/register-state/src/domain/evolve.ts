import type { AnteroomEntry, EntryKey, TermStepTaken } from './anteroom-entry.ts';
import { compareEntries, entryKeyText, isSameEntry, stepsUntil } from './anteroom-entry.ts';
import type { Appointment, AppointmentKey } from './appointment.ts';
import { compareAppointments, isSameAppointment } from './appointment.ts';
import type { Day } from './calendar.ts';
import { compareCorrections, standingAt } from './correction.ts';
import type { Correction } from './correction.ts';
import { isPublished } from './events.ts';
import type { DomainEvent, EntryClosed, EntryHandedOver } from './events.ts';
import { newPerson } from './person.ts';
import type { Person } from './person.ts';
import { kindOf } from './term-signal.ts';

/** The person after an event. Every change of state has its event, so this is the only place where state is made. */
export function evolve(person: Person, event: DomainEvent): Person {
  const changed = applyEvent(person, event);
  return isPublished(event) ? { ...changed, sequence: person.sequence + 1 } : changed;
}

function applyEvent(person: Person, event: DomainEvent): Person {
  switch (event.type) {
    case 'benoeming-geregistreerd':
    case 'benoeming-gewijzigd': {
      const { board, number, snapshot, deliveryPoint, order, phase, carried } = event;
      const place = { board, number, snapshot, deliveryPoint, order };
      const appointment: Appointment = { kind: 'GELDIG', ...place, phase, carried };
      const isAsked = (one: Correction): boolean => one.kind === 'BIJ_BESTUUR' && isSameAppointment(one, event);
      return changeCorrections(withAppointment(person, appointment), isAsked, (one) => ({
        ...one,
        changedSince: true,
      }));
    }
    case 'stand-herhaald':
      return changeAppointment(person, event, (appointment) => ({
        ...appointment,
        snapshot: event.snapshot,
        deliveryPoint: event.deliveryPoint,
        order: event.order,
      }));
    case 'benoeming-verwijderd': {
      const after = changeAppointment(person, event, ({ board, number, snapshot, deliveryPoint }) => ({
        kind: 'VERWIJDERD',
        board,
        number,
        snapshot,
        deliveryPoint,
        order: event.order,
      }));
      if (event.statusBefore === undefined) return after;
      return { ...after, status: { kind: 'ONBEKEND' }, statements: [], wantsReregistration: false };
    }
    case 'benoeming-begonnen':
      return changeAppointment(person, event, (appointment) => ({ ...appointment, phase: 'LOPEND' }));
    case 'benoeming-beeindigd':
      return changeAppointment(person, event, (appointment) => ({ ...appointment, phase: 'BEEINDIGD' }));
    case 'persoon-bekend':
    case 'persoon-opgenomen':
    case 'persoon-slapend':
    case 'persoon-bewaard':
    case 'persoon-hersteld':
      return { ...person, status: event.after };
    case 'persoon-vernietigd':
      return { ...newPerson(person.id), sequence: person.sequence, status: { kind: 'VERNIETIGD', since: event.day } };
    case 'voorportaal-ingeschreven': {
      const { latestDay, on } = event;
      return withEntry(person, event, (former) => {
        return { ...keyOf(event), kind: 'INGESCHREVEN', latestDay, steps: stepsUntil(former, on) };
      });
    }
    case 'voorportaal-verlengd': {
      const { ground, standing: kind, latestDay } = event.after;
      const hasMoved = latestDay !== event.before.latestDay;
      return withEntry(person, event, (former) => {
        return { ...keyOf(event), ground, kind, latestDay, steps: hasMoved ? stepsUntil(former, event.on) : former };
      });
    }
    case 'voorportaal-termijn-nadert':
    case 'voorportaal-termijn-verstreken': {
      const { newest: ground, latestDay, on, isTold } = event;
      const told = isTold === undefined ? {} : { isTold };
      const step: TermStepTaken = { ground, latestDay, kind: kindOf(event), day: on, ...told };
      const kind = step.kind === 'NADERT' ? 'TERMIJN_NADERT' : 'TERMIJN_VERSTREKEN';
      return withEntry(person, event, (former) => {
        return { ...keyOf(event), kind, latestDay, steps: [...stepsUntil(former, on), step] };
      });
    }
    case 'voorportaal-overgedragen':
      return endEntry(person, event, 'OVERGEDRAGEN');
    case 'voorportaal-beeindigd':
      return endEntry(person, event, event.reason);
    case 'voorportaal-vernietigd': {
      const text = entryKeyText(event);
      return { ...person, entries: person.entries.filter((one) => entryKeyText(one) !== text) };
    }
    case 'onderwijs-opgegeven':
      return { ...person, statements: event.after, wantsReregistration: event.wantsReregistration };
    case 'onderwijs-match-vastgesteld':
      return {
        ...person,
        statements: person.statements.map((statement) =>
          statement.claimId === event.claimId ? { ...statement, match: event.after } : statement,
        ),
      };
    case 'aow-bereikt':
      return { ...person, pensionReached: true };
    case 'behoud-gevraagd':
      return { ...person, staysAfterPension: true };
    case 'correctie-ingediend':
      return { ...person, corrections: [...person.corrections, event.correction].sort(compareCorrections) };
    case 'correctie-beantwoord': {
      const { id, after, answer } = event;
      const answered = answer === undefined ? {} : { answer };
      return changeCorrections(
        person,
        (one) => one.id === id,
        (one) => standingAt({ ...one, ...answered }, after),
      );
    }
    case 'correctie-besloten':
      return changeCorrections(
        person,
        ({ id }) => id === event.id,
        (one) => standingAt(one, event.after),
      );
    case 'correctie-herinnerd':
      return changeCorrections(
        person,
        ({ id }) => id === event.id,
        (one) => ({ ...one, reminded: true }),
      );
    case 'sleutelgegevens-gewijzigd':
    case 'registratie-gewijzigd':
      return person;
  }
}

function keyOf({ board, number, ground, teaching }: EntryKey): EntryKey {
  return { board, number, ground, teaching };
}

function withAppointment(person: Person, appointment: Appointment): Person {
  const others = person.appointments.filter((one) => !isSameAppointment(one, appointment));
  return { ...person, appointments: [...others, appointment].sort(compareAppointments) };
}

function changeAppointment(
  person: Person,
  key: AppointmentKey,
  change: (appointment: Extract<Appointment, { kind: 'GELDIG' }>) => Appointment,
): Person {
  return {
    ...person,
    appointments: person.appointments.map((one) =>
      one.kind === 'GELDIG' && isSameAppointment(one, key) ? change(one) : one,
    ),
  };
}

/** Untouched ones stay the same objects, and so do all when none is touched. */
function changeCorrections(
  person: Person,
  isTouched: (correction: Correction) => boolean,
  change: (correction: Correction) => Correction,
): Person {
  if (!person.corrections.some(isTouched)) return person;
  return {
    ...person,
    corrections: person.corrections.map((one) => (isTouched(one) ? change(one) : one)),
  };
}

/** @param make from the steps that the entry took before, and its latest day */
function withEntry(
  person: Person,
  key: EntryKey,
  make: (steps: readonly TermStepTaken[], latestDay: Day | undefined) => AnteroomEntry,
): Person {
  const { entries } = person;
  const index = entries.findIndex((one) => isSameEntry(one, key));
  const former = entries[index];
  const entry = make(former?.steps ?? [], former?.latestDay);
  if (isSameEntry(entry, key) && former !== undefined) return { ...person, entries: entries.with(index, entry) };
  const others = entries.filter((one) => one !== former);
  return { ...person, entries: [...others, entry].sort(compareEntries) };
}

function endEntry(
  person: Person,
  { on, endedOn, ...key }: EntryHandedOver | EntryClosed,
  reason: Extract<AnteroomEntry, { kind: 'BEEINDIGD' }>['reason'],
): Person {
  return withEntry(person, key, (former, latestDay) => {
    const steps = stepsUntil(former, on);
    const last = steps.at(-1);
    const ended: TermStepTaken[] =
      reason !== 'TERMIJN' || last === undefined
        ? []
        : [{ ground: last.ground, latestDay: last.latestDay, kind: 'BEEINDIGD', day: on }];
    return { ...keyOf(key), latestDay, steps: [...steps, ...ended], kind: 'BEEINDIGD', reason, endedOn };
  });
}
