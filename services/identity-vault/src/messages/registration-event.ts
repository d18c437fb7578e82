import { PoisonError } from '../../../_platform/src/consumer/poison-error.ts';
import type { RegisterId } from '../domain/ids.ts';
import { isUuid, readObject } from './read-object.ts';

/** What the vault reads of an event of the register (CloudEvents 1.0, register page section 7). */
export interface RegistrationEvent {
  readonly eventId: string;
  readonly registerId: RegisterId;
  readonly commandId: string;
  /**
   * CHANGED: a command changed something, so a record was accepted. KEYS_CHANGED: a record 3 was recorded. DESTROYED:
   * the register id stands for nobody any more.
   */
  readonly kind: 'CHANGED' | 'KEYS_CHANGED' | 'DESTROYED';
}

const KINDS: ReadonlyMap<string, RegistrationEvent['kind']> = new Map([
  ['nl.lerarenregister.registratie-gewijzigd.v1', 'CHANGED'],
  ['nl.lerarenregister.persoon-vernietigd.v1', 'DESTROYED'],
  ['nl.lerarenregister.sleutelgegevens-gewijzigd.v1', 'KEYS_CHANGED'],
]);

/** False for events that tell the vault nothing that the followed ones do not. */
export function isFollowed(type: string): boolean {
  return KINDS.has(type);
}

/** @throws PoisonError */
export function readRegistrationEvent(value: Buffer | null): RegistrationEvent {
  const event = readObject(value);
  const { id, subject, type, causationid } = event;
  if (!isUuid(id) || !isUuid(subject) || !isUuid(causationid) || typeof type !== 'string') {
    throw new PoisonError('EVENT_INCOMPLETE', 'an event has an id, a type, a subject and a causationid');
  }
  return { eventId: id, registerId: subject as RegisterId, commandId: causationid, kind: KINDS.get(type) ?? 'CHANGED' };
}
