import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.ts';
import { openDatabase } from '../../src/database/database.ts';
import { slotOf } from '../../src/outbox/slot-of.ts';
import { startCommitProxy } from '../database/commit-proxy.ts';
import { appliedValues } from './world/kafka-world.ts';
import { openOutboxWorld, row } from './world/outbox-world.ts';
import type { Instance, OutboxWorld } from './world/outbox-world.ts';

let world: OutboxWorld;

beforeEach(async () => {
  world = await openOutboxWorld();
});
afterEach(async () => {
  await world.close();
});

/** Another key in the slot of `k`. */
const neighbour =
  Array.from({ length: 1_000 }, (_, n) => `neighbour${n}`).find((key) => slotOf(key) === slotOf('k')) ?? '';
const numbers = (count: number): string[] => Array.from({ length: count }, (_, i) => String(i));
async function expire(): Promise<void> {
  await world.admin.query('UPDATE leases SET until = clock_timestamp()');
  await world.admin.query('UPDATE lease_seekers SET until = clock_timestamp()');
}

describe('one process', () => {
  it('publishes what was committed with its id, in order of key, and forgets it', async () => {
    const a = await world.instance('a');
    const rows = numbers(300).map((n) => row(`k${Number(n) % 7}`, n));
    for (let i = 0; i < rows.length; i += 20) await a.commit(rows.slice(i, i + 20));
    await world.untilEmpty();
    await world.kafka.until((seen) => seen.length === 300, 'all records');
    expect(world.kafka.seen.map(({ id }) => id).sort()).toEqual(rows.map(({ id }) => id).sort());
    for (const key of ['k0', 'k3', 'k6']) {
      const sent = rows.filter((sentRow) => sentRow.key === key).map(({ value }) => value);
      expect(appliedValues(world.kafka.seen, key)).toEqual(sent);
    }
  });

  it('publishes to the partition that is asked for, and an absent value as absent', async () => {
    const a = await world.instance('a');
    await a.commit([
      { ...row('k', 'x'), partition: 2 },
      { ...row('k', 'y'), value: null, partition: 1 },
    ]);
    await world.kafka.until((seen) => seen.length === 2, 'both records');
    expect(world.kafka.seen.find(({ partition }) => partition === 2)).toMatchObject({ value: 'x' });
    expect(world.kafka.seen.find(({ partition }) => partition === 1)).toMatchObject({ value: null });
  });

  it('publishes nothing of a transaction that was rolled back', async () => {
    const a = await world.instance('a');
    const thrown = a.database.transaction(async (tx) => {
      await a.outbox.add(tx, [row('k', 'dropped')]);
      throw new Error('no');
    });
    await expect(thrown).rejects.toThrow('no');
    await a.commit([row('k', 'kept')]);
    await world.untilEmpty();
    await world.kafka.until((seen) => seen.length > 0, 'a record');
    expect(appliedValues(world.kafka.seen, 'k')).toEqual(['kept']);
  });

  it('finds rows of an earlier life, in order, before newer ones of the same keys', async () => {
    const earlier = await world.instance('earlier', { start: false });
    const rows = numbers(5_000).map((n) => row(`k${Number(n) % 11}`, n));
    for (let i = 0; i < rows.length; i += 1_000) await earlier.commit(rows.slice(i, i + 1_000), { tell: false });
    const a = await world.instance('a');
    await a.commit([row('k3', 'last')]);
    await world.untilEmpty();
    await world.kafka.until((seen) => seen.length === 5_001, 'all records');
    expect(appliedValues(world.kafka.seen, 'k3')).toEqual([
      ...rows.filter(({ key }) => key === 'k3').map(({ value }) => value),
      'last',
    ]);
  });

  it('finds rows whose commit it was never told of', async () => {
    const a = await world.instance('a');
    await a.commit([row('k', 'first')]);
    await world.untilEmpty();
    await world.admin.query(
      `INSERT INTO outbox (number, slot, ordinal, id, topic, key, headers, value)
       SELECT nextval('outbox_numbers'), 0, 0, gen_random_uuid(), 'things', 'other', '{}', 'found'`,
    );
    await world.kafka.until((seen) => appliedValues(seen, 'other').length === 1, 'the record nobody told of');
  });

  it('keeps the memory of a process flat when rows are large', async () => {
    const earlier = await world.instance('earlier', { start: false });
    const large = 'x'.repeat(200_000);
    await earlier.commit(
      numbers(60).map((n) => row('k', `${n}${large}`)),
      { tell: false },
    );
    await world.instance('a');
    await world.untilEmpty();
    await world.kafka.until((seen) => seen.length === 60, 'all records');
    expect(appliedValues(world.kafka.seen, 'k').map((value) => value?.split('x')[0])).toEqual(numbers(60));
  });

  it('refuses rows that could never be published', async () => {
    const a = await world.instance('a');
    const tooLarge = a.commit([row('k', 'x'.repeat(1_000_000))]);
    await expect(tooLarge).rejects.toMatchObject({ code: 'OUTBOX_ROW_TOO_LARGE', retryable: false });
    await expect(a.commit([row('', 'x')])).rejects.toMatchObject({ code: 'OUTBOX_ROW_INVALID' });
    expect(await world.waiting()).toBe(0);
  });
});

