import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { testDatabase } from '../../../../test/support/databases.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { openDatabase } from '../../src/database/database.ts';
import type { Database } from '../../src/database/database.ts';
import { noFaultPoints } from '../../src/fault-points/fault-points.ts';
import { silentLogger } from '../../src/logging/create-logger.ts';
import { createMetrics } from '../../src/metrics/metrics.ts';
import { outboxMigrations } from '../../src/outbox/migrations.ts';
import { createCursorRelay } from '../../src/relay/cursor-relay.ts';
import type { CursorRelay, LogEntry, LogReader } from '../../src/relay/cursor-relay.ts';
import { lateDatabase, type LateDatabase } from '../database/late-database.ts';
import { gate } from '../outbox/world/gated-publisher.ts';
import type { GatedPublisher } from '../outbox/world/gated-publisher.ts';
import { appliedValues, openKafkaWorld } from '../outbox/world/kafka-world.ts';
import type { KafkaWorld } from '../outbox/world/kafka-world.ts';

const PARTITIONS = 3;

interface Process {
  readonly relay: CursorRelay;
  readonly publisher: GatedPublisher;
  readonly database: LateDatabase;
}

let pg: Awaited<ReturnType<typeof testDatabase>>;
let admin: Database;
let kafka: KafkaWorld;
let processes: Process[] = [];
let lost = false;
let reads = 0;

beforeEach(async () => {
  pg = await testDatabase('register-state', [outboxMigrations]);
  admin = openDatabase({ url: pg.adminUrl, applicationName: 'test-admin' });
  await admin.query('CREATE TABLE entries (partition int, number bigint, id uuid, PRIMARY KEY (partition, number))');
  await admin.query('GRANT ALL ON entries TO PUBLIC');
  kafka = await openKafkaWorld();
  reads = 0;
  lost = false;
  tooLarge.clear();
});

afterEach(async () => {
  for (const { relay, publisher, database } of processes) {
    database.thaw();
    publisher.release();
    await relay.stop(2_000);
    await publisher.close();
    await database.close();
  }
  processes = [];
  await kafka.close();
  await admin.close();
  await pg.drop();
});

interface Row {
  readonly partition: number;
  readonly number: number;
  readonly id: string;
}

const toEntry = ({ partition, number, id }: Row): LogEntry => ({
  number,
  records: [
    {
      topic: 'things',
      key: Buffer.from(`p${partition}`),
      value: Buffer.from(String(number)),
      headers: { id },
      partition,
    },
  ],
});

/** Entries, as partition/number, whose value is larger than a topic may take. */
const tooLarge = new Set<string>();
const withValue = (entry: LogEntry, value: string): LogEntry => ({
  ...entry,
  records: entry.records.map((record) => ({ ...record, value: Buffer.from(value) })),
});

const reader: LogReader = {
  async read(db, partition, after, limit) {
    reads += 1;
    const { rows } = await db.query<Row>(
      'SELECT partition, number, id FROM entries WHERE partition = $1 AND number > $2 ORDER BY number LIMIT $3',
      [partition, after, limit],
    );
    return rows.map((row) =>
      tooLarge.has(`${row.partition}/${row.number}`) ? withValue(toEntry(row), 'x'.repeat(5_000)) : toEntry(row),
    );
  },
  async newest(db) {
    const newest = 'SELECT partition, max(number) AS number FROM entries GROUP BY partition';
    return (await db.query<{ partition: number; number: number }>(newest)).rows;
  },
};

function start(instance: string, o: { holdAnswers?: RegExp } = {}): Process {
  const database = lateDatabase(openDatabase({ url: pg.url, applicationName: instance }));
  if (o.holdAnswers !== undefined) database.holdAnswers(o.holdAnswers);
  const publisher = gate(kafka.messaging.publisher(instance));
  const relay = createCursorRelay({
    name: 'things',
    partitions: PARTITIONS,
    database,
    publisher,
    reader,
    instance,
    faultPoints: noFaultPoints,
    log: {
      ...silentLogger,
      warn: (code) => {
        if (code === 'LEASES_LOST') lost = true;
      },
    },
    metrics: createMetrics({ service: 'test' }),
  });
  relay.start();
  const made = { relay, publisher, database };
  processes.push(made);
  return made;
}

