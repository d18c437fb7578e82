import { entryKeyText, isLiving } from './anteroom-entry.ts';
import { isSameAppointment } from './appointment.ts';
import type { DomainEvent, TermStep } from './events.ts';
import { findAppointment } from './person.ts';
import type { Person } from './person.ts';

/** Record 17, to the delivery point of the appointment's newest snapshot. */
export interface TermSignal {
  readonly board: string;
  readonly deliveryPoint: string;
  /** benoemingvolgnummer */
  readonly number: string;
  /** Code of the newest link of the chain. */
  readonly ground: string;
  readonly latestDay: string;
  readonly kind: 'NADERT' | 'VERSTREKEN';
}

/**
 * What boards are told of the steps that entries took: once per appointment, chain, latest day and kind, however many
 * teachings stand on the chain; of several steps at once the last one only, and nothing of an entry that ended. A chain
 * goes by its newest link here, which stays when a base is deleted under it.
 *
 * @param before the person before the steps
 * @param after the person after them
 */
export function termSignals(before: Person, after: Person, events: readonly DomainEvent[]): TermSignal[] {
  const living = new Set(after.entries.filter(isLiving).map(entryKeyText));
  const last = new Map<string, TermSignal>();
  for (const step of events.filter(isTermStep)) {
    const appointment = findAppointment(after, step);
    if (appointment === undefined || !living.has(entryKeyText(step))) continue;
    const { board, number, newest: ground, latestDay } = step;
    const { deliveryPoint } = appointment;
    const text = JSON.stringify([board, number, ground, latestDay]);
    // Steps of an entry come in order, but another entry of the chain may only be at its first one.
    if (last.get(text)?.kind === 'VERSTREKEN') continue;
    last.set(text, { board, deliveryPoint, number, ground, latestDay, kind: kindOf(step) });
  }
  return [...last.values()].filter((signal) => !wasTold(before, signal));
}

/** The events with a mark on the steps that these signals tell of. */
export function markTold(events: readonly DomainEvent[], signals: readonly TermSignal[]): DomainEvent[] {
  if (signals.length === 0) return [...events];
  const told = (step: TermStep): boolean =>
    signals.some(
      ({ ground, latestDay, kind, ...key }) =>
        isSameAppointment(key, step) && ground === step.newest && latestDay === step.latestDay && kind === kindOf(step),
    );
  return events.map((event) => (isTermStep(event) && told(event) ? { ...event, isTold: true } : event));
}

export function isTermStep(event: DomainEvent): event is TermStep {
  return event.type === 'voorportaal-termijn-nadert' || event.type === 'voorportaal-termijn-verstreken';
}

export function kindOf({ type }: TermStep): TermSignal['kind'] {
  return type === 'voorportaal-termijn-nadert' ? 'NADERT' : 'VERSTREKEN';
}

function wasTold({ entries }: Person, { board, number, ground, latestDay, kind }: TermSignal): boolean {
  return entries
    .filter((entry) => isSameAppointment(entry, { board, number }))
    .flatMap(({ steps }) => steps)
    .some((step) => step.ground === ground && step.latestDay === latestDay && step.kind === kind);
}