describe('when Kafka fails', () => {
  it('publishes again what was not acknowledged: more copies of the same ids, never another order', async () => {
    const a = await world.instance('a');
    a.publisher.loseAnswers(2);
    for (const n of numbers(50)) await a.commit([row('k', n)]);
    await world.untilEmpty();
    await world.kafka.until((seen) => appliedValues(seen, 'k').length === 50, 'all records');
    expect(appliedValues(world.kafka.seen, 'k')).toEqual(numbers(50));
    expect(world.kafka.seen.length).toBeGreaterThan(50);
  });

  it('lets a row that the broker refuses hold up its own key only, until the topic takes it', async () => {
    await world.kafka.createTopic('things', 1_000);
    const a = await world.instance('a');
    const refused = row('k', 'x'.repeat(5_000));
    await a.commit([row('k', 'before'), row(neighbour, 'free'), refused, row('k', 'after'), row('other', 'free')]);
    await world.kafka.until((seen) => appliedValues(seen, 'other').length === 1, 'the record of another slot');
    await world.kafka.until((seen) => appliedValues(seen, neighbour).length === 1, 'the record of its own slot');
    await world.kafka.until((seen) => appliedValues(seen, 'k').length === 1, 'the record before the refused one');
    await a.commit([row('other', 'still free'), row(neighbour, 'still free'), row('k', 'last')]);
    await world.kafka.until((seen) => appliedValues(seen, 'other').length === 2, 'a later record of another slot');
    await world.kafka.until((seen) => appliedValues(seen, neighbour).length === 2, 'a later record of its own slot');
    await eventually(async () => ((await world.waiting()) === 3 ? true : undefined), {
      what: 'only the three rows of its key waiting',
    });
    expect((await a.outbox.oldest()).oldestMs).toBeGreaterThan(0);
    await world.kafka.createTopic('things', 1_048_576);
    await world.untilEmpty();
    await world.kafka.until((seen) => appliedValues(seen, 'k').length === 4, 'the refused record and those behind it');
    expect(appliedValues(world.kafka.seen, 'k')).toEqual(['before', refused.value, 'after', 'last']);
  });

  // A topic that was not there counted as a broker that is away: everything waited for it.
  it('lets a topic that is not there hold up the keys that have a row for it, and no others', async () => {
    const a = await world.instance('a');
    const keys = numbers(40).map((n) => `k${n}`);
    await a.commit(keys.map((key) => row(key, 'before')));
    await a.commit([row('k0', 'missing', 'later-things'), row('k7', 'missing', 'later-things')]);
    await a.commit(keys.map((key) => row(key, 'after')));
    const free = keys.filter((key) => key !== 'k0' && key !== 'k7');
    await world.kafka.until(
      (seen) => free.every((key) => appliedValues(seen, key).length === 2),
      'both records of all keys but two',
    );
    await eventually(async () => ((await world.waiting()) === 4 ? true : undefined), { what: 'four rows waiting' });
    expect(appliedValues(world.kafka.seen, 'k7')).toEqual(['before']);
    await world.kafka.createTopic('later-things', 1_048_576);
    await world.untilEmpty();
    await world.kafka.until((seen) => appliedValues(seen, 'k7').length === 2, 'the record behind');
    for (const key of keys) expect(appliedValues(world.kafka.seen, key)).toEqual(['before', 'after']);
  });

  // What was committed while the refused row was looked for was read from the table, and sent from memory again.
  it('sends nothing twice that was committed while a refused row was looked for', async () => {
    await world.kafka.createTopic('things', 1_000);
    const a = await world.instance('a');
    a.publisher.hold();
    await a.commit([row('k', 'x'.repeat(5_000))]);
    await eventually(() => (a.publisher.held === 1 ? true : undefined), { what: 'the refused row on its way' });
    a.publisher.release();
    a.publisher.hold();
    await eventually(() => (a.publisher.calls === 1 && a.publisher.held === 1 ? true : undefined), {
      what: 'the row, read from the table, on its way',
    });
    const later = numbers(32).map((n) => row(`later${n}`, n));
    await a.commit(later);
    a.publisher.release();
    await eventually(async () => ((await world.waiting()) === 1 ? true : undefined), { what: 'the refused row alone' });
    await a.commit([row('end', 'end')]);
    await world.kafka.until((seen) => appliedValues(seen, 'end').length === 1, 'the end');
    await eventually(async () => ((await world.waiting()) === 1 ? true : undefined), { what: 'the refused row alone' });
    expect(world.kafka.seen.map(({ id }) => id).filter((id) => later.some((one) => one.id === id))).toHaveLength(32);
  });
});

