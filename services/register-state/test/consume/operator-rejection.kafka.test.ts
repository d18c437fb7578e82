// A delivered record that nobody could apply had no answer for good: setting it aside told its sender nothing.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Opdracht, Terugkoppeling } from '../../../../schemas/message-book/v1/generated.ts';
import { partitionOf } from '../../../_platform/src/messaging/partition-of.ts';
import type { OutgoingRecord } from '../../../_platform/src/messaging/messaging.ts';
import { dayTurnMessage } from '../../src/messages/day-turn-message.ts';
import { checkRebuild } from '../../src/rebuild/check-rebuild.ts';
import { overview, personId, snapshot, trial } from '../wire.ts';
import { outgoingCommand } from './outgoing-command.ts';
import { openRegisterBench, PARTITIONS } from './register-bench.ts';
import type { RegisterBench } from './register-bench.ts';

const day = '2020-09-01';
const order = { reason: 'zinloos nog te proberen', by: 'operator', words: 'Lever deze benoeming opnieuw aan.' };

/** As the message book says, but for one member that does not exist. */
function misshapen(wire: Opdracht): OutgoingRecord {
  const record = outgoingCommand(wire);
  return { ...record, value: Buffer.from(JSON.stringify({ ...wire, inhoud: { onbekend: 1 } })) };
}

