import type { Logger } from '../logging/logger.ts';
import type { ParkedDesk, ParkedRecord } from './parked-desk.ts';
import { reject, setAside } from './give-up-parked.ts';
import { redrive } from './redrive.ts';
import type { ParkedContext } from './take-parked.ts';
import { isMessageParked } from './sql/is-message-parked.ts';
import { listParked } from './sql/list-parked.ts';
import { readParked, type StoredParked } from './sql/read-parked.ts';

/** Ids come from a URL; what is no bigint cannot be one of ours. */
const ID = /^\d{1,18}$/;

/** What operators do with the parked records of one consumer. */
export function createParkedDesk<M>(context: ParkedContext<M> & { readonly log: Logger }): ParkedDesk {
  const { database, handler, log } = context;
  const { consumer } = handler;
  return {
    list: (query = {}) => listParked(database, consumer, query),
    async show(id) {
      const stored = ID.test(id) ? await readParked(database, consumer, id) : undefined;
      return stored === undefined ? undefined : toRecord(stored);
    },
    async redrive(id) {
      if (!ID.test(id)) return { outcome: 'ONBEKEND' };
      const outcome = await redrive(context, id);
      log.info('PARKED_REDRIVEN', {
        consumer,
        number: id,
        outcome: outcome.outcome,
        ...(outcome.outcome === 'VERWERKT' ? { count: outcome.applied, waiting: outcome.stillWaiting } : {}),
      });
      return outcome;
    },
    async setAside(id, aside) {
      if (!ID.test(id)) return { outcome: 'ONBEKEND' };
      const outcome = await setAside(context, id, aside);
      log.info('PARKED_SET_ASIDE', {
        consumer,
        number: id,
        outcome: outcome.outcome,
        ...(outcome.outcome === 'TERZIJDE' ? { count: outcome.applied, waiting: outcome.stillWaiting } : {}),
      });
      return outcome;
    },
    async reject(id, order) {
      if (!ID.test(id)) return { outcome: 'ONBEKEND' };
      const outcome = await reject(context, id, order);
      log.info('PARKED_REJECTED', {
        consumer,
        number: id,
        outcome: outcome.outcome,
        ...(outcome.outcome === 'AFGEKEURD' ? { count: outcome.applied, waiting: outcome.stillWaiting } : {}),
      });
      return outcome;
    },
    isParked: (messageId) => isMessageParked(database, consumer, messageId),
  };
}

function toRecord(stored: StoredParked): ParkedRecord {
  const { id, consumer, topic, partition, offset, key, reason, fingerprint, messageId, parkedAt, waitsBehind } = stored;
  const { attempts, state, message, stack, recordKey, value, asideReason, asideBy } = stored;
  const aside = asideReason === null || asideBy === null ? null : { reason: asideReason, by: asideBy };
  const summary = {
    id,
    consumer,
    topic,
    partition,
    offset,
    key,
    reason,
    fingerprint,
    messageId,
    parkedAt,
    waitsBehind,
  };
  const headers: Record<string, string> = {};
  for (const [name, text] of Object.entries(stored.headers))
    headers[name] = Buffer.from(text, 'base64').toString('utf8');
  return { ...summary, attempts, state, message, stack, aside, recordKey, value, headers };
}
