import { endOf, phaseOn } from './appointment.ts';
import type { Day } from './calendar.ts';
import { remindersDue } from './correction-request.ts';
import { closingsDue } from './correction-terms.ts';
import type { TurnDay } from './commands.ts';
import { destroyedOn } from './destroy.ts';
import type { DomainEvent, PersonMoved } from './events.ts';
import type { GroundBook } from './ground-book.ts';
import type { Context, Outcome } from './outcome.ts';
import { validAppointments } from './person.ts';
import type { Person } from './person.ts';
import { isKeptFor } from './person-status.ts';
import { concluded, evolveAll } from './settle.ts';
import { settleAnteroom } from './settle-anteroom.ts';
import { endOfSleep, personMoved, settleStatus } from './settle-person.ts';
import { markTold, termSignals } from './term-signal.ts';

/**
 * The turn of the day, judged as the start of that day. It only ever moves forward: after a standstill the person may
 * have been judged on a later day already, and the turn of an earlier day must not undo that.
 */
export function decideDayTurn(person: Person, { day }: TurnDay, { book, today }: Context): Outcome {
  const own = phaseEvents(person, day);
  if (isKeptFor(person.status, 'OVERLIJDEN')) {
    // A court may still have ruled on what he asked, or an heir have objected: that comes to its end as well.
    return { kind: 'VERWERKT', events: destroying(person, [...own, ...closingsDue(person, day)], { day, today }) };
  }
  const reminders = remindersDue(person, day);
  const events = [
    ...own,
    ...statusEvents(person, day, book),
    ...settleAnteroom(person, person, { cause: { kind: 'day' }, today: day, book }),
    ...reminders.events,
    ...closingsDue(person, day),
  ];
  const signals = termSignals(person, evolveAll(person, events), events);
  const all = destroying(person, markTold(events, signals), { day, today });
  if (all.some(({ type }) => type === 'persoon-vernietigd')) return { kind: 'VERWERKT', events: all };
  return { kind: 'VERWERKT', events: all, termSignals: signals, correctionRequests: reminders.requests };
}

/** What the turn does, and then destroys. Of somebody who is destroyed nothing but that is told. */
function destroying(
  person: Person,
  events: readonly DomainEvent[],
  { day, today }: { readonly day: Day; readonly today: Day },
): DomainEvent[] {
  const destroyed = destroyedOn(evolveAll(person, events), day, today);
  const isAll = destroyed.some(({ type }) => type === 'persoon-vernietigd');
  return concluded(isAll ? destroyed : [...events, ...destroyed]);
}

function phaseEvents(person: Person, day: Day): DomainEvent[] {
  return validAppointments(person).flatMap(({ board, number, snapshot, phase }) => {
    const now = phaseOn(snapshot, day);
    const events: DomainEvent[] = [];
    if (phase === 'TOEKOMSTIG' && now !== 'TOEKOMSTIG') {
      events.push({ type: 'benoeming-begonnen', board, number, day: snapshot.datumIngangBenoeming });
    }
    if (phase !== 'BEEINDIGD' && now === 'BEEINDIGD') {
      events.push({ type: 'benoeming-beeindigd', board, number, day: endOf(snapshot) });
    }
    return events;
  });
}

function statusEvents(person: Person, day: Day, book: GroundBook): PersonMoved[] {
  const { status } = person;
  switch (status.kind) {
    case 'BEKEND':
    case 'OPGENOMEN':
      return settleStatus(person, { cause: { kind: 'day' }, today: day, book }).filter(
        ({ after }) => after.kind === 'SLAPEND' || after.kind === 'BEWAARD',
      );
    case 'SLAPEND':
      return day >= endOfSleep(status.since)
        ? [personMoved(status, { kind: 'BEWAARD', since: day, reason: 'EINDE' })]
        : [];
    case 'ONBEKEND':
    case 'BEWAARD':
    case 'VERNIETIGD':
      return [];
  }
}