describe('an operator rejects', () => {
  let bench: RegisterBench;
  const [unreadable, unjudgeable, elsewhere] = Array.from({ length: 200 }, (_, index) =>
    personId(3_000 + index),
  ).filter((id) => partitionOf(Buffer.from(id), PARTITIONS) === 0) as [string, string, string];
  const first = snapshot({ person: unreadable, day, number: '1' });
  const wrongGround = snapshot({ person: unjudgeable, day, spans: [['502', '2020-08-01']] });
  const tried = trial(snapshot({ person: unreadable, day, number: '9' }));
  const request = overview({ day });
  const misdirected = snapshot({ person: elsewhere, day });

  const answers = async (): Promise<Terugkoppeling[]> =>
    (await bench.read('lrr.terugkoppeling.v1')).map(({ value }) => JSON.parse(String(value)) as Terugkoppeling);
  const answerTo = async (wire: Opdracht): Promise<Terugkoppeling[]> => {
    const { berichtId } = wire.bron as { berichtId: string };
    return (await answers()).filter(({ kop }) => kop.verwijstNaar === berichtId);
  };
  const parkedFor = async (wire: Opdracht): Promise<string> =>
    (await bench.consumer.parked.list({ state: 'OPEN' })).find(({ messageId }) => messageId === wire.id)!.id;
  const rejected = {
    kop: { berichtsoort: 'TERUGKOPPELING_AFKEURING', bevoegdGezagNummer: '41000', aanleverpuntnummer: '01' },
    terugkoppelingAfkeuring: { signalen: [{ code: '990', ernst: 'A', veld: '', tekst: order.words }] },
  };

  beforeAll(async () => {
    bench = await openRegisterBench();
    bench.unknownGrounds.add('502');
    await bench.publish(
      misshapen(first),
      outgoingCommand(snapshot({ person: unreadable, day, number: '2' })),
      outgoingCommand(wrongGround),
      { ...misshapen(tried), key: Buffer.from('other') },
      misshapen(request),
      { ...outgoingCommand(misdirected), key: Buffer.from(unreadable) },
    );
    await bench.settled();
  });
  afterAll(() => bench.close());

  it('what cannot be read: the sender gets record 13 with the words, and what waited goes on', async () => {
    const { parked } = bench.consumer;
    const id = await parkedFor(first);
    expect(await parked.setAside(id, order)).toEqual({ outcome: 'NIET_TOEGESTAAN' });
    expect(await parked.reject(id, { ...order, words: 'Bedoelt u 123456782?' })).toEqual({
      outcome: 'TEKST_GEWEIGERD',
    });
    expect(await parked.reject(id, order)).toEqual({ outcome: 'AFGEKEURD', applied: 1, stillWaiting: 0 });
    expect(await parked.reject(id, order)).toEqual({ outcome: 'AL_VERWERKT' });
    expect(await parked.show(id)).toMatchObject({ state: 'AFGEKEURD', aside: { reason: order.reason } });
    await bench.settled();
    expect(await answerTo(first)).toMatchObject([rejected]);
  });

  it('what can be read and not be judged: it is never applied after all, and its copy is known', async () => {
    const { parked } = bench.consumer;
    expect(await parked.reject(await parkedFor(wrongGround), order)).toMatchObject({ outcome: 'AFGEKEURD' });
    bench.unknownGrounds.clear();
    await bench.publish(outgoingCommand(wrongGround));
    await bench.settled();
    expect(await answerTo(wrongGround)).toMatchObject([rejected]);
    const { rows } = await bench.database.query('SELECT 1 FROM persons WHERE register_id = $1', [unjudgeable]);
    expect(rows).toEqual([]);
    expect(await parked.list({ state: 'OPEN' })).not.toContainEqual(expect.objectContaining({ key: unjudgeable }));
  });

  it('nothing that was processed since: its sender has his answer, and gets no other', async () => {
    const { parked } = bench.consumer;
    const wire = snapshot({ person: personId(4_100), day, spans: [['502', '2020-08-01']] });
    bench.unknownGrounds.add('502');
    await bench.publish(outgoingCommand(wire));
    await bench.settled();
    const id = await parkedFor(wire);
    bench.unknownGrounds.clear();
    expect(await parked.redrive(id)).toMatchObject({ outcome: 'VERWERKT' });
    expect(await parked.reject(id, order)).toEqual({ outcome: 'AL_VERWERKT' });
    expect(await parked.show(id)).toMatchObject({ state: 'VERWERKT', aside: null });
    await bench.settled();
    expect((await answerTo(wire)).map(({ kop }) => kop.berichtsoort)).toEqual(['TERUGKOPPELING_BENOEMING']);
  });

  // The turns that the key had missed were made up for, and no person has such an id: neither way of giving it up worked.
  it('what lies under the key of nobody, also after a day has turned', async () => {
    const { parked } = bench.consumer;
    const nobody = 'nobody';
    const partition = partitionOf(Buffer.from(nobody), PARTITIONS);
    const wire = snapshot({ person: personId(4_000), day });
    await bench.publish(
      { ...misshapen(wire), key: Buffer.from(nobody) },
      { ...outgoingCommand(wire), key: Buffer.from(nobody), value: Buffer.from('{') },
      outgoingCommand(dayTurnMessage(partition, '2020-09-02')),
    );
    await bench.settled();
    const [told, silent] = (await parked.list({ state: 'OPEN' })).filter(({ key }) => key === nobody);
    expect(await parked.reject(told!.id, order)).toEqual({ outcome: 'AFGEKEURD', applied: 0, stillWaiting: 1 });
    expect(await parked.setAside(silent!.id, order)).toEqual({ outcome: 'TERZIJDE', applied: 0, stillWaiting: 0 });
    await bench.settled();
    expect(await answerTo(wire)).toMatchObject([rejected]);
  });

  it('a trial, an overview request and a record under another key, each once', async () => {
    const { parked } = bench.consumer;
    for (const wire of [tried, request, misdirected]) {
      expect(await parked.reject(await parkedFor(wire), order)).toMatchObject({ outcome: 'AFGEKEURD' });
    }
    await bench.publish(misshapen(request));
    await bench.settled();
    expect(await answerTo(tried)).toMatchObject([{ ...rejected, kop: { ...rejected.kop, proef: true } }]);
    expect(await answerTo(request)).toMatchObject([rejected]);
    expect(await answerTo(misdirected)).toMatchObject([rejected]);

    const copy = await parkedFor(request);
    expect(await parked.reject(copy, order)).toEqual({ outcome: 'NIET_TOEGESTAAN' });
    expect(await parked.setAside(copy, order)).toMatchObject({ outcome: 'TERZIJDE' });
  });

  it('and a rebuild of the log makes the same register', async () => {
    expect(await checkRebuild({ url: bench.testDatabase.migratorUrl })).toMatchObject({ agrees: true });
  });
});