describe('when the answer to a commit is not there', () => {
  // Numbers of transactions that were thought to be running still were "known", committed or not: for half a minute
  // later rows of the same key went out before those whose commit had happened without anybody hearing of it.
  it('publishes its rows before those that were added after it, once the connection broke', async () => {
    const a = await world.instance('a');
    await a.commit([row('warm', 'up')]);
    await world.untilEmpty();
    const proxy = await startCommitProxy(world.url);
    const lossy = openDatabase({ url: proxy.url, applicationName: 'lossy' });
    proxy.loseNextAnswer();
    const lost = lossy.transaction((tx) => a.outbox.add(tx, [row('k', '1')]));
    await expect(lost).rejects.toMatchObject({ code: 'TRANSIENT' });
    await a.commit([row('k', '2')]);
    await world.kafka.until((seen) => appliedValues(seen, 'k').length === 2, 'both records');
    expect(appliedValues(world.kafka.seen, 'k')).toEqual(['1', '2']);
    await lossy.close();
    await proxy.close();
  });

  it('publishes its rows before those that were added after it, while the answer is on its way', async () => {
    const a = await world.instance('a');
    for (const n of numbers(10)) {
      await a.commit([row(`k${n}`, '1')], { tell: false });
      await a.commit([row(`k${n}`, '2')]);
    }
    await world.untilEmpty();
    await world.kafka.until((seen) => seen.length === 20, 'all records');
    for (const n of numbers(10)) expect(appliedValues(world.kafka.seen, `k${n}`)).toEqual(['1', '2']);
  });

  it('waits for the answer for a moment, and sends nothing twice', async () => {
    const a = await world.instance('a');
    const first = await a.database.transaction((tx) => a.outbox.add(tx, [row('k', '1')]));
    await a.commit([row('k', '2')]);
    setImmediate(() => a.outbox.committed(first));
    await world.untilEmpty();
    await world.kafka.until((seen) => appliedValues(seen, 'k').length === 2, 'both records');
    expect(world.kafka.seen.map(({ value }) => value)).toEqual(['1', '2']);
  });
});

describe('when the database fails', () => {
  it('goes on when it is back, and sends nothing twice that was acknowledged', async () => {
    const a = await world.instance('a');
    a.publisher.hold();
    await a.commit([row('k', 'first')]);
    await eventually(() => (a.publisher.held === 1 ? true : undefined), { what: 'a publish under way' });
    const name = new URL(world.url).pathname.slice(1);
    await world.server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
    await world.server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
    a.publisher.release();
    await world.kafka.until((seen) => seen.length === 1, 'the record');
    await expect(a.commit([row('k', 'refused')])).rejects.toMatchObject({ code: 'TRANSIENT' });
    await world.server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);
    await a.commit([row('k', 'second')]);
    await world.untilEmpty();
    await world.kafka.until((seen) => seen.length >= 2, 'both records');
    expect(world.kafka.seen.map(({ value }) => value)).toEqual(['first', 'second']);
  });
});