/** Writes the next `count` entries of a partition in one transaction. */
async function append(partition: number, count: number): Promise<LogEntry[]> {
  const { rows } = await admin.query<Row>(
    `INSERT INTO entries
     SELECT $1, coalesce((SELECT max(number) FROM entries WHERE partition = $1), 0) + n, gen_random_uuid()
     FROM generate_series(1, $2) AS n RETURNING partition, number, id`,
    [partition, count],
  );
  return rows.map(toEntry);
}

const upTo = (last: number): string[] => Array.from({ length: last }, (_, i) => String(i + 1));
const untilPublished = (partition: number, last: number): Promise<void> =>
  kafka.until(
    (seen) => appliedValues(seen, `p${partition}`).length === last,
    `${last} entries of partition ${partition}`,
  );
/** Whatever is there, also what the reader has yet to see. */
const recordsInLog = async (): Promise<number> =>
  (await kafka.messaging.logRanges('things')).reduce((count, { end }) => count + Number(end), 0);
const caughtUp = ({ relay }: Process): Promise<boolean> =>
  eventually(async () => ((await relay.lag()).every(({ behind }) => behind === 0) ? true : undefined), {
    what: 'the relay being caught up',
  });

describe('one process', () => {
  it('publishes what it finds, several partitions side by side, in order', async () => {
    await append(0, 1_300);
    await append(1, 700);
    const a = start('a');
    await caughtUp(a);
    await untilPublished(0, 1_300);
    await untilPublished(1, 700);
    expect(appliedValues(kafka.seen, 'p0')).toEqual(upTo(1_300));
    expect(appliedValues(kafka.seen, 'p1')).toEqual(upTo(700));
    expect(kafka.seen.length).toBe(2_000);
  });

  it('publishes what is offered without asking the table', async () => {
    const a = start('a');
    await append(2, 3);
    await untilPublished(2, 3);
    await caughtUp(a);
    const readsBefore = reads;
    a.relay.offer(2, await append(2, 4));
    await untilPublished(2, 7);
    // The poll may have come by once.
    expect(reads - readsBefore).toBeLessThanOrEqual(PARTITIONS);
    expect(appliedValues(kafka.seen, 'p2')).toEqual(upTo(7));
  });

  it('fills a gap in what is offered from the table', async () => {
    const a = start('a');
    a.relay.offer(0, await append(0, 2));
    await append(0, 2);
    a.relay.offer(0, await append(0, 2));
    await untilPublished(0, 6);
    await caughtUp(a);
    expect(appliedValues(kafka.seen, 'p0')).toEqual(upTo(6));
  });

  it('passes entries that say nothing to the outside', async () => {
    const a = start('a');
    const entries = await append(1, 5);
    a.relay.offer(
      1,
      entries.map((entry) => (entry.number === 3 ? entry : { ...entry, records: [] })),
    );
    await caughtUp(a);
    await kafka.until((seen) => seen.length > 0, 'a record');
    expect(new Set(appliedValues(kafka.seen, 'p1')).has('3')).toBe(true);
  });

  it('publishes again what was not acknowledged, in the same order', async () => {
    const a = start('a');
    a.publisher.loseAnswers(2);
    for (let i = 0; i < 20; i++) a.relay.offer(0, await append(0, 1));
    await untilPublished(0, 20);
    await caughtUp(a);
    expect(appliedValues(kafka.seen, 'p0')).toEqual(upTo(20));
    expect(kafka.seen.length).toBeGreaterThan(20);
  });

  // Each try of the refused partition put the whole relay off, longer every time; what came before was sent each time.
  it('lets a partition whose record is refused wait alone, with all before it published once', async () => {
    await kafka.createTopic('things', 1_000);
    const a = start('a');
    await caughtUp(a);
    const entries = await append(0, 9);
    const refused = entries.map((entry) => (entry.number === 6 ? withValue(entry, 'x'.repeat(5_000)) : entry));
    a.relay.offer(0, refused);
    tooLarge.add('0/6');
    a.relay.offer(1, await append(1, 3));
    await untilPublished(1, 3);
    await untilPublished(0, 5);
    // Partition 1 was in the refused round as well, and goes out once more after the good part of partition 0.
    const standing = 'SELECT cursor FROM relay_cursors WHERE partition < 2 ORDER BY partition';
    await eventually(async () => {
      const [zero, one] = (await admin.query<{ cursor: number }>(standing)).rows;
      return zero?.cursor === 5 && one?.cursor === 3 ? true : undefined;
    });
    const copies = await recordsInLog();
    for (let i = 0; i < 10; i++) a.relay.offer(1, await append(1, 1));
    await untilPublished(1, 13);
    expect(await recordsInLog()).toBe(copies + 10);
    await kafka.createTopic('things', 1_048_576);
    await untilPublished(0, 9);
    expect(appliedValues(kafka.seen, 'p0').map((value) => value?.length)).toEqual([1, 1, 1, 1, 1, 5_000, 1, 1, 1]);
  });

  it('publishes what is committed before it stops', async () => {
    const a = start('a');
    await caughtUp(a);
    await append(0, 50);
    await a.relay.stop(10_000);
    expect((await a.relay.lag()).every(({ behind }) => behind === 0)).toBe(true);
  });
});

