import { hash } from 'node:crypto';
import type { Applied, BatchHandler } from '../../../_platform/src/consumer/batch-handler.ts';
import { acceptEvents } from '../work/accept-events.ts';
import { forgetDestroyed } from '../work/forget-destroyed.ts';
import type { VaultParts } from '../work/vault-parts.ts';
import { readRegistrationEvent } from './registration-event.ts';
import type { RegistrationEvent } from './registration-event.ts';

/** Events of the register: whose records were accepted, and who was destroyed. */
export function registrationEventsHandler(parts: VaultParts): BatchHandler<RegistrationEvent> {
  return {
    consumer: 'identity-vault-registratie',
    topics: ['lrr.registratie.v1'],
    decode: (record) => {
      const event = readRegistrationEvent(record.value);
      return {
        id: event.eventId,
        contentHash: hash('sha256', record.value ?? '', 'buffer'),
        key: event.registerId,
        expectedRecordKey: event.registerId,
        message: event,
      };
    },
    apply: async (tx, { at, entries }): Promise<Applied> => {
      const events = entries.map(({ decoded }) => decoded.message);
      const added = await acceptEvents(parts, tx, events);
      const forgotten = await forgetDestroyed(parts, tx, events);
      return {
        applicationNumber: at.applicationNumber + entries.length,
        afterCommit: () => {
          for (const rows of added) parts.outbox.committed(rows);
          if (forgotten !== undefined) parts.outbox.committed(forgotten);
        },
      };
    },
  };
}
