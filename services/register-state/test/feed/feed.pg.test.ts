import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { noFaultPoints } from '../../../_platform/src/fault-points/fault-points.ts';
import { sequenceEvents } from '../../src/feed/feed.ts';
import { readFeedPage } from '../../src/feed/read-feed-page.ts';
import type { FeedEvent, FeedPage } from '../../src/feed/read-feed-page.ts';
import { composeRecords } from '../../src/publish/compose-records.ts';
import { closePartitions, partition, Partition } from '../apply/partition.ts';
import { DUTCH } from '../domain/history.ts';
import { personId, snapshot, statement } from '../wire.ts';

const SOURCE = 'urn:nld:oin:00000099000000001000:systeem:register-state';
const DAY = '2020-09-01';

/** Three partitions of one register, each with the application numbers of its own. */
let partitions: Partition[];
const [first, second, third] = [0, 1, 2].map((index) => () => partitions[index]!) as [Get, Get, Get];
type Get = () => Partition;

beforeEach(async () => {
  const { database, migratorUrl } = await partition();
  partitions = [0, 1, 2].map((number) => {
    const one = new Partition(database, migratorUrl);
    one.end = { ...one.end, partition: number };
    return one;
  });
});
afterAll(closePartitions);

const database = () => first().database;
const sequence = () => sequenceEvents(database(), 6, noFaultPoints);
const read = (after: number, last: number, o: { limit?: number; types?: string[] } = {}): Promise<FeedPage> =>
  readFeedPage(database(), { after, last, limit: o.limit ?? 1_000, types: o.types ?? null, source: SOURCE });
const tell = (event: FeedEvent) => `${String(event.position)} ${event.id}`;

let persons = 0;
const newcomer = () => snapshot({ person: personId((persons += 1)), day: DAY });

async function loggedEvents(): Promise<number> {
  const { rows } = await database().query<{ count: number }>('SELECT count(*) FROM event_log');
  return rows[0]!.count;
}

describe('positions', () => {
  it('are 1, 2, 3 … over all partitions, each partition in its own order', async () => {
    await first().apply(newcomer(), newcomer());
    await second().apply(newcomer());
    expect(await sequence()).toBe(await loggedEvents());
    await third().apply(newcomer());
    await first().apply(newcomer());
    const last = await sequence();
    expect(last).toBe(await loggedEvents());
    const { events, next } = await read(0, last);
    expect(events.map(({ position }) => position)).toEqual(events.map((_, index) => index + 1));
    expect(next).toBe(last);
    const { rows } = await database().query<{ partition: number; first_number: number; count: number }>(
      'SELECT partition, first_number, count FROM feed_ranges ORDER BY first_position',
    );
    for (const own of Map.groupBy(rows, (row) => row.partition).values()) {
      let number = 1;
      for (const range of own) {
        expect(range.first_number).toBe(number);
        number += range.count;
      }
    }
  });

  it('stay where there is nothing new', async () => {
    await first().apply(newcomer());
    const last = await sequence();
    expect(await sequence()).toBe(last);
  });

  it('always show the event that they first showed, with several giving them out while partitions go on', async () => {
    const seen: string[] = [];
    const work = { isOver: false };
    const writers = partitions.map(async (one) => {
      for (let count = 0; count < 15; count += 1) await one.apply(newcomer());
    });
    const givers = [0, 1].map(async () => {
      while (!work.isOver) await sequence();
    });
    const reader = (async () => {
      while (!work.isOver) {
        const { rows } = await database().query<{ last_position: number }>('SELECT last_position FROM feed_end');
        seen.push(...(await read(seen.length, rows[0]!.last_position)).events.map(tell));
      }
    })();
    await Promise.all(writers);
    work.isOver = true;
    await Promise.all([...givers, reader]);
    const last = await sequence();
    expect(last).toBe(await loggedEvents());
    const all = (await read(0, last)).events.map(tell);
    expect(new Set(all).size).toBe(last);
    expect(all.slice(0, seen.length)).toEqual(seen);
  });

  it('are given to others while a partition is in the middle of a transaction, and to that one afterwards', async () => {
    const held = Promise.withResolvers<undefined>();
    const written = Promise.withResolvers<undefined>();
    const slow = database().transaction(async (tx) => {
      await tx.query(
        `INSERT INTO event_log (partition, number, application_number, register_id, sequence, type, data)
         VALUES (5, 1, 1, $1, 1, 'persoon-bekend', '{}')`,
        [personId(900)],
      );
      await tx.query(
        `INSERT INTO command_log (partition, application_number, id, kind, register_id, recorded_at, judging_day,
           list_version, content_hash, outcome, event_number, command)
         VALUES (5, 1, $1, 'OVERLIJDEN', $1, $2::timestamptz, $2::timestamptz::date, 1, '\\xab', 'VERWERKT', 1, '{}')`,
        [personId(900), `${DAY}T10:00:00Z`],
      );
      written.resolve(undefined);
      await held.promise;
    });
    await written.promise;
    await first().apply(newcomer());
    const before = await sequence();
    expect(before).toBeGreaterThan(0);
    held.resolve(undefined);
    await slow;
    expect(await sequence()).toBe(before + 1);
    expect((await read(before, before + 1)).events).toMatchObject([{ registerId: personId(900) }]);
  });

  it('are not given by a transaction that ends half-way', async () => {
    await first().apply(newcomer());
    const dying = {
      reach: () => {
        throw new Error('the process ends here');
      },
    };
    await expect(sequenceEvents(database(), 6, dying)).rejects.toThrow('the process ends here');
    expect(await sequence()).toBe(await loggedEvents());
    expect((await read(0, 100)).events[0]).toMatchObject({ position: 1 });
  });
});

