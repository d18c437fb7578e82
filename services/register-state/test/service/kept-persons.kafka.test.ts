// The column of the who-sees-what matrix for a consumer and a person who is kept (register's law, section 1: readable by
// the teacher alone): what happens to him meanwhile reaches nobody but himself and the board that delivered it.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.ts';
import { startReceiver } from '../../../_platform/test/webhooks/receiver.ts';
import type { Receiver } from '../../../_platform/test/webhooks/receiver.ts';
import { consumerRows } from '../../src/http/consumer-rows.ts';
import { eventFaults } from '../apply/event-schemas.ts';
import { readAll } from '../consume/register-bench.ts';
import { DUTCH } from '../domain/history.ts';
import { correctionRequest, keyData, personId, snapshot, statement, teacherRequest } from '../wire.ts';
import { asBoard, asTeacher, startRegister } from './running-register.ts';
import type { RunningRegister } from './running-register.ts';

const TODAY = '2026-09-01';
const kept = personId(951);
const CONSUMER = { rol: 'AFNEMER', afnemerId: 'afnemer-1' };
/** What only records held that came while he was kept. */
const MEANWHILE = ['43210', 'BN-BEWAARD', '"511"', '2026-08-15', 'datumEindeBenoeming'];

let register: RunningRegister;
let receiver: Receiver;
/** Texts on Kafka, by id. */
let told: Map<string, string>;

const onKafka = async (): Promise<Map<string, string>> => {
  const records = await readAll(register.messaging, 'lrr.registratie.v1');
  return new Map(records.map(({ headers, value }) => [String(headers['id']), String(value)]));
};
const until = (count: number): Promise<Map<string, string>> =>
  eventually(
    async () => {
      const all = await onKafka();
      return all.size >= count && receiver.received.length >= count ? all : undefined;
    },
    { withinMs: 30_000, what: `${String(count)} events on Kafka and in the webhook` },
  );

/** GET of every row that shows a consumer persons. */
async function shownToConsumer(): Promise<string> {
  const paths = Object.values(consumerRows).flatMap((row) => ('reads' in row ? [row.route.split(' ')[1] ?? ''] : []));
  expect(paths).toHaveLength(3);
  const bodies = paths.map(async (path) => {
    const { status, body } = await register.call('GET', path.replace(':registratieId', kept), { as: CONSUMER });
    expect(status).toBe(200);
    return JSON.stringify(body);
  });
  return (await Promise.all(bodies)).join('\n');
}

beforeAll(async () => {
  receiver = await startReceiver();
  register = await startRegister(TODAY);
  await register.call('POST', '/v1/abonnementen', { as: CONSUMER, body: { url: receiver.url, na: '0' } });
  const temporary = { person: kept, day: TODAY, board: '43210', number: 'BN-BEWAARD' };
  await register.deliver(
    snapshot({ person: kept, day: TODAY }),
    statement(kept, TODAY, DUTCH),
    teacherRequest('VERZOEK_UITSCHRIJVING', kept, TODAY),
    snapshot({ ...temporary, spans: [['511', '2026-08-15']] }),
    snapshot({ ...temporary, spans: [['511', '2026-08-15']], stand: { datumEindeBenoeming: '2027-07-31' } }),
    keyData({ person: kept, day: TODAY, board: '43210' }),
    correctionRequest(kept, TODAY, { bevoegdGezagNummer: '43210', benoemingvolgnummer: 'BN-BEWAARD' }),
  );
  // 3 + 3 of the register, 2 that keep him, then 3 + 2 + 2 + 2.
  told = await until(17);
});
afterAll(async () => {
  await register.close();
  await receiver.close();
});

describe('what happens to somebody while he is kept', () => {
  it('reaches no consumer, by whatever way, but for its place and kind', async () => {
    const all = [[...told.values()].join('\n'), receiver.received.map(({ body }) => body).join('\n')];
    for (const text of [...all, await shownToConsumer()]) {
      for (const word of MEANWHILE) expect(text).not.toContain(word);
      expect(text).toContain('voorportaal-ingeschreven');
    }
  });

  it('is the same on Kafka, over HTTP and in a webhook, and fits its schema', async () => {
    const { body } = await register.call('GET', '/v1/gebeurtenissen?maxAantal=1000', { as: CONSUMER });
    const overHttp = body.gebeurtenissen.map(({ positie: _position, ...event }: Record<string, unknown>) => event);
    expect(overHttp.map((event: object) => JSON.stringify(event)).sort()).toEqual([...told.values()].sort());
    expect(new Set(receiver.received.map(({ body: text }) => text))).toEqual(new Set(told.values()));
    for (const event of overHttp) expect(eventFaults(event)).toEqual([]);
  });

  it('he reads himself, whole; who may not see him sees as little as before', async () => {
    const read = (path: string, as: object) =>
      register.call('GET', `/v1/registraties/${kept}${path}`, { as: as as Record<string, string> });
    const own = await read('/historie', asTeacher(kept));
    const history = JSON.stringify(own.body.regels.map(({ gebeurtenissen }: any) => gebeurtenissen));
    for (const word of MEANWHILE) expect(history).toContain(word);
    expect(history).not.toContain('{"status":"BEWAARD"}}');
    expect(JSON.stringify((await read('', asTeacher(kept))).body)).toContain('BN-BEWAARD');
    for (const rol of ['INSPECTIE', 'BEHEER']) expect((await read('', { rol })).status).toBe(404);
    const query = `?bevoegdGezagNummer=43210&peildatum=${TODAY}`;
    const { body } = await register.call('GET', `/v1/registratieoverzichten${query}`, { as: asBoard('43210') });
    expect(JSON.stringify(body)).toContain('BN-BEWAARD');
  });

  it('that a consumer was told of him stands in what he can read', async () => {
    const { body } = await register.call('GET', `/v1/registraties/${kept}/inzagen`, { as: asTeacher(kept) });
    expect(body.inzagen).toEqual(
      expect.arrayContaining([expect.objectContaining({ rol: 'AFNEMER', organisatie: 'afnemer-1' })]),
    );
  });

  it('stays withheld once he is back; his state tells what holds from then on', async () => {
    await register.deliver(snapshot({ person: kept, day: TODAY, number: '2', spans: [['501', '2026-08-20']] }));
    const after = await until(20);
    for (const [id, text] of told) expect(after.get(id)).toBe(text);
    const { body } = await register.call('GET', `/v1/registratiestanden/${kept}`, { as: CONSUMER });
    expect(body.stand).toMatchObject({ status: 'OPGENOMEN', voorportaal: [{ benoemingvolgnummer: 'BN-BEWAARD' }] });
    const { body: feed } = await register.call('GET', '/v1/gebeurtenissen?maxAantal=17', { as: CONSUMER });
    for (const word of MEANWHILE) expect(JSON.stringify(feed)).not.toContain(word);
  });
});
