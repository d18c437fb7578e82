import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Opdracht } from '../../../../schemas/message-book/v1/generated.ts';
import { kafkaBrokers } from '../../../../test/support/kafka.ts';
import { partitionOf } from '../../../_platform/src/messaging/partition-of.ts';
import type { OutgoingRecord } from '../../../_platform/src/messaging/messaging.ts';
import { publishForeign } from '../../../_platform/test/messaging/foreign-client.ts';
import { dayTurnMessage, partitionKey } from '../../src/messages/day-turn-message.ts';
import { checkRebuild } from '../../src/rebuild/check-rebuild.ts';
import { personId, snapshot } from '../wire.ts';
import { openRegisterBench, PARTITIONS } from './register-bench.ts';
import type { RegisterBench } from './register-bench.ts';

const TOPIC = 'lrr.opdracht.v1';

/** Persons whose records fall in partition 0, so that order and neighbours are known. */
const persons = Array.from({ length: 200 }, (_, index) => personId(1_000 + index)).filter(
  (id) => partitionOf(Buffer.from(id), PARTITIONS) === 0,
);

function outgoing(wire: Opdracht, o: { key?: string; value?: Buffer | null; partition?: number } = {}): OutgoingRecord {
  const key = o.key ?? ('registratieId' in wire ? wire.registratieId : partitionKey(o.partition ?? 0));
  return {
    topic: TOPIC,
    key: Buffer.from(key),
    value: o.value === undefined ? Buffer.from(JSON.stringify(wire)) : o.value,
    headers: { id: wire.id, type: wire.soort, schemaversion: '1' },
    partition: o.partition ?? 0,
  };
}

describe('records that are no command, or that cannot be judged', () => {
  let bench: RegisterBench;
  const [bytes, empty, shape, other, ground, good, cut] = persons as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const day = '2020-09-01';
  const ending = { stand: { datumEindeBenoeming: '2020-09-30' } };

  beforeAll(async () => {
    bench = await openRegisterBench();
    await bench.publish(outgoing(dayTurnMessage(0, day)), outgoing(snapshot({ person: ground, day, ...ending })));
    await bench.settled();
    bench.unknownGrounds.add('502');
    const unjudgeable = snapshot({ person: ground, day, spans: [['502', '2020-08-01']], number: '2' });
    const wrongShape = {
      ...snapshot({ person: shape, day }),
      inhoud: { benoemingvolgnummer: '1' },
    } as unknown as Opdracht;
    await publishForeign(kafkaBrokers()[0]!, `${bench.prefix}${TOPIC}`, [
      { key: null, value: JSON.stringify(snapshot({ person: good, day })), headers: { id: 'no-key' }, partition: 0 },
    ]);
    await bench.publish(
      outgoing(snapshot({ person: good, day, order: 1 })),
      outgoing(snapshot({ person: bytes, day }), { value: Buffer.from([0xff, 0xfe, 0x00]) }),
      outgoing(snapshot({ person: bytes, day })),
      outgoing(snapshot({ person: empty, day }), { value: null }),
      outgoing(wrongShape),
      outgoing(snapshot({ person: other, day }), { key: cut }),
      outgoing(unjudgeable),
      outgoing(snapshot({ person: ground, day, number: '3' })),
      outgoing(dayTurnMessage(0, '2020-10-01')),
      outgoing(snapshot({ person: other, day: '2020-10-01' })),
      outgoing(dayTurnMessage(0, '2020-10-02')),
      outgoing(snapshot({ person: good, day: '2020-10-02', order: 2, ...ending })),
    );
    await bench.settled();
  });
  afterAll(() => bench.close());

  it('are parked with their reason, and only their own person waits', async () => {
    const parked = await bench.consumer.parked.list();
    expect(parked.map(({ key, reason }) => [key, reason])).toEqual([
      [null, 'KEY_MISSING'],
      [bytes, 'NOT_JSON'],
      [bytes, 'WAITING'],
      [empty, 'VALUE_MISSING'],
      [shape, 'WRONG_SHAPE'],
      [null, 'KEY_MISMATCH'],
      [ground, 'GROUND_UNKNOWN'],
      [ground, 'WAITING'],
    ]);
    const { rows } = await bench.database.query<{ register_id: string }>('SELECT register_id FROM persons');
    expect(new Set(rows.map((row) => row.register_id))).toEqual(new Set([ground, good, other]));
  });

  it('are applied in order after a redrive, and then the day turns that the person missed', async () => {
    bench.unknownGrounds.clear();
    const head = (await bench.consumer.parked.list()).find(({ reason }) => reason === 'GROUND_UNKNOWN')!;
    expect(await bench.consumer.parked.redrive(head.id)).toEqual({ outcome: 'VERWERKT', applied: 2, stillWaiting: 0 });
    const { rows } = await bench.database.query<{ kind: string; day: string | null; events: string | null }>(
      `SELECT kind, command -> 'inhoud' ->> 'datum' AS day,
         (SELECT string_agg(type, ' ' ORDER BY number) FROM event_log AS e
          WHERE e.partition = c.partition AND e.application_number = c.application_number) AS events
       FROM command_log AS c WHERE register_id = $1 ORDER BY application_number`,
      [ground],
    );
    expect(rows).toEqual([
      {
        kind: 'AANLEVEREN_BENOEMING',
        day: null,
        events: 'benoeming-geregistreerd persoon-bekend registratie-gewijzigd',
      },
      { kind: 'AANLEVEREN_BENOEMING', day: null, events: 'benoeming-geregistreerd registratie-gewijzigd' },
      { kind: 'AANLEVEREN_BENOEMING', day: null, events: 'benoeming-geregistreerd registratie-gewijzigd' },
      { kind: 'DAGOVERGANG', day: '2020-10-01', events: 'benoeming-beeindigd registratie-gewijzigd' },
      { kind: 'DAGOVERGANG', day: '2020-10-02', events: null },
    ]);
  });

  it('leave a log from which a rebuild makes the same register', async () => {
    expect(await checkRebuild({ url: bench.testDatabase.migratorUrl })).toMatchObject({ agrees: true });
  });

  it('do not disturb what is published: per person 1, 2, 3 … in order, each id once', async () => {
    await bench.settled();
    const events = (await bench.read('lrr.registratie.v1')).map(
      ({ value }) => JSON.parse(String(value)) as { id: string; subject: string; sequence: string },
    );
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    for (const own of Map.groupBy(events, ({ subject }) => subject).values()) {
      expect(own.map(({ sequence }) => Number(sequence))).toEqual(own.map((_, index) => index + 1));
    }
    const feedback = await bench.read('lrr.terugkoppeling.v1');
    expect(new Set(feedback.map(({ headers }) => String(headers['id']))).size).toBe(feedback.length);
    expect(feedback).toHaveLength(6);
  });
});

