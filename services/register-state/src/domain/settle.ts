import { evolve } from './evolve.ts';
import { isPublished } from './events.ts';
import type { DomainEvent } from './events.ts';
import type { Person } from './person.ts';
import { isKeptFor } from './person-status.ts';
import { settleAnteroom } from './settle-anteroom.ts';
import { settleStatus } from './settle-person.ts';
import type { StatusQuestion } from './settle-person.ts';

export function evolveAll(person: Person, events: readonly DomainEvent[]): Person {
  return events.reduce(evolve, person);
}

/**
 * The events of a command on appointments: what it did itself, and what follows from it for the person's status and
 * anteroom entries. Death ends that for good: later deliveries are stored and answered, without states.
 */
export function withConsequences(before: Person, own: readonly DomainEvent[], o: StatusQuestion): DomainEvent[] {
  const after = evolveAll(before, own);
  if (isKeptFor(after.status, 'OVERLIJDEN')) return concluded(own);
  return concluded([...own, ...settleStatus(after, o), ...settleAnteroom(before, after, o)]);
}

/** With the thin event that closes every command that changed anything consumers are told of. */
export function concluded(events: readonly DomainEvent[]): DomainEvent[] {
  const changes = events.filter(isPublished).map(({ type }) => type);
  return changes.length === 0 ? [...events] : [...events, { type: 'registratie-gewijzigd', changes }];
}
