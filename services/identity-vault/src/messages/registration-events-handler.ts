import { hash } from 'node:crypto';
import type { Applied, BatchHandler, Inbox } from '../../../_platform/src/consumer/batch-handler.ts';
import { acceptEvents } from '../work/accept-events.ts';
import { forgetDestroyed } from '../work/forget-destroyed.ts';
import type { VaultParts } from '../work/vault-parts.ts';
import { isFollowed, readRegistrationEvent } from './registration-event.ts';
import type { RegistrationEvent } from './registration-event.ts';

const NO_HASH = Buffer.alloc(0);

/**
 * No inbox: what an event does here is done once by itself. A person becomes known once; words and reservations are
 * taken out by the first event of their command; a destroyed register id never stands for anybody again. So a second
 * copy, however late, finds nothing to do. One row for each event of the register cost more than all else this consumer
 * does.
 */
const everythingIsNew: Inbox<unknown> = {
  fresh: (_tx, _at, entries) =>
    Promise.resolve({ fresh: new Set(entries.map(({ id }) => id)), conflicting: new Set() }),
};

/**
 * Events of the register: whose records were accepted, whose key data changed, and who was destroyed. Most events are
 * passed by unread: `registratie-gewijzigd` closes every command that changed anything.
 */
export function registrationEventsHandler(parts: VaultParts): BatchHandler<RegistrationEvent | undefined> {
  return {
    consumer: 'identity-vault-registratie',
    topics: ['lrr.registratie.v1'],
    inbox: everythingIsNew,
    decode: ({ key, value, headers }) => {
      const [type, id] = [headers['type'], headers['id']];
      if (type !== undefined && id !== undefined && key !== null && !isFollowed(type.toString('latin1'))) {
        const subject = key.toString('utf8');
        return {
          id: id.toString('utf8'),
          contentHash: NO_HASH,
          key: subject,
          expectedRecordKey: subject,
          message: undefined,
        };
      }
      const event = readRegistrationEvent(value);
      return {
        id: event.eventId,
        contentHash: hash('sha256', value ?? '', 'buffer'),
        key: event.registerId,
        expectedRecordKey: event.registerId,
        message: event,
      };
    },
    apply: async (tx, { at, entries }): Promise<Applied> => {
      const events = entries.flatMap(({ decoded }) => decoded.message ?? []);
      const added = events.length === 0 ? [] : await acceptEvents(parts, tx, events);
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