describe('a day turn that fails for one person', () => {
  let bench: RegisterBench;
  const [failing, sound] = persons.slice(7) as [string, string];
  const ending = { day: '2020-09-01', stand: { datumEindeBenoeming: '2020-09-30' } };
  const statuses = async (): Promise<Map<string, string>> => {
    const { rows } = await bench.database.query<{ register_id: string; status: string }>(
      'SELECT register_id, status FROM persons',
    );
    return new Map(rows.map((row) => [row.register_id, row.status]));
  };

  beforeAll(async () => {
    bench = await openRegisterBench();
    await bench.publish(
      outgoing(dayTurnMessage(0, '2020-09-01')),
      outgoing(snapshot({ person: failing, ...ending, spans: [['503', '2020-08-01']] })),
      outgoing(snapshot({ person: sound, ...ending })),
    );
    await bench.settled();
    bench.unknownGrounds.add('503');
    await bench.publish(
      outgoing(dayTurnMessage(0, '2020-10-01')),
      outgoing(dayTurnMessage(0, '2020-10-02')),
      outgoing(snapshot({ person: failing, day: '2020-10-02', number: '2' })),
    );
    await bench.settled();
  });
  afterAll(() => bench.close());

  it('parks that person with the turn as head, and goes on for the others', async () => {
    expect(await statuses()).toEqual(
      new Map([
        [failing, 'BEKEND'],
        [sound, 'BEWAARD'],
      ]),
    );
    const parked = await bench.consumer.parked.list();
    expect(parked.map(({ key, reason }) => [key, reason])).toEqual([
      [failing, 'GROUND_UNKNOWN'],
      [failing, 'WAITING'],
    ]);
  });

  it('is made up for by a redrive: the head, what waited, the turns missed, each once', async () => {
    bench.unknownGrounds.clear();
    const head = (await bench.consumer.parked.list()).find(({ waitsBehind }) => waitsBehind === null)!;
    expect(await bench.consumer.parked.redrive(head.id)).toEqual({ outcome: 'VERWERKT', applied: 2, stillWaiting: 0 });
    const { rows } = await bench.database.query<{ told: string }>(
      `SELECT concat_ws(' ', kind, command -> 'inhoud' ->> 'datum', outcome) AS told
       FROM command_log WHERE register_id = $1 ORDER BY application_number`,
      [failing],
    );
    expect(rows.map(({ told }) => told)).toEqual([
      'AANLEVEREN_BENOEMING VERWERKT',
      'DAGOVERGANG 2020-10-01 VERWERKT',
      'AANLEVEREN_BENOEMING VERWERKT',
      'DAGOVERGANG 2020-10-02 VERWERKT',
    ]);
    expect((await statuses()).get(failing)).toBe('BEKEND');
    expect(await checkRebuild({ url: bench.testDatabase.migratorUrl })).toMatchObject({ agrees: true });
  });
});
