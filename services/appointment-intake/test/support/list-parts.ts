import { testDatabase } from '../../../../test/support/databases.ts';
import { kafkaBrokers, uniquePrefix } from '../../../../test/support/kafka.ts';
import type { CodeListName } from '../../../../schemas/code-lists/list-columns.ts';
import { loadCodeLists } from '../../../../schemas/code-lists/load-code-lists.ts';
import { readListFromJson, type Row } from '../../../../schemas/code-lists/read-list.ts';
import type { RunningClock } from '../../../_platform/src/clock/clock.ts';
import { openDatabase, type Database, type Transaction } from '../../../_platform/src/database/database.ts';
import { noFaultPoints } from '../../../_platform/src/fault-points/fault-points.ts';
import { silentLogger } from '../../../_platform/src/logging/create-logger.ts';
import { connectKafka } from '../../../_platform/src/messaging/kafkajs/connect-kafka.ts';
import { createMetrics } from '../../../_platform/src/metrics/metrics.ts';
import { createOutbox } from '../../../_platform/src/outbox/outbox.ts';
import type { ActivationParts } from '../../src/lists/activate-versions.ts';
import { listsTag } from '../../src/lists/current-lists.ts';
import { proposeVersion, type Proposal, type ProposalOutcome } from '../../src/lists/propose-version.ts';
import { storeFirstVersions } from '../../src/lists/store-first-versions.ts';
import { findListHeads } from '../../src/sql/find-list-heads.ts';

export const released = loadCodeLists();

/** Code lists on a database of their own, with a clock that stands where the test puts it. Nothing goes to Kafka. */
export interface ListParts extends ActivationParts {
  readonly clock: RunningClock;
  setDay(day: string): void;
  /** A second process on the same database. */
  second(): Promise<ActivationParts>;
  /** The same, whose transactions die before their nth statement; `atCommit`: when all is said, before the commit. */
  dying(o: { readonly beforeStatement: number } | 'atCommit'): ActivationParts;
  tagOf(list: CodeListName): Promise<string>;
  propose(list: CodeListName, rows: readonly object[], o?: Partial<Proposal>): Promise<ProposalOutcome>;
  /** LIJSTVERSIE commands that wait in the outbox, in the order in which they will be published per partition. */
  waiting(): Promise<WaitingCommand[]>;
  /** Kafka has taken everything. */
  published(): Promise<void>;
  close(): Promise<void>;
}

export interface WaitingCommand {
  readonly id: string;
  readonly partition: number;
  readonly key: string;
  readonly command: { inhoud: { naam: string; versie: string; ingangsdatum: string; partitie: number; rijen: Row[] } };
}

export class Died extends Error {}

export const partitionsInTest = 3;

export async function startListParts(today: string): Promise<ListParts> {
  const own = await testDatabase('appointment-intake');
  const databases: Database[] = [];
  let day = today;
  const clock: RunningClock = {
    now: () => new Date(`${day}T10:00:00.000Z`),
    today: () => day,
    onNewDay: () => () => undefined,
    stop: () => undefined,
  };
  const messaging = connectKafka({
    brokers: kafkaBrokers(),
    clientId: 'test',
    prefix: uniquePrefix(),
    log: silentLogger,
  });
  const partsOn = (database: Database): ActivationParts => ({
    database,
    clock,
    partitions: () => Promise.resolve(partitionsInTest),
    outbox: createOutbox({
      database,
      publisher: messaging.publisher('outbox'),
      instance: `test-${databases.length}`,
      faultPoints: noFaultPoints,
      log: silentLogger,
      metrics: createMetrics({ service: 'test' }),
    }),
  });
  const open = (): Database => {
    const database = openDatabase({ url: own.url, applicationName: 'test' });
    databases.push(database);
    return database;
  };
  const parts = partsOn(open());
  const { database } = parts;
  await storeFirstVersions(database, clock, released);

  const tagOf = async (list: CodeListName): Promise<string> =>
    listsTag((await findListHeads(database)).filter(({ name }) => name === list));

  return {
    ...parts,
    clock,
    tagOf,
    setDay: (next) => {
      day = next;
    },
    second: () => Promise.resolve(partsOn(open())),
    dying: (when) => partsOn(dyingDatabase(database, when)),
    propose: async (list, rows, o = {}) => {
      const tag = await tagOf(list);
      return proposeVersion(
        {
          list,
          read: readListFromJson(list, rows),
          effectiveFrom: day,
          knows: (heads) => listsTag(heads) === tag,
          replacesPlanned: false,
          isTrial: false,
          by: 'beheerder',
          ...o,
        },
        parts,
      );
    },
    waiting: async () => {
      const { rows } = await database.query<Omit<WaitingCommand, 'command'> & { value: Buffer }>(
        'select id, partition, key, value from outbox order by partition, number, ordinal',
      );
      return rows.map(({ value, ...row }) => ({ ...row, command: JSON.parse(value.toString()) }));
    },
    published: async () => {
      await database.query('delete from outbox');
    },
    close: async () => {
      await messaging.close(5_000);
      for (const opened of databases) await opened.close();
      await own.drop();
    },
  };
}

function dyingDatabase(database: Database, when: { readonly beforeStatement: number } | 'atCommit'): Database {
  return {
    ...database,
    transaction: (work) =>
      database.transaction(async (tx) => {
        let statements = 0;
        const mortal: Transaction = {
          ...tx,
          query: (text, params) => {
            statements += 1;
            if (when !== 'atCommit' && statements === when.beforeStatement) throw new Died();
            return tx.query(text, params);
          },
        };
        const done = await work(mortal);
        if (when === 'atCommit') throw new Died();
        return done;
      }),
  };
}
