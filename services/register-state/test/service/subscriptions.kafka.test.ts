import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { createReceiver as createExample } from '../../../../docs/examples/webhook-receiver.ts';
import { freePort } from '../../../../scripts/stack/free-port.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { openDatabase, type Database } from '../../../_platform/src/database/database.ts';
import { countQueued } from '../../../_platform/src/webhooks/sql/count-queued.ts';
import { startReceiver, type Receiver } from '../../../_platform/test/webhooks/receiver.ts';
import { personId, snapshot } from '../wire.ts';
import { startRegister } from './running-register.ts';
import type { Answer, RunningRegister } from './running-register.ts';

const TODAY = '2026-09-01';
const path = '/v1/abonnementen';
const KNOWN = 'nl.lerarenregister.persoon-bekend.v1';

let register: RunningRegister;
let database: Database;
let receiver: Receiver;
/** Each test has a consumer of its own. */
let as: Record<string, string>;

beforeAll(async () => {
  register = await startRegister(TODAY);
  database = openDatabase({ url: register.database.url, applicationName: 'test', poolSize: 2 });
});
afterAll(async () => {
  await database.close();
  await register.close();
});
beforeEach(async () => {
  as = { rol: 'AFNEMER', afnemerId: `afnemer-${randomUUID()}` };
  receiver = await startReceiver();
});
afterEach(async () => {
  for (const { id } of (await call('GET', path)).body.abonnementen) await call('DELETE', `${path}/${id}`);
  await receiver.close();
});

const call = (method: string, at: string, body?: unknown): Promise<Answer> =>
  register.call(method, at, { as, ...(body === undefined ? {} : { body }) });
const subscribe = async (o: object = {}): Promise<{ id: string; geheim: string; positie: string }> => {
  const { status, body } = await call('POST', path, { url: receiver.url, ...o });
  expect(status).toBe(201);
  return body;
};
const shown = async (id: string) => (await call('GET', `${path}/${id}`)).body;

let persons = 6_000;
/** So many events each: a new teacher, and further appointments of his. @returns their register ids */
async function deliver(people: number, appointments = 1): Promise<string[]> {
  const ids = Array.from({ length: people }, () => personId((persons += 1)));
  const wires = Array.from({ length: appointments }, (_, number) =>
    ids.map((person) => snapshot({ person, day: TODAY, number: String(number + 1) })),
  ).flat();
  await register.send(...wires);
  return ids;
}

interface Got {
  readonly id: string;
  readonly subject: string;
  readonly sequence: string;
  readonly type: string;
}
const got = (of = receiver): Got[] => of.received.map(({ body }) => JSON.parse(body) as Got);

/** Waits until the last event of each of these was received. */
async function allOf(ids: readonly string[], count: number, of = receiver): Promise<Got[]> {
  return eventually(
    () => {
      const perPerson = Map.groupBy(got(of), ({ subject }) => subject);
      const isWhole = ids.every((id) => new Set(perPerson.get(id)?.map((one) => one.sequence)).size === count);
      return isWhole ? got(of) : undefined;
    },
    { withinMs: 40_000, what: 'every event' },
  );
}

/** First arrivals of each person come in the order of his events. */
function expectInOrder(events: readonly Got[]): void {
  for (const own of Map.groupBy(events, ({ subject }) => subject).values()) {
    const first = [...new Set(own.map(({ sequence }) => Number(sequence)))];
    expect(first).toEqual(first.toSorted((a, b) => a - b));
  }
}

/** Time passes for what waits, without anybody waiting for it. */
async function letTimePass(): Promise<void> {
  await database.query('UPDATE webhook_subscriptions SET resume_at = now()');
  await database.query('UPDATE webhook_lanes SET due_at = now()');
}

