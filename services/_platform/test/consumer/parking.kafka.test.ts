import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.ts';
import { kafkaBrokers } from '../../../../test/support/kafka.ts';
import { publishForeign } from '../messaging/foreign-client.ts';
import { openBench, startLedger, type ConsumerBench, type LedgerConsumer } from './consumer-bench.ts';
import { dayEntry, entry } from './ledger.ts';

describe('records that cannot be applied', () => {
  let bench: ConsumerBench;
  beforeAll(async () => {
    bench = await openBench();
  });
  afterAll(() => bench.close());

  const broken = (...notes: string[]): { broken: Set<string> } => ({ broken: new Set(notes) });
  const headId = async (ledger: LedgerConsumer): Promise<string> =>
    (await ledger.running.parked.list()).find(({ waitsBehind }) => waitsBehind === null)!.id;

  it('are parked one by one with their reason; neighbours are applied, later ones of the key wait', async () => {
    const topic = await bench.newTopic();
    const raw = (
      id: string,
      key: string | null,
      value: Buffer | string | null,
    ): Parameters<typeof publishForeign>[2][0] => ({
      key,
      value,
      headers: { id },
      partition: 0,
    });
    const json = (key: string, note: string): string => JSON.stringify({ key, note });
    await publishForeign(kafkaBrokers()[0]!, `${bench.prefix}${topic}`, [
      raw('good-1', 'g', json('g', 'n')),
      raw('bytes', 'a', Buffer.from([0xff, 0xfe, 0x00, 0x01])),
      raw('after bytes', 'a', json('a', 'n')),
      raw('empty', 'b', null),
      raw('null key', null, json('g', 'n')),
      raw('wrong key', 'g', json('other', 'n')),
      raw('throws', 'c', json('c', 'explode')),
      raw('after throws', 'c', json('c', 'n')),
      raw('sql', 'd', json('d', 'longer than the column takes')),
      raw('zero\0id', 'e', json('e', 'n')),
      raw('no message', 'f', JSON.stringify({ note: 'n' })),
      raw('wide', 'h', JSON.stringify({ key: 'h', note: 'x'.repeat(900_000) })),
      raw('good-2', 'g', json('g', 'n')),
      raw('good-3', 'other', json('other', 'n')),
    ]);
    const ledger = await startLedger(bench, topic, { faults: broken('explode') });
    await ledger.caughtUp();

    expect(await ledger.ids()).toEqual(['good-1', 'good-2', 'good-3']);
    const parked = await ledger.parked();
    expect(parked).toEqual([
      { messageId: 'bytes', key: 'a', reason: 'SyntaxError', waits: false },
      { messageId: 'after bytes', key: 'a', reason: 'WAITING', waits: true },
      { messageId: 'empty', key: 'b', reason: 'NO_VALUE', waits: false },
      { messageId: 'null key', key: null, reason: 'KEY_MISSING', waits: false },
      { messageId: 'wrong key', key: null, reason: 'KEY_MISMATCH', waits: false },
      { messageId: 'throws', key: 'c', reason: 'TypeError', waits: false },
      { messageId: 'after throws', key: 'c', reason: 'WAITING', waits: true },
      { messageId: 'sql', key: 'd', reason: 'SQLSTATE_22001', waits: false },
      { messageId: 'zero\uFFFDid', key: 'e', reason: 'SQLSTATE_22P05', waits: false },
      { messageId: 'no message', key: 'f', reason: 'NO_KEY', waits: false },
      { messageId: 'wide', key: 'h', reason: 'SQLSTATE_22001', waits: false },
    ]);
    const summary = (await ledger.running.parked.list())[0]!;
    expect(await ledger.running.parked.show(summary.id)).toMatchObject({
      topic,
      partition: 0,
      offset: 1,
      attempts: 1,
      state: 'OPEN',
      value: Buffer.from([0xff, 0xfe, 0x00, 0x01]),
      headers: { id: 'bytes' },
    });
    expect(await ledger.running.parked.isParked('throws')).toBe(true);
    expect(await ledger.running.parked.isParked('good-1')).toBe(false);
    await ledger.stop();
  });

  it('share a fingerprint when they fail in the same way at the same place', async () => {
    const topic = await bench.newTopic();
    const ledger = await startLedger(bench, topic, { faults: broken('x', 'y') });
    await bench.publisher.publish([
      entry(topic, 'a', '1', 'x'),
      entry(topic, 'b', '2', 'y'),
      entry(topic, 'c', '3', 'n'.repeat(30)),
    ]);
    await ledger.caughtUp();
    const [one, two, three] = (await ledger.running.parked.list()).map(({ fingerprint }) => fingerprint);
    expect(one).toBe(two);
    expect(one).not.toBe(three);
    await ledger.stop();
  });

  it('repeat nothing of their content in reason, message or stack', async () => {
    const topic = await bench.newTopic();
    const ledger = await startLedger(bench, topic, { faults: broken('999990019') });
    await bench.publisher.publish([
      entry(topic, 'a', '1', '999990019'),
      { ...entry(topic, 'b', '2'), value: Buffer.from('{"999990019') },
    ]);
    await ledger.caughtUp();
    for (const { id } of await ledger.running.parked.list()) {
      const { reason, message, stack } = (await ledger.running.parked.show(id))!;
      expect([reason, message, stack].join()).not.toContain('999990019');
    }
    await ledger.stop();
  });

  it('that come with a known id and another content are parked, not dropped', async () => {
    const topic = await bench.newTopic();
    const ledger = await startLedger(bench, topic);
    await bench.publisher.publish([entry(topic, 'a', '1', 'first')]);
    await ledger.caughtUp();
    await bench.publisher.publish([
      entry(topic, 'a', '1', 'other'),
      entry(topic, 'a', '2'),
      entry(topic, 'b', '3'),
      entry(topic, 'b', '3', 'in one batch'),
    ]);
    await ledger.caughtUp();
    expect(await ledger.ids()).toEqual(['1', '3']);
    expect(await ledger.parked()).toEqual([
      { messageId: '1', key: 'a', reason: 'ID_CONFLICT', waits: false },
      { messageId: '2', key: 'a', reason: 'WAITING', waits: true },
      { messageId: '3', key: 'b', reason: 'ID_CONFLICT', waits: false },
    ]);
    expect(await ledger.running.parked.redrive(await headId(ledger))).toEqual({
      outcome: 'OPNIEUW_GEPARKEERD',
      reason: 'ID_CONFLICT',
      attempts: 2,
    });
    await ledger.stop();
  });

  // A known id with another content blocked its key for good: a redrive finds the same again, every time.
  it('that clash with a known id can be set aside, and what waits goes on in order', async () => {
    const topic = await bench.newTopic();
    const ledger = await startLedger(bench, topic);
    await bench.publisher.publish([
      entry(topic, 'a', '1', 'first'),
      entry(topic, 'a', '1', 'other'),
      entry(topic, 'a', '2'),
      entry(topic, 'a', '3'),
    ]);
    await ledger.caughtUp();
    const { parked } = ledger.running;
    const head = await headId(ledger);
    const [, waiting] = await parked.list();
    const aside = { reason: 'dubbel', by: 'operator' };
    expect(await parked.setAside(waiting!.id, aside)).toEqual({ outcome: 'WACHT', behind: head });
    expect(await parked.setAside(head, aside)).toEqual({ outcome: 'TERZIJDE', applied: 2, stillWaiting: 0 });
    expect(await ledger.ids()).toEqual(['1', '2', '3', 'made-up']);
    expect(await parked.show(head)).toMatchObject({ state: 'TERZIJDE', aside, value: expect.any(Buffer) });
    expect(await parked.setAside(head, aside)).toEqual({ outcome: 'AL_VERWERKT' });
    expect(await parked.redrive(head)).toEqual({ outcome: 'AL_VERWERKT' });
    await bench.publisher.publish([entry(topic, 'a', '4')]);
    await ledger.caughtUp();
    expect((await ledger.ids()).at(-1)).toBe('4');
    await ledger.stop();
  });

  it('that cannot be read can be set aside; one that was never applied can not', async () => {
    const topic = await bench.newTopic();
    const ledger = await startLedger(bench, topic, { faults: broken('bad') });
    await bench.publisher.publish([
      { ...entry(topic, 'a', '1'), value: Buffer.from('{') },
      entry(topic, 'a', '2'),
      entry(topic, 'b', '3', 'bad'),
    ]);
    await ledger.caughtUp();
    const { parked } = ledger.running;
    const heads = (await parked.list()).filter(({ waitsBehind }) => waitsBehind === null);
    const idOf = (key: string): string => heads.find((one) => one.key === key)!.id;
    const aside = { reason: 'onleesbaar', by: 'operator' };
    expect(await parked.setAside(idOf('b'), aside)).toEqual({ outcome: 'NIET_TOEGESTAAN' });
    expect(await parked.show(idOf('b'))).toMatchObject({ state: 'OPEN', aside: null });
    expect(await parked.setAside(idOf('a'), aside)).toEqual({ outcome: 'TERZIJDE', applied: 1, stillWaiting: 0 });
    // Refusing left nothing behind: the record is new to the inbox still.
    ledger.faults.broken.clear();
    expect(await parked.redrive(idOf('b'))).toEqual({ outcome: 'VERWERKT', applied: 1, stillWaiting: 0 });
    expect(await parked.setAside('999999', aside)).toEqual({ outcome: 'ONBEKEND' });
    await ledger.stop();
  });

  describe('when redriven', () => {
    it('are applied head first, then what waits, each with its own number; then the key is free', async () => {
      const topic = await bench.newTopic();
      const faults = broken('bad');
      const ledger = await startLedger(bench, topic, { faults });
      await bench.publisher.publish([entry(topic, 'a', '1', 'bad'), entry(topic, 'b', '2'), entry(topic, 'a', '3')]);
      await ledger.caughtUp();
      await bench.publisher.publish([entry(topic, 'a', '4'), entry(topic, 'b', '5')]);
      await ledger.caughtUp();
      expect(await ledger.ids()).toEqual(['2', '5']);

      const head = await headId(ledger);
      expect(await ledger.running.parked.redrive(head)).toEqual({
        outcome: 'OPNIEUW_GEPARKEERD',
        reason: 'TypeError',
        attempts: 2,
      });
      expect(await ledger.ids()).toEqual(['2', '5']);

      faults.broken.clear();
      const [, waiting] = await ledger.running.parked.list();
      expect(await ledger.running.parked.redrive(waiting!.id)).toEqual({ outcome: 'WACHT', behind: head });
      expect(await ledger.running.parked.redrive(head)).toEqual({ outcome: 'VERWERKT', applied: 3, stillWaiting: 0 });
      expect(await ledger.running.parked.redrive(head)).toEqual({ outcome: 'AL_VERWERKT' });
      expect(await ledger.running.parked.redrive('999999')).toEqual({ outcome: 'ONBEKEND' });
      expect(await ledger.running.parked.redrive('not-an-id')).toEqual({ outcome: 'ONBEKEND' });

      await bench.publisher.publish([entry(topic, 'a', '6')]);
      await ledger.caughtUp();
      expect((await ledger.lines()).map(({ number, id }) => [number, id])).toEqual([
        [1, '2'],
        [2, '5'],
        [3, '1'],
        [4, '3'],
        [5, '4'],
        [6, 'made-up'],
        [7, '6'],
      ]);
      expect(await ledger.parked()).toEqual([]);
      await ledger.stop();
    });

    it('stop at one that waits and fails in turn: it becomes the head', async () => {
      const topic = await bench.newTopic();
      const faults = broken('bad', 'worse');
      const ledger = await startLedger(bench, topic, { faults });
      await bench.publisher.publish([
        entry(topic, 'a', '1', 'bad'),
        entry(topic, 'a', '2', 'worse'),
        entry(topic, 'a', '3'),
      ]);
      await ledger.caughtUp();
      faults.broken.delete('bad');
      expect(await ledger.running.parked.redrive(await headId(ledger))).toEqual({
        outcome: 'VERWERKT',
        applied: 1,
        stillWaiting: 2,
      });
      expect(await ledger.parked()).toEqual([
        { messageId: '2', key: 'a', reason: 'TypeError', waits: false },
        { messageId: '3', key: 'a', reason: 'WAITING', waits: true },
      ]);
      faults.broken.clear();
      expect(await ledger.running.parked.redrive(await headId(ledger))).toEqual({
        outcome: 'VERWERKT',
        applied: 2,
        stillWaiting: 0,
      });
      expect(await ledger.ids()).toEqual(['1', '2', '3', 'made-up']);
      await ledger.stop();
    });

    it('fail again with the same reason when their key is missing or wrong', async () => {
      const topic = await bench.newTopic();
      await publishForeign(kafkaBrokers()[0]!, `${bench.prefix}${topic}`, [
        { key: null, value: JSON.stringify({ key: 'a', note: 'n' }), headers: { id: '1' } },
        { key: 'b', value: JSON.stringify({ key: 'a', note: 'n' }), headers: { id: '2' } },
      ]);
      const ledger = await startLedger(bench, topic);
      await ledger.caughtUp();
      const outcomes = [];
      for (const { id } of await ledger.running.parked.list()) outcomes.push(await ledger.running.parked.redrive(id));
      expect(outcomes).toEqual([
        { outcome: 'OPNIEUW_GEPARKEERD', reason: 'KEY_MISSING', attempts: 2 },
        { outcome: 'OPNIEUW_GEPARKEERD', reason: 'KEY_MISMATCH', attempts: 2 },
      ]);
      await ledger.stop();
    });

    it('take turns with the live stream: every record once, whoever comes first', async () => {
      const topic = await bench.newTopic();
      const faults = broken('bad');
      const ledger = await startLedger(bench, topic, { faults });
      const waiting = Array.from({ length: 40 }, (_, i) => entry(topic, 'a', `a${i}`));
      await bench.publisher.publish([entry(topic, 'a', 'head', 'bad'), ...waiting]);
      await ledger.caughtUp();
      faults.broken.clear();
      const id = await headId(ledger);
      const live = async (): Promise<void> => {
        for (let i = 40; i < 60; i += 1)
          await bench.publisher.publish([entry(topic, 'a', `a${i}`), entry(topic, 'b', `b${i}`)]);
      };
      await Promise.all([live(), ledger.running.parked.redrive(id), ledger.running.parked.redrive(id)]);
      await ledger.caughtUp();
      // What queued up behind the last record of the redrive, if anything, is redriven as its own head.
      for (const { id: left } of (await ledger.running.parked.list()).slice(0, 1))
        await ledger.running.parked.redrive(left);
      const lines = await ledger.lines();
      expect(lines.map(({ number }) => number)).toEqual(lines.map((_, i) => i + 1));
      const ofA = lines.filter(({ key, id: line }) => key === 'a' && line !== 'made-up').map(({ id: line }) => line);
      expect(ofA).toEqual(['head', ...Array.from({ length: 60 }, (_, i) => `a${i}`)]);
      await ledger.stop();
    });
  });

  describe('beside partition-wide records', () => {
    const day = (n: number): string => `2026-03-0${n}`;

    it('a day passes a parked key by, and is made up for when the key is free', async () => {
      const topic = await bench.newTopic();
      const faults = broken('bad');
      const ledger = await startLedger(bench, topic, { faults });
      await bench.publisher.publish([
        entry(topic, 'a', '1'),
        entry(topic, 'b', '2'),
        dayEntry(topic, 0, day(1)),
        entry(topic, 'a', '3', 'bad'),
        dayEntry(topic, 0, day(2)),
        entry(topic, 'a', '4'),
        dayEntry(topic, 0, day(3)),
      ]);
      await ledger.caughtUp();
      faults.broken.clear();
      await ledger.running.parked.redrive(await headId(ledger));
      expect((await ledger.lines()).map(({ key, note }) => `${key} ${note}`)).toEqual([
        'a 1',
        'b 2',
        `a ${day(1)}`,
        `b ${day(1)}`,
        `b ${day(2)}`,
        `b ${day(3)}`,
        'a bad',
        'a 4',
        `a ${day(1)}..${day(3)}`.slice(0, 22),
      ]);
      await ledger.stop();
    });

    it('a day that fails for one key is parked for that key alone, and redriven for it alone', async () => {
      const topic = await bench.newTopic();
      const faults = broken('day a');
      const ledger = await startLedger(bench, topic, { faults });
      await bench.publisher.publish([
        entry(topic, 'a', '1'),
        entry(topic, 'b', '2'),
        dayEntry(topic, 0, day(1)),
        entry(topic, 'a', '3'),
        entry(topic, 'b', '4'),
      ]);
      await ledger.caughtUp();
      const notes = async (): Promise<string[]> => (await ledger.lines()).map(({ key, note }) => `${key} ${note}`);
      expect(await notes()).toEqual(['a 1', 'b 2', `b ${day(1)}`, 'b 4']);
      expect(await ledger.parked()).toEqual([
        { messageId: `day-0-${day(1)}`, key: 'a', reason: 'RangeError', waits: false },
        { messageId: '3', key: 'a', reason: 'WAITING', waits: true },
      ]);
      const head = await headId(ledger);
      expect(await ledger.running.parked.redrive(head)).toMatchObject({
        outcome: 'OPNIEUW_GEPARKEERD',
        reason: 'RangeError',
      });
      faults.broken.clear();
      expect(await ledger.running.parked.redrive(head)).toEqual({ outcome: 'VERWERKT', applied: 2, stillWaiting: 0 });
      expect((await notes()).slice(4, 6)).toEqual([`a ${day(1)}`, 'a 3']);
      await ledger.stop();
    });
  });

  it('stop the partition when there are more than the brake allows; nothing after them is touched until a resume', async () => {
    const topic = await bench.newTopic();
    const ledger = await startLedger(bench, topic, { faults: broken('bad'), brakePerMinute: 5 });
    await bench.publisher.publish(
      Array.from({ length: 20 }, (_, i) => entry(topic, `key-${i}`, String(i), i % 2 === 0 ? 'bad' : 'good')),
    );
    const braked = async (position: number): Promise<true | undefined> => {
      const [partition] = (await ledger.running.status()).partitions;
      return partition?.reason === 'BRAKE' && partition.position === position ? true : undefined;
    };
    await eventually(() => braked(10));
    expect(await ledger.ids()).toEqual(['1', '3', '5', '7', '9']);
    expect(ledger.running.ready()).toBe(true);
    ledger.running.resume();
    await ledger.caughtUp();
    expect(await ledger.parked()).toHaveLength(10);
    expect(await ledger.ids()).toHaveLength(10);
    await ledger.stop();
  });

  it('stop it too when they cannot even be read', async () => {
    const topic = await bench.newTopic();
    const bad = Array.from({ length: 12 }, (_, i) => ({
      ...entry(topic, `key-${i}`, String(i)),
      value: Buffer.from('{'),
    }));
    await bench.publisher.publish([...bad, entry(topic, 'good', 'good')]);
    const ledger = await startLedger(bench, topic, { brakePerMinute: 10 });
    await eventually(async () =>
      (await ledger.running.status()).partitions[0]?.reason === 'BRAKE' ? true : undefined,
    );
    expect(await ledger.parked()).toHaveLength(10);
    ledger.running.resume();
    await ledger.caughtUp();
    expect(await ledger.ids()).toEqual(['good']);
    await ledger.stop();
  });
});
