import { randomUUID } from 'node:crypto';
import { testDatabase } from '../../../../../test/support/databases.ts';
import { eventually } from '../../../../../test/support/eventually.ts';
import { openDatabase } from '../../../src/database/database.ts';
import type { Database } from '../../../src/database/database.ts';
import { noFaultPoints } from '../../../src/fault-points/fault-points.ts';
import { silentLogger } from '../../../src/logging/create-logger.ts';
import { createMetrics } from '../../../src/metrics/metrics.ts';
import { outboxMigrations } from '../../../src/outbox/migrations.ts';
import { createOutbox } from '../../../src/outbox/outbox.ts';
import type { Outbox, OutboxRow } from '../../../src/outbox/outbox.ts';
import { lateDatabase, type LateDatabase } from '../../database/late-database.ts';
import { gate } from './gated-publisher.ts';
import type { GatedPublisher } from './gated-publisher.ts';
import { openKafkaWorld } from './kafka-world.ts';
import type { KafkaWorld } from './kafka-world.ts';

/** One process with an outbox: its own connections to both sides. */
export interface Instance {
  readonly outbox: Outbox;
  readonly publisher: GatedPublisher;
  readonly database: LateDatabase;
  /** Commits rows in one transaction; `tell: false` keeps the outbox ignorant of the commit, as a crash would. */
  commit(rows: readonly OutboxRow[], o?: { tell: boolean }): Promise<void>;
}

export interface OutboxWorld {
  readonly kafka: KafkaWorld;
  /** In the database of the outbox, as superuser. */
  readonly admin: Database;
  /** In another database of the same server, as superuser. */
  readonly server: Database;
  readonly url: string;
  instance(name: string, o?: { start: boolean }): Promise<Instance>;
  /** Whether this process said that it lost leases. */
  lost(instance: string): boolean;
  waiting(): Promise<number>;
  untilEmpty(): Promise<void>;
  close(): Promise<void>;
}

export const row = (key: string, value: string, topic = 'things'): OutboxRow => ({
  id: randomUUID(),
  topic,
  key,
  value,
  headers: { type: 'THING' },
});

export async function openOutboxWorld(): Promise<OutboxWorld> {
  const pg = await testDatabase('appointment-intake', [outboxMigrations]);
  const kafka = await openKafkaWorld();
  const admin = openDatabase({ url: pg.adminUrl, applicationName: 'test-admin' });
  const maintenance = new URL(pg.adminUrl);
  maintenance.pathname = '/postgres';
  const server = openDatabase({ url: maintenance.href, applicationName: 'test-server' });
  const instances: Instance[] = [];
  const losers = new Set<string>();
  const waiting = async (): Promise<number> =>
    (await admin.query<{ n: number }>('SELECT count(*) AS n FROM outbox')).rows[0]?.n ?? -1;

  async function instance(name: string, o = { start: true }): Promise<Instance> {
    const database = lateDatabase(openDatabase({ url: pg.url, applicationName: name }));
    const publisher = gate(kafka.messaging.publisher(name));
    const metrics = createMetrics({ service: 'test' });
    const outbox = createOutbox({
      database,
      publisher,
      instance: name,
      faultPoints: noFaultPoints,
      log: {
        ...silentLogger,
        warn: (code) => {
          if (code === 'LEASES_LOST') losers.add(name);
        },
      },
      metrics,
    });
    const made: Instance = {
      outbox,
      publisher,
      database,
      async commit(rows, { tell } = { tell: true }) {
        const added = await database.transaction((tx) => outbox.add(tx, rows));
        if (tell) outbox.committed(added);
      },
    };
    instances.push(made);
    if (o.start) await outbox.start();
    return made;
  }

  return {
    kafka,
    admin,
    server,
    url: pg.url,
    instance,
    lost: (name) => losers.has(name),
    waiting,
    untilEmpty: async () => {
      await eventually(async () => ((await waiting()) === 0 ? true : undefined), {
        what: 'the outbox being empty',
        withinMs: 30_000,
      });
    },
    close: async () => {
      for (const { outbox, publisher, database } of instances) {
        database.thaw();
        publisher.release();
        await outbox.stop(2_000);
        await publisher.close();
        await database.close();
      }
      await kafka.close();
      await admin.close();
      await server.close();
      await pg.drop();
    },
  };
}