describe('a subscription', () => {
  it('is made with a secret that is shown this once, and is its own consumer alone', async () => {
    const made = await call('POST', path, { url: receiver.url, types: [KNOWN] });
    expect(made.status).toBe(201);
    expect(made.headers.get('cache-control')).toBe('no-store');
    expect(made.headers.get('location')).toBe(`${path}/${made.body.id}`);
    expect(made.body.geheim).toMatch(/^whsec_/);
    expect(made.body).toMatchObject({ url: receiver.url, types: [KNOWN], toestand: 'ACTIEF', onderweg: 0 });
    const { body: list } = await call('GET', path);
    expect(list.abonnementen).toMatchObject([{ id: made.body.id, toestand: 'ACTIEF' }]);
    expect(JSON.stringify([list, await shown(made.body.id)])).not.toContain('whsec_');

    const mine = as;
    as = { rol: 'AFNEMER', afnemerId: 'een-ander' };
    expect((await call('GET', path)).body.abonnementen).toEqual([]);
    const others: [string, string, object?][] = [
      ['GET', ''],
      ['DELETE', ''],
      ['GET', '/afleveringen'],
      ['POST', '/geheimen'],
      ['POST', '/hervattingen'],
      ['POST', '/herhalingen', { vanaf: '1' }],
    ];
    for (const [method, tail, body] of others) {
      expect((await call(method, `${path}/${made.body.id}${tail}`, body)).status).toBe(404);
    }
    as = mine;
    expect((await call('DELETE', `${path}/${made.body.id}`)).status).toBe(204);
    expect((await call('GET', `${path}/${made.body.id}`)).status).toBe(404);
  });

  it.each([
    [{}],
    [{ url: 'ftp://haken.example.nl/' }],
    [{ url: 'https://a:b@haken.example.nl/' }],
    [{ url: 'geen adres' }],
    [{ url: 'https://haken.example.nl/', types: [] }],
    [{ url: 'https://haken.example.nl/', types: ['persoon-bekend'] }],
    [{ url: 'https://haken.example.nl/', na: '900000000' }],
    [{ url: 'https://haken.example.nl/', na: -1 }],
    [{ url: 'https://haken.example.nl/', bestuur: '41000' }],
  ])('is refused as %j', async (body) => {
    expect((await call('POST', path, body)).status).toBe(400);
    expect((await call('GET', path)).body.abonnementen).toEqual([]);
  });

  it('is one of ten at most', async () => {
    for (let count = 0; count < 10; count += 1) await subscribe();
    expect((await call('POST', path, { url: receiver.url })).status).toBe(409);
  });

  // Went wrong: each counted before any of the others had committed, and all of them were made.
  it('is one of ten at most, also of those that are asked for at once', async () => {
    const asked = Array.from({ length: 30 }, () => call('POST', path, { url: receiver.url }));
    const statuses = (await Promise.all(asked)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(10);
    expect(statuses.filter((status) => status === 409)).toHaveLength(20);
    expect((await call('GET', path)).body.abonnementen).toHaveLength(10);
  });

  it('is for consumers', async () => {
    for (const claims of [{ rol: 'BEHEER' }, { rol: 'LERAAR', registratieId: personId(1) }, { rol: 'AFNEMER' }]) {
      expect((await register.call('POST', path, { as: claims, body: { url: receiver.url } })).status).toBe(403);
    }
  });
});

describe('events', () => {
  it('arrive signed, as Kafka has them, in order per person, from when the subscription was made', async () => {
    const before = await deliver(1);
    await eventually(async () => {
      const { body } = await call('GET', '/v1/gebeurtenissen?maxAantal=1000');
      return body.gebeurtenissen.some(({ subject }: Got) => subject === before[0]) ? true : undefined;
    });
    const { geheim, positie } = await subscribe();
    const ids = await deliver(5, 3);
    const events = await allOf(ids, 7);
    expectInOrder(events);
    expect(events.map(({ subject }) => subject)).not.toContain(before[0]);
    const { body: fed } = await call('GET', `/v1/gebeurtenissen?na=${positie}&maxAantal=1000`);
    const byId = new Map<string, { positie: string }>(fed.gebeurtenissen.map((one: { id: string }) => [one.id, one]));
    for (const { headers, body } of receiver.received) {
      expect(new Webhook(geheim).verify(body, headers as Record<string, string>)).toBeDefined();
      expect(headers['content-type']).toBe('application/cloudevents+json');
      const id = String(headers['webhook-id']);
      expect({ positie: headers['lrr-positie'], ...JSON.parse(body) }).toEqual(byId.get(id));
    }
  });

  it('are filtered by kind', async () => {
    await subscribe({ types: [KNOWN] });
    const ids = await deliver(3, 2);
    await eventually(() => (got().length >= 3 ? true : undefined), { withinMs: 30_000, what: 'three events' });
    expect(got().map(({ type }) => type)).toEqual([KNOWN, KNOWN, KNOWN]);
    expect(new Set(got().map(({ subject }) => subject))).toEqual(new Set(ids));
  });

  it('begin at the position that was asked', async () => {
    const ids = await deliver(2);
    await subscribe({ na: '0' });
    await allOf(ids, 3);
    expect(receiver.received[0]!.headers['lrr-positie']).toBeDefined();
    expect(new Set(got().map(({ id }) => id)).size).toBeGreaterThanOrEqual(6);
  });

  it('that fail hold up only what follows of that person; the others go on', async () => {
    const { id } = await subscribe();
    let failing: string | undefined;
    receiver.respond = (response, { body }) => {
      const { subject } = JSON.parse(body) as Got;
      failing ??= subject;
      response.writeHead(subject === failing ? 422 : 204).end();
    };
    const ids = await deliver(4, 2);
    await eventually(() => (failing === undefined ? undefined : true), { withinMs: 30_000, what: 'a first event' });
    await allOf(
      ids.filter((one) => one !== failing),
      5,
    );
    expect(got().filter(({ subject, sequence }) => subject === failing && sequence !== '0000000001')).toEqual([]);
    const { body } = await call('GET', `${path}/${id}/afleveringen`);
    expect(body.afleveringen).toContainEqual(
      expect.objectContaining({ uitkomst: 'GEWEIGERD', status: 422, poging: expect.any(Number) }),
    );
    failing = 'nobody';
    await letTimePass();
    expectInOrder(await allOf(ids, 5));
    await eventually(async () => ((await shown(id)).onderweg === 0 ? true : undefined), { what: 'an empty queue' });
  });

  it('are not sent after a redirect, and come back', async () => {
    await subscribe({ types: [KNOWN] });
    const elsewhere = await startReceiver();
    receiver.respond = (response) => response.writeHead(302, { location: elsewhere.url }).end();
    await deliver(1);
    await eventually(() => (receiver.received.length === 1 ? true : undefined), { withinMs: 30_000 });
    receiver.respond = (response) => response.writeHead(200).end('<html>wat is dit?'.repeat(1000));
    await eventually(
      async () => {
        await letTimePass();
        return receiver.received.length > 1 ? true : undefined;
      },
      { what: 'another attempt' },
    );
    expect(elsewhere.connections()).toBe(0);
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
    await elsewhere.close();
  });

  it('to a receiver that hangs keep no other waiting, and fill no queue beyond its bound', async () => {
    const hanging = await startReceiver();
    hanging.respond = () => undefined;
    const { id } = await subscribe({ url: hanging.url, na: '0' });
    await subscribe();
    const ids = await deliver(150, 2);
    await allOf(ids, 5);
    expect((await shown(id)).onderweg).toBeGreaterThan(0);
    // Of a message whose attempt ran out of time, those behind it do not count.
    const { moving } = await countQueued(database, id, 20_000);
    expect(moving).toBeLessThanOrEqual(500);
    expect(hanging.connections()).toBeLessThanOrEqual(4);
    await hanging.close();
  });

  it('are signed with both secrets after a renewal', async () => {
    const { id, geheim } = await subscribe({ types: [KNOWN] });
    const { status, body } = await call('POST', `${path}/${id}/geheimen`);
    expect(status).toBe(201);
    expect((await shown(id)).vorigGeheimGeldigTot).toBe(body.vorigGeheimGeldigTot);
    await deliver(1);
    const message = await eventually(() => receiver.received[0], { withinMs: 30_000 });
    for (const each of [geheim, body.geheim]) {
      expect(new Webhook(each).verify(message.body, message.headers as Record<string, string>)).toBeDefined();
    }
  });
});

describe('a receiver that answers 410', () => {
  it('ends its subscription for good', async () => {
    const { id } = await subscribe();
    receiver.respond = (response) => response.writeHead(410).end();
    await deliver(2, 2);
    await eventually(async () => ((await shown(id)).toestand === 'BEEINDIGD' ? true : undefined), { withinMs: 30_000 });
    expect(await shown(id)).toMatchObject({ reden: 'OPGEHEVEN' });
    expect((await call('POST', `${path}/${id}/hervattingen`)).status).toBe(409);
    expect((await call('POST', `${path}/${id}/herhalingen`, { vanaf: '1' })).status).toBe(409);
    const so = receiver.received.length;
    // What comes later reaches a subscription beside it, and not this one.
    const other = await startReceiver();
    await subscribe({ url: other.url });
    await allOf(await deliver(2), 3, other);
    expect(receiver.received).toHaveLength(so);
    await other.close();
  });
});

describe('a subscription that stopped after three days of failure', () => {
  it('is resumed by its consumer, and gets everything since, in order', async () => {
    const { id } = await subscribe();
    receiver.respond = (response) => response.writeHead(500).end();
    const ids = await deliver(3, 2);
    await eventually(() => (receiver.received.length > 0 ? true : undefined), { withinMs: 30_000 });
    await eventually(
      async () => {
        await database.query('UPDATE webhook_lanes SET attempts = 9, due_at = now()');
        await database.query('UPDATE webhook_subscriptions SET resume_at = now()');
        return (await shown(id)).toestand === 'STILGELEGD' ? true : undefined;
      },
      { withinMs: 30_000, what: 'the end of the schedule' },
    );
    expect(await shown(id)).toMatchObject({ reden: 'DRIE_DAGEN_MISLUKT' });
    const later = await deliver(2, 2);
    receiver.respond = (response) => response.writeHead(204).end();
    receiver.received.length = 0;
    const resumed = await call('POST', `${path}/${id}/hervattingen`);
    expect(resumed).toMatchObject({ status: 200, body: { toestand: 'ACTIEF' } });
    expectInOrder(await allOf([...ids, ...later], 5));
    expect((await call('POST', `${path}/${id}/hervattingen`)).status).toBe(409);
  });
});

describe('a replay', () => {
  it('tells a stretch of positions again, to this subscription alone, under the same ids', async () => {
    const other = await startReceiver();
    const { id } = await subscribe();
    await subscribe({ url: other.url });
    const ids = await deliver(3, 2);
    await allOf(ids, 5);
    await allOf(ids, 5, other);
    const positions = receiver.received.map(({ headers }) => Number(headers['lrr-positie'])).sort((a, b) => a - b);
    const [from, until] = [positions[3]!, positions[8]!];
    const [before, beside] = [receiver.received.length, other.received.length];
    const asked = await call('POST', `${path}/${id}/herhalingen`, { vanaf: String(from), tot: String(until) });
    expect(asked.status).toBe(202);
    await eventually(async () => ((await shown(id)).herhaling === undefined ? true : undefined), { withinMs: 30_000 });
    await eventually(() => (receiver.received.length >= before + 6 ? true : undefined), { withinMs: 30_000 });
    const again = receiver.received.slice(before).map(({ headers }) => Number(headers['lrr-positie']));
    expect(again.toSorted((a, b) => a - b)).toEqual(positions.slice(3, 9));
    const known = new Set(receiver.received.slice(0, before).map(({ headers }) => headers['webhook-id']));
    for (const { headers } of receiver.received.slice(before)) expect(known).toContain(headers['webhook-id']);
    expect(other.received).toHaveLength(beside);
    await other.close();
  });

  it('is refused for what was not given out yet', async () => {
    const { id, positie } = await subscribe();
    const beyond = String(Number(positie) + 1_000_000);
    for (const body of [{ vanaf: '0' }, { vanaf: beyond }, { vanaf: '1', tot: beyond }, { vanaf: '2', tot: '1' }, {}]) {
      expect((await call('POST', `${path}/${id}/herhalingen`, body)).status).toBe(400);
    }
  });
});

describe('the example receiver of docs/examples', () => {
  it('counts every event once, also when all is told again', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${String(port)}/`;
    const { id, geheim, positie } = await subscribe({ url });
    const server = createExample({ secret: geheim, databaseFile: ':memory:' });
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    const count = async (): Promise<number> => ((await (await fetch(url)).json()) as { aantal: number }).aantal;
    await deliver(6, 2);
    await eventually(async () => ((await count()) === 30 ? true : undefined), { withinMs: 40_000, what: '30 events' });
    const vanaf = String(Number(positie) + 1);
    expect((await call('POST', `${path}/${id}/herhalingen`, { vanaf })).status).toBe(202);
    await eventually(
      async () => {
        const { herhaling, onderweg } = await shown(id);
        const { body } = await call('GET', `${path}/${id}/afleveringen`);
        const ids = body.afleveringen.map(({ gebeurtenisId }: { gebeurtenisId: string }) => gebeurtenisId);
        return herhaling === undefined && onderweg === 0 && new Set(ids).size < ids.length ? true : undefined;
      },
      { withinMs: 40_000, what: 'the replay' },
    );
    expect(await count()).toBe(30);
    server.close();
    server.closeAllConnections();
  });
});

describe('a service that is restarted in the middle', () => {
  it('tells every event at least once and in order', async () => {
    await subscribe();
    let answered = 0;
    receiver.respond = (response) => {
      answered += 1;
      setTimeout(() => response.writeHead(204).end(), answered % 3);
    };
    const ids = await deliver(40, 2);
    await eventually(() => (receiver.received.length > 20 ? true : undefined), { withinMs: 30_000 });
    await register.restart();
    expectInOrder(await allOf(ids, 5));
  });
});