describe('two processes on one database', () => {
  it('keep the order of every key while both write, join and leave', async () => {
    const a = await world.instance('a');
    let writers: Instance[] = [a];
    const perKey = 60;
    const keys = numbers(12).map((n) => `k${n}`);
    // Each key is written by one client at a time, at whichever process it happens to reach.
    const clients = keys.map(async (key, index) => {
      for (const n of numbers(perKey)) {
        const writer = writers[(index + Number(n)) % writers.length] ?? a;
        await writer.commit([row(key, n)]);
      }
    });
    const b = await world.instance('b');
    writers = [a, b];
    await Promise.all(clients);
    await b.outbox.stop(5_000);
    await world.untilEmpty();
    await world.kafka.until((seen) => new Set(seen.map(({ id }) => id)).size === keys.length * perKey, 'all records');
    for (const key of keys) expect(appliedValues(world.kafka.seen, key)).toEqual(numbers(perKey));
  });

  it('share the slots, and each publishes its own', async () => {
    const a = await world.instance('a');
    const b = await world.instance('b');
    const holders = `SELECT owner, count(*) AS n FROM leases WHERE owner IS NOT NULL GROUP BY owner ORDER BY owner`;
    await eventually(async () => ((await world.admin.query(holders)).rows.length === 2 ? true : undefined));
    expect((await world.admin.query(holders)).rows).toEqual([
      { owner: 'a', n: 8 },
      { owner: 'b', n: 8 },
    ]);
    await a.commit(numbers(200).map((n) => row(`k${n}`, n)));
    await world.untilEmpty();
    await world.kafka.until((seen) => seen.length >= 200, 'all records');
    expect(a.publisher.calls).toBeGreaterThan(0);
    expect(b.publisher.calls).toBeGreaterThan(0);
  });

  // A slot that was gained while a turn was under way: at its end the turn said that everything below a number was
  // published, which was true of the slots it knew, and rows that waited in the gained slot came after newer ones.
  it('keep the order in a slot that is gained while rows of others are being published', async () => {
    const a = await world.instance('a');
    const keys = numbers(12).map((n) => `k${n}`);
    const owned = `SELECT count(*) AS n FROM leases WHERE owner = 'a'`;
    const owns = (slots: number): Promise<unknown> =>
      eventually(async () => ((await world.admin.query<{ n: number }>(owned)).rows[0]?.n === slots ? true : undefined));
    await owns(16);
    await world.admin.query(
      `UPDATE leases SET owner = 'other', epoch = epoch + 1, until = 'infinity' WHERE slot % 2 = 0`,
    );
    await world.admin.query(`INSERT INTO lease_seekers SELECT lease_group, 'other', 'infinity' FROM leases LIMIT 1`);
    await a.commit(keys.map((key) => row(key, '0')));
    // Until what a holds is published, and looked at often enough to be settled; the rest belongs to the other one.
    for (const n of numbers(30)) {
      await a.commit([row(`filler${n}`, n)]);
      await delay(50);
    }
    const left = await world.waiting();
    expect(left).toBeGreaterThan(0);

    a.publisher.hold();
    await a.commit(numbers(40).map((n) => row(`filler${n}`, 'held')));
    await eventually(() => (a.publisher.held > 0 ? true : undefined), { what: 'a publish under way' });
    await world.admin.query(`DELETE FROM lease_seekers WHERE instance = 'other'`);
    await world.admin.query(`UPDATE leases SET until = clock_timestamp() WHERE owner = 'other'`);
    await owns(16);
    await a.commit(keys.map((key) => row(key, '1')));
    a.publisher.release();
    await world.untilEmpty();
    await world.kafka.until((seen) => keys.every((key) => appliedValues(seen, key).length === 2), 'both of each key');
    for (const key of keys) expect(appliedValues(world.kafka.seen, key)).toEqual(['0', '1']);
  });

  // The lease was confirmed as it was at that moment, whatever had become of it since the rows were seen.
  it.each([
    ['the table', /AS bytes_before/],
    ['memory', /SELECT DISTINCT number/],
  ])('a lease that was lost and regained since the rows were seen in %s does not let them out', async (way, texts) => {
    const a = await world.instance('a');
    await a.commit([row('warm', 'up')]);
    await world.untilEmpty();
    const old = row('k', 'old');
    const newer = row('k', 'newer');
    a.database.holdAnswers(texts);
    const added = await a.database.transaction((tx) => a.outbox.add(tx, [old]));
    if (way === 'memory') a.outbox.committed(added);
    else a.outbox.committed(await a.database.transaction((tx) => a.outbox.add(tx, [row('doubt', '1')])));
    await eventually(() => (a.database.held > 0 ? true : undefined), { what: 'the rows seen' });
    // Another process has the slots, and publishes this row and a newer one.
    await world.admin.query(`UPDATE leases SET owner = 'other', epoch = epoch + 1, until = 'infinity'`);
    const lost = `SELECT count(*) AS n FROM leases WHERE owner = 'a'`;
    const other = world.kafka.messaging.publisher('other');
    for (const { id, topic, key, value } of [old, newer]) {
      await other.publish([{ topic, key: Buffer.from(key), value: Buffer.from(value ?? ''), headers: { id } }]);
    }
    await other.close();
    await world.admin.query('DELETE FROM outbox WHERE id = $1', [old.id]);
    // Long enough for `a` to notice.
    await eventually(() => (world.lost('a') ? true : undefined), { what: 'a having lost its leases' });
    await world.admin.query(`UPDATE leases SET owner = NULL, until = '-infinity'`);
    await eventually(async () => ((await world.admin.query<{ n: number }>(lost)).rows[0]?.n === 16 ? true : undefined));
    a.database.thaw();
    await a.commit([row('k', 'last')]);
    await world.kafka.until((seen) => seen.some(({ value }) => value === 'last'), 'the last record');
    expect(world.kafka.seen.filter(({ key }) => key === 'k').map(({ value }) => value)).toEqual([
      'old',
      'newer',
      'last',
    ]);
  });

  it('a holder that was frozen while it published does no harm when it wakes', async () => {
    const a = await world.instance('a');
    a.publisher.hold();
    await a.commit([row('k', '1')]);
    await eventually(() => (a.publisher.held === 1 ? true : undefined), { what: 'a publish under way' });
    await a.commit([row('k', '2')]);
    a.database.freeze();
    await expire();
    const b = await world.instance('b');
    await world.kafka.until((seen) => appliedValues(seen, 'k').length === 2, 'both records from the new holder');
    await b.commit([row('k', '3')]);
    await world.kafka.until((seen) => appliedValues(seen, 'k').length === 3, 'the third record');
    a.database.thaw();
    a.publisher.release();
    await world.untilEmpty();
    await world.kafka.until((seen) => seen.length >= 4, 'the late copy');
    expect(appliedValues(world.kafka.seen, 'k')).toEqual(['1', '2', '3']);
    // Only what was under way came late: what waited in memory was not sent by a holder that had lost its lease.
    expect(world.kafka.seen.filter(({ value }) => value !== '1').length).toBe(2);
  });
});

describe('stopping', () => {
  it('publishes what is committed first', async () => {
    const a = await world.instance('a');
    a.publisher.hold();
    for (const n of numbers(30)) await a.commit([row('k', n)]);
    const stopping = a.outbox.stop(10_000);
    a.publisher.release();
    await stopping;
    expect(await world.waiting()).toBe(0);
    expect((await world.admin.query('SELECT FROM leases WHERE owner IS NOT NULL')).rowCount).toBe(0);
  });

  it('gives up at its deadline; the rows stay', async () => {
    const a = await world.instance('a');
    a.publisher.hold();
    await a.commit([row('k', 'x')]);
    await eventually(() => (a.publisher.held === 1 ? true : undefined), { what: 'a publish under way' });
    const began = performance.now();
    await a.outbox.stop(300);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(await world.waiting()).toBe(1);
  });
});
