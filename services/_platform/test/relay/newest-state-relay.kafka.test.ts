import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../../test/support/databases.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { openDatabase } from '../../src/database/database.ts';
import type { Database } from '../../src/database/database.ts';
import { noFaultPoints } from '../../src/fault-points/fault-points.ts';
import { silentLogger } from '../../src/logging/create-logger.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';
import { outboxMigrations } from '../../src/outbox/migrations.ts';
import { createNewestStateRelay } from '../../src/relay/newest-state-relay.ts';
import type { NewestStateRelay, StateReader } from '../../src/relay/newest-state-relay.ts';
import { gate } from '../outbox/world/gated-publisher.ts';
import type { GatedPublisher } from '../outbox/world/gated-publisher.ts';
import { openKafkaWorld } from '../outbox/world/kafka-world.ts';
import type { KafkaWorld } from '../outbox/world/kafka-world.ts';

const PARTITIONS = 2;

interface Process {
  readonly relay: NewestStateRelay;
  readonly database: Database;
  /** Of the publishers that it opened, the newest. */
  readonly publisher: () => GatedPublisher;
  readonly opened: () => number;
}

let pg: Awaited<ReturnType<typeof testDatabase>>;
let admin: Database;
let kafka: KafkaWorld;
let processes: Process[] = [];

beforeEach(async () => {
  pg = await testDatabase('register-state', [outboxMigrations]);
  admin = openDatabase({ url: pg.adminUrl, applicationName: 'test-admin' });
  // Counters are the states; the log says which counter was touched.
  await admin.query('CREATE TABLE counters (key text PRIMARY KEY, count int)');
  await admin.query('CREATE TABLE touches (partition int, number bigint, key text, PRIMARY KEY (partition, number))');
  await admin.query('GRANT ALL ON counters, touches TO PUBLIC');
  kafka = await openKafkaWorld();
});

afterEach(async () => {
  for (const { relay, publisher, opened, database } of processes) {
    if (opened() > 0) publisher().release();
    await relay.stop(2_000);
    await database.close();
  }
  processes = [];
  await kafka.close();
  await admin.close();
  await pg.drop();
});

function readerOf(db: Database): StateReader {
  return {
    async read(partition, after, limit) {
      const { rows: entries } = await db.query<{ number: number; key: string }>(
        'SELECT number, key FROM touches WHERE partition = $1 AND number > $2 ORDER BY number LIMIT $3',
        [partition, after, limit],
      );
      const to = entries.at(-1)?.number;
      if (to === undefined) return undefined;
      const { rows } = await db.query<{ key: string; count: number | null }>(
        'SELECT key, count FROM counters WHERE key = ANY ($1)',
        [[...new Set(entries.map(({ key }) => key))]],
      );
      const records = rows.map(({ key, count }) => ({
        topic: 'things',
        key: Buffer.from(key),
        value: count === null ? null : Buffer.from(String(count)),
        headers: { id: `${key}-${count}` },
      }));
      return { to, records };
    },
    newest: async () =>
      (
        await db.query<{ partition: number; number: number }>(
          'SELECT partition, max(number) AS number FROM touches GROUP BY partition',
        )
      ).rows,
  };
}

function start(instance: string): Process {
  const database = openDatabase({ url: pg.url, applicationName: instance });
  const publishers: GatedPublisher[] = [];
  const relay = createNewestStateRelay({
    name: 'counters',
    partitions: PARTITIONS,
    database,
    open: async () => {
      const publisher = gate(await kafka.messaging.solePublisher('counters'));
      publishers.push(publisher);
      return publisher;
    },
    reader: readerOf(database),
    instance,
    faultPoints: noFaultPoints,
    log: silentLogger,
    metrics: createMetrics({ service: 'test' }),
  });
  relay.start();
  const made: Process = {
    relay,
    database,
    publisher: () => {
      const newest = publishers.at(-1);
      if (newest === undefined) throw new Error(`${instance} has opened no publisher`);
      return newest;
    },
    opened: () => publishers.length,
  };
  processes.push(made);
  return made;
}

/** Counts a key up, `times` times, each with an entry of its own. */
async function touch(key: string, times = 1, partition = 0): Promise<void> {
  await admin.query(
    `WITH counted AS (
       INSERT INTO counters VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET count = counters.count + $2)
     INSERT INTO touches
     SELECT $3, coalesce((SELECT max(number) FROM touches WHERE partition = $3), 0) + n, $1
     FROM generate_series(1, $2) AS n`,
    [key, times, partition],
  );
}

