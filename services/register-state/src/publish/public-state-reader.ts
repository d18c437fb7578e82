import type { Database } from '../../../_platform/src/database/database.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import type { Logger } from '../../../_platform/src/logging/logger.ts';
import type { OutgoingRecord } from '../../../_platform/src/messaging/messaging.ts';
import type { StateReader } from '../../../_platform/src/relay/newest-state-relay.ts';
import { loadPersons } from '../apply/load-persons.ts';
import { registerId } from '../domain/ids.ts';
import type { Person } from '../domain/person.ts';
import { selectNewestEvents } from '../sql/select-newest-events.ts';
import { selectTouchedPersons } from '../sql/select-touched-persons.ts';
import { publicState } from './public-state.ts';

export const STATE_TOPIC = 'lrr.registratiestand.v1';

/** Below what the topic takes: sixteen appointments of the largest size that a record may have. */
const LARGEST_BYTES = 4_100_000;

/** Whom the event log touched, as he is now: what lrr.registratiestand.v1 is made of. */
export function createPublicStateReader(o: {
  readonly database: Pick<Database, 'query' | 'readSnapshot'>;
  readonly partitions: number;
  readonly log: Logger;
}): StateReader {
  const { database, partitions, log } = o;
  const isPublishable = ({ value }: OutgoingRecord): boolean => {
    const bytes = value?.length ?? 0;
    if (bytes > LARGEST_BYTES) log.error('STATE_TOO_LARGE', { topic: STATE_TOPIC, bytes, limit: LARGEST_BYTES });
    return bytes <= LARGEST_BYTES;
  };
  return {
    async read(partition, after, limit) {
      const touched = await selectTouchedPersons(database, partition, after, limit);
      if (touched === undefined) return undefined;
      const ids = touched.ids.map(registerId);
      const persons = await database.readSnapshot((db) => loadPersons(db, ids));
      const records = ids.map((id) => stateRecord(persons.get(id))).filter(isPublishable);
      return { to: touched.to, records };
    },
    newest: () => selectNewestEvents(database, partitions),
  };
}

/** The same state is the same record, header `id` included. */
export function stateRecord(person: Person): OutgoingRecord {
  const state = publicState(person);
  return {
    topic: STATE_TOPIC,
    key: Buffer.from(person.id),
    value: state === undefined ? null : Buffer.from(JSON.stringify(state)),
    headers: {
      id: deterministicId('registratiestand', person.id, person.sequence),
      type: 'nl.lerarenregister.registratiestand.v1',
      schemaversion: '1',
      'content-type': 'application/json',
    },
  };
}
