import type { PublishedEvent } from './events.ts';
import type { Person } from './person.ts';

/** They say no more of somebody kept than his status, its reason, and which events came before. */
const TOLD_WHOLE: ReadonlySet<PublishedEvent['type']> = new Set(['persoon-bewaard', 'registratie-gewijzigd']);

/**
 * Whether consumers are told of an event without its content. Who is kept (BEWAARD) is readable by himself alone: what a
 * command does that finds him so and leaves him so, they may know no more of than his public state shows. By which command
 * he becomes kept, and by which he comes back, they are told whole.
 *
 * @param before the person before the command of the event
 * @param after the person after that command
 */
export function isWithheld({ type }: PublishedEvent, before: Person, after: Person): boolean {
  return before.status.kind === 'BEWAARD' && after.status.kind === 'BEWAARD' && !TOLD_WHOLE.has(type);
}