async function remove(key: string): Promise<void> {
  await admin.query('UPDATE counters SET count = NULL WHERE key = $1', [key]);
  await admin.query(`INSERT INTO touches SELECT 0, max(number) + 1, $1 FROM touches WHERE partition = 0`, [key]);
}

const caughtUp = ({ relay }: Process): Promise<boolean> =>
  eventually(async () => ((await relay.lag()).every(({ behind }) => behind === 0) ? true : undefined), {
    what: 'the relay being caught up',
  });
/** What the topic held of a key, in order. */
const valuesOf = (key: string): (string | null)[] => kafka.seen.filter((one) => one.key === key).map((o) => o.value);
const untilNewest = (key: string, value: string | null): Promise<void> =>
  kafka.until(() => valuesOf(key).at(-1) === value && valuesOf(key).length > 0, `${key} being ${value}`);
const neverFalls = (key: string): boolean => {
  const counts = valuesOf(key).map(Number);
  return counts.every((count, i) => i === 0 || count >= (counts[i - 1] ?? 0));
};

describe('one process', () => {
  it('publishes the newest state of what was touched, once for many touches', async () => {
    await touch('a', 700);
    await touch('b', 3);
    await touch('c', 5, 1);
    const relay = start('one');
    await caughtUp(relay);
    await untilNewest('a', '700');
    await untilNewest('b', '3');
    await untilNewest('c', '5');
    expect(kafka.seen.length).toBe(3);
    await touch('b');
    await untilNewest('b', '4');
    expect(kafka.seen.length).toBe(4);
  });

  it('goes on where more was touched than it looks at together', async () => {
    await touch('a', 2_500);
    await touch('b', 1);
    const relay = start('one');
    await untilNewest('b', '1');
    await caughtUp(relay);
    expect(neverFalls('a')).toBe(true);
    expect(valuesOf('a').at(-1)).toBe('2500');
  });

  it('says of what is gone that it is', async () => {
    await touch('a');
    const relay = start('one');
    await untilNewest('a', '1');
    await remove('a');
    await untilNewest('a', null);
    await caughtUp(relay);
  });

  it('publishes everything that was touched again when its cursor is lost', async () => {
    await touch('a', 3);
    await touch('b', 2);
    await remove('b');
    const relay = start('one');
    await untilNewest('a', '3');
    await caughtUp(relay);
    await admin.query('DELETE FROM relay_cursors');
    await kafka.until(() => valuesOf('a').length === 2 && valuesOf('b').length === 2, 'all of it once more');
    await caughtUp(relay);
    await touch('c');
    await untilNewest('c', '1');
    expect([valuesOf('a'), valuesOf('b')]).toEqual([
      ['3', '3'],
      [null, null],
    ]);
  });

  it('reads again what it could not publish', async () => {
    await touch('a');
    const one = start('one');
    await untilNewest('a', '1');
    one.publisher().hold();
    await touch('a');
    await eventually(() => (one.publisher().held === 1 ? true : undefined), { what: 'a publish under way' });
    await touch('a');
    const former = one.publisher();
    former.loseAnswers(1);
    former.release();
    await untilNewest('a', '3');
    expect(one.opened()).toBe(2);
    expect(neverFalls('a')).toBe(true);
  });
});

describe('two processes', () => {
  it('do the work in turns', async () => {
    const one = start('one');
    await eventually(() => (one.opened() === 1 ? true : undefined), { what: 'the first being at work' });
    const other = start('other');
    await touch('a');
    await untilNewest('a', '1');
    expect(other.opened()).toBe(0);
    await one.relay.stop(2_000);
    await touch('a');
    await untilNewest('a', '2');
    expect(other.opened()).toBe(1);
  });

  // A process that was frozen between reading and publishing would have put the old state over the new one, for good.
  it('one that slept through the loss of its lease cannot put an old state over a newer one', async () => {
    await touch('a');
    const sleeper = start('sleeper');
    await untilNewest('a', '1');
    sleeper.publisher().hold();
    await touch('a');
    await eventually(() => (sleeper.publisher().held === 1 ? true : undefined), { what: 'a publish under way' });
    // The state 2 is read and on its way. The other takes over, and publishes 5.
    await admin.query(`UPDATE leases SET owner = NULL, until = '-infinity', epoch = epoch + 1`);
    const other = start('other');
    await touch('a', 3);
    await untilNewest('a', '5');
    sleeper.publisher().release();
    await eventually(() => (sleeper.publisher().calls >= 2 ? true : undefined), { what: 'the late publish' });
    await touch('b');
    await untilNewest('b', '1');
    await caughtUp(other);
    expect(neverFalls('a')).toBe(true);
    expect(valuesOf('a')).not.toContain('2');
  });
});