describe('a page', () => {
  it('tells events byte for byte as Kafka does', async () => {
    const person = personId(500);
    const applied = await first().apply(
      snapshot({ person, day: DAY, stand: { personeelsnummer: 'P1' } }),
      statement(person, '2020-09-02', DUTCH),
    );
    const last = await sequence();
    const published = applied
      .flatMap((command) => composeRecords(command, SOURCE))
      .filter(({ topic }) => topic === 'lrr.registratie.v1');
    const { events } = await read(0, last);
    expect(events.map(({ text }) => text)).toEqual(published.map(({ value }) => String(value)));
    expect(events.map(({ id }) => id)).toEqual(published.map(({ headers }) => headers['id']));
  });

  it('begins anywhere within a range, and ends with its limit', async () => {
    await first().apply(newcomer(), newcomer());
    await second().apply(newcomer(), newcomer());
    const last = await sequence();
    const all = (await read(0, last)).events;
    for (let after = 0; after <= last; after += 1) {
      for (const limit of [1, 2, 3]) {
        const page = await read(after, last, { limit });
        expect(page.events).toEqual(all.slice(after, after + limit));
        expect(page.next).toBe(Math.min(last, after + limit));
      }
    }
  });

  it('passes by what the filter leaves out: the next position moves over it', async () => {
    const person = personId(501);
    await first().apply(snapshot({ person, day: DAY }), statement(person, '2020-09-02', DUTCH));
    await second().apply(newcomer());
    const last = await sequence();
    const page = await read(0, last, { types: ['persoon-opgenomen'] });
    expect(page.events).toHaveLength(1);
    expect(page.next).toBe(last);
    const none = await read(0, last, { types: ['persoon-slapend'] });
    expect(none).toEqual({ events: [], next: last });
    const one = await read(0, last, { types: ['persoon-bekend'], limit: 1 });
    expect(one.events).toHaveLength(1);
    const rest = await read(one.next, last, { types: ['persoon-bekend'] });
    expect(rest.events).toHaveLength(1);
  });

  it('looks at so many positions and no more, and is cut by its bytes', async () => {
    await database().query(
      `INSERT INTO command_log (partition, application_number, id, kind, recorded_at, judging_day, list_version,
         content_hash, outcome, event_number, command)
       VALUES (0, 1, $1, 'DAGOVERGANG', $2::timestamptz, $2::timestamptz::date, 1, '\\xab', 'VERWERKT', 6000, '{}')`,
      [personId(901), `${DAY}T10:00:00Z`],
    );
    await database().query(
      `INSERT INTO event_log (partition, number, application_number, register_id, sequence, type, data)
       SELECT 0, n, 1, $1, n, CASE WHEN n = 6000 THEN 'persoon-slapend' ELSE 'persoon-bekend' END,
         json_build_object('tekst', repeat('x', CASE WHEN n <= 30 THEN 200000 ELSE 1 END))
       FROM generate_series(1, 6000) AS n`,
      [personId(901)],
    );
    const last = await sequence();
    expect(await read(0, last, { types: ['persoon-slapend'] })).toMatchObject({ events: [], next: 5_000 });
    expect(await read(5_000, last, { types: ['persoon-slapend'] })).toMatchObject({ events: [{ position: 6_000 }] });
    const heavy = await read(0, last);
    expect(heavy.events.length).toBeLessThan(30);
    expect(heavy.next).toBe(heavy.events.length);
    expect((await read(30, last)).events).toHaveLength(1_000);
  });

  it('gives the place of somebody destroyed without content', async () => {
    await first().apply(newcomer());
    const last = await sequence();
    const before = (await read(0, last)).events;
    await database().query(`UPDATE event_log SET data = '{}'`);
    await database().query(`UPDATE command_log SET command = json_build_object('id', id)`);
    const after = (await read(0, last)).events;
    expect(after.map(tell)).toEqual(before.map(tell));
    for (const { text } of after) expect((JSON.parse(text) as { data: unknown }).data).toEqual({});
  });
});