describe('two processes', () => {
  it('share the partitions; a process that publishes late cannot move the cursor back', async () => {
    const a = start('a');
    await caughtUp(a);
    a.publisher.hold();
    a.relay.offer(0, await append(0, 2));
    await eventually(() => (a.publisher.held === 1 ? true : undefined), { what: 'a publish under way' });
    // Somebody else published these and more while `a` was frozen.
    await append(0, 3);
    await admin.query(`UPDATE relay_cursors SET cursor = 5 WHERE partition = 0`);
    a.publisher.release();
    a.relay.offer(0, await append(0, 1));
    await kafka.until((seen) => appliedValues(seen, 'p0').includes('6'), 'the entry after the cursor');
    await caughtUp(a);
    expect((await admin.query('SELECT cursor FROM relay_cursors WHERE partition = 0')).rows).toEqual([{ cursor: 6 }]);
    expect(appliedValues(kafka.seen, 'p0')).toEqual(['1', '2', '6']);
  });

  // The cursor seen under the former lease was used under the new one: old entries went out after newer ones.
  it('what was seen before a lease was lost and regained is not published', async () => {
    const entries = await append(0, 2);
    const a = start('a', { holdAnswers: /FROM relay_cursors WHERE/ });
    await eventually(() => (a.database.held > 0 ? true : undefined), { what: 'the cursors seen' });
    await admin.query(`UPDATE leases SET owner = 'other', epoch = epoch + 1, until = 'infinity'`);
    const other = kafka.messaging.publisher('other');
    await other.publish([...entries, ...(await append(0, 1))].flatMap(({ records }) => records));
    await other.close();
    await admin.query('UPDATE relay_cursors SET cursor = 3 WHERE partition = 0');
    await eventually(() => (lost ? true : undefined), { what: 'a having lost its leases' });
    await admin.query(`UPDATE leases SET owner = NULL, until = '-infinity'`);
    const regained = `SELECT FROM leases WHERE owner = 'a'`;
    await eventually(async () => ((await admin.query(regained)).rowCount === PARTITIONS ? true : undefined));
    a.database.thaw();
    await append(0, 1);
    await kafka.until((seen) => seen.some(({ value }) => value === '4'), 'the entry after the cursor');
    expect(kafka.seen.map(({ value }) => value)).toEqual(['1', '2', '3', '4']);
  });

  it('publish entries written by either, whoever holds the partition', async () => {
    const a = start('a');
    const b = start('b');
    const holders = 'SELECT DISTINCT owner FROM leases WHERE owner IS NOT NULL';
    await eventually(async () => ((await admin.query(holders)).rowCount === 2 ? true : undefined));
    for (let i = 0; i < 10; i++) {
      for (const partition of [0, 1, 2]) (i % 2 === 0 ? a : b).relay.offer(partition, await append(partition, 2));
    }
    for (const partition of [0, 1, 2]) {
      await untilPublished(partition, 20);
      expect(appliedValues(kafka.seen, `p${partition}`)).toEqual(upTo(20));
    }
    expect(a.publisher.calls).toBeGreaterThan(0);
    expect(b.publisher.calls).toBeGreaterThan(0);
  });
});
