import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { FastifyInstance } from 'fastify';
import type { RunningConsumer } from '../../src/consumer/running-consumer.ts';
import type { Aside, ParkedRecord, RejectionOrder } from '../../src/consumer/parked-desk.ts';
import { createSandboxClock } from '../../src/clock/sandbox-clock.ts';
import { startSystemClock } from '../../src/clock/system-clock.ts';
import { registerAdminRoutes } from '../../src/http/admin-routes.ts';
import { signToken, testKey, testServer } from './fixture.ts';
import type { TestKey } from './fixture.ts';

const parked: ParkedRecord = {
  id: '7',
  consumer: 'opdrachten',
  topic: 'lrr.opdracht.v1',
  partition: 2,
  offset: 41,
  key: 'k',
  reason: 'SCHEMA',
  fingerprint: 'f',
  messageId: null,
  parkedAt: '2026-01-01T00:00:00.000Z',
  waitsBehind: null,
  attempts: 1,
  state: 'OPEN',
  message: 'geheim',
  stack: null,
  aside: null,
  recordKey: Buffer.from('k'),
  value: Buffer.from('{"naam":"Jansen","lijst":[1,null,true]}'),
  headers: { type: 'x' },
};

let calls: string[];
const consumer = {
  name: 'opdrachten',
  status: () =>
    Promise.resolve({
      partitions: [
        {
          topic: 't',
          partition: 0,
          position: 5,
          lag: 2,
          lagMs: 30,
          state: 'GESTOPT' as const,
          reason: 'BRAKE' as const,
        },
      ],
    }),
  pause: (partition?: number) => void calls.push(`pause ${String(partition)}`),
  resume: (partition?: number) => void calls.push(`resume ${String(partition)}`),
  drain: () => Promise.resolve(void calls.push('drain')),
  parked: {
    list: (query: unknown) => {
      calls.push(JSON.stringify(query));
      return Promise.resolve([parked]);
    },
    show: (id: string) => Promise.resolve(id === '7' ? parked : undefined),
    redrive: () => Promise.resolve({ outcome: 'VERWERKT' as const, applied: 3, stillWaiting: 0 }),
    setAside: (id: string, aside: Aside) => {
      calls.push(JSON.stringify({ id, ...aside }));
      return Promise.resolve({ outcome: 'TERZIJDE' as const, applied: 2, stillWaiting: 1 });
    },
    reject: (id: string, order: RejectionOrder) => {
      calls.push(JSON.stringify({ id, ...order }));
      return Promise.resolve({ outcome: 'AFGEKEURD' as const, applied: 2, stillWaiting: 0 });
    },
    isParked: () => Promise.resolve(false),
  },
} as unknown as RunningConsumer;

let issuer: TestKey;
let sandbox: TestKey;
let app: FastifyInstance;
let operator: string;

beforeAll(async () => {
  issuer = await testKey('ES256', 'k1');
  sandbox = await testKey('EdDSA', 'sandbox');
  operator = await signToken(issuer, { audience: 'urn:lrr:beheer', claims: { rol: 'OPERATOR' } });
});
beforeEach(async () => {
  calls = [];
  ({ app } = await testServer({ keys: { keys: [issuer.publicKey] }, serviceKeys: { keys: [sandbox.publicKey] } }));
});
afterEach(async () => app.close());

async function ask(method: 'GET' | 'POST' | 'PUT', url: string, token = operator, payload?: object) {
  return app.inject({ method, url, headers: { authorization: `Bearer ${token}` }, ...(payload ? { payload } : {}) });
}

describe('admin routes', () => {
  it('show and steer consumers', async () => {
    registerAdminRoutes(app, { consumers: [consumer] });
    expect((await ask('GET', '/beheer/v1/consumenten')).json()).toEqual({
      consumenten: [
        {
          naam: 'opdrachten',
          partities: [
            {
              topic: 't',
              partitie: 0,
              positie: 5,
              achterstand: 2,
              achterstandMs: 30,
              toestand: 'GESTOPT',
              reden: 'BRAKE',
            },
          ],
        },
      ],
    });
    await ask('POST', '/beheer/v1/consumenten/opdrachten/pauzeren');
    await ask('POST', '/beheer/v1/consumenten/opdrachten/hervatten?partitie=3');
    await ask('POST', '/beheer/v1/consumenten/opdrachten/leeglopen');
    expect(calls).toEqual(['pause undefined', 'resume 3', 'drain']);
    expect((await ask('POST', '/beheer/v1/consumenten/anders/pauzeren')).statusCode).toBe(404);
    expect((await ask('POST', '/beheer/v1/consumenten/opdrachten/hervatten?partitie=x')).statusCode).toBe(400);
  });

  it('list, show and redrive parked messages, content masked', async () => {
    registerAdminRoutes(app, { consumers: [consumer] });
    const list = await ask('GET', '/beheer/v1/geparkeerd?toestand=OPEN&consument=opdrachten');
    expect(list.json()).toMatchObject({
      berichten: [{ id: '7', partitie: 2, offset: 41, reden: 'SCHEMA', toestand: 'OPEN' }],
    });
    expect(calls).toEqual(['{"state":"OPEN","limit":200}']);
    const one = await ask('GET', '/beheer/v1/geparkeerd/7');
    expect(one.json()).toMatchObject({ inhoud: { naam: '(tekst van 6)', lijst: ['(number)', '(null)', '(boolean)'] } });
    expect(one.body).not.toMatch(/Jansen|geheim/);
    expect((await ask('POST', '/beheer/v1/geparkeerd/7/opnieuw')).json()).toEqual({
      uitkomst: 'VERWERKT',
      verwerkt: 3,
      wachtNog: 0,
    });
    expect((await ask('GET', '/beheer/v1/geparkeerd/8')).statusCode).toBe(404);
    expect((await ask('GET', '/beheer/v1/geparkeerd?consument=anders')).json()).toEqual({ berichten: [] });
  });

  it("set a parked message aside, with a reason and on somebody's word", async () => {
    registerAdminRoutes(app, { consumers: [consumer] });
    const aside = (body: object) => ask('POST', '/beheer/v1/geparkeerd/7/terzijde', operator, body);
    expect((await aside({})).statusCode).toBe(400);
    expect((await aside({ reden: '      ' })).statusCode).toBe(400);
    expect(calls).toEqual([]);
    expect((await aside({ reden: 'Dubbel aangeleverd' })).json()).toEqual({
      uitkomst: 'TERZIJDE',
      verwerkt: 2,
      wachtNog: 1,
    });
    expect(calls).toEqual(['{"id":"7","reason":"Dubbel aangeleverd","by":"iemand"}']);
  });

  it('reject a parked message, with the words that its sender reads', async () => {
    registerAdminRoutes(app, { consumers: [consumer] });
    const reject = (body: object) => ask('POST', '/beheer/v1/geparkeerd/7/afkeuren', operator, body);
    expect((await reject({ reden: 'Onleesbaar' })).statusCode).toBe(400);
    expect((await reject({ reden: 'Onleesbaar', tekst: 'Lever\nopnieuw aan' })).statusCode).toBe(400);
    expect((await reject({ reden: 'Onleesbaar', tekst: 'x'.repeat(251) })).statusCode).toBe(400);
    expect(calls).toEqual([]);
    expect((await reject({ reden: 'Onleesbaar', tekst: 'Lever opnieuw aan.' })).json()).toEqual({
      uitkomst: 'AFGEKEURD',
      verwerkt: 2,
      wachtNog: 0,
    });
    expect(calls).toEqual(['{"id":"7","reason":"Onleesbaar","words":"Lever opnieuw aan.","by":"iemand"}']);
  });

  // Went wrong: whatever became of it, the answer was AL_VERWERKT, and an operator could take his rejection for given.
  it.each(['VERWERKT', 'TERZIJDE', 'AFGEKEURD'] as const)(
    'say of one that is %s already what became of it',
    async (state) => {
      const outcome = () => Promise.resolve({ outcome: 'AL_VERWERKT' as const });
      const show = () => Promise.resolve({ ...parked, state });
      const desk = { ...consumer.parked, show, redrive: outcome, setAside: outcome, reject: outcome };
      registerAdminRoutes(app, { consumers: [{ ...consumer, parked: desk }] });
      const reden = 'Onleesbaar';
      for (const [act, body] of [
        ['opnieuw', undefined],
        ['terzijde', { reden }],
        ['afkeuren', { reden, tekst: 'Lever opnieuw aan.' }],
      ] as const) {
        const answer = await ask('POST', `/beheer/v1/geparkeerd/7/${act}`, operator, body);
        expect(answer.json()).toEqual({ uitkomst: 'AL_VERWERKT', toestand: state });
      }
    },
  );

  it('page through the parked messages of all consumers of a service, none left out', async () => {
    // Two consumers share one row of numbers. A page used to be the first of each, one after the other: whoever asked
    // for what comes after its last number missed those of the other consumer before that.
    const deskOf = (name: string, ids: readonly number[]): RunningConsumer => ({
      ...consumer,
      name,
      parked: {
        ...consumer.parked,
        list: ({ state = 'OPEN', after = '0', limit = 200 } = {}) =>
          Promise.resolve(
            ids
              .filter((id) => id > Number(after) && state !== 'TERZIJDE' && (state === 'OPEN') === id % 2 > 0)
              .slice(0, limit)
              .map((id) => ({ ...parked, id: `${id}`, consumer: name, state })),
          ),
      },
    });
    registerAdminRoutes(app, { consumers: [deskOf('een', [1, 3, 5, 7, 9, 10]), deskOf('twee', [11, 13, 15])] });
    const pagesOf = async (query: string): Promise<string[][]> => {
      const pages: string[][] = [];
      for (let after = '0'; pages.at(-1)?.length !== 0; after = pages.at(-1)?.at(-1) ?? after) {
        const { berichten } = (await ask('GET', `/beheer/v1/geparkeerd?maxAantal=3&na=${after}${query}`)).json<{
          berichten: { id: string }[];
        }>();
        pages.push(berichten.map(({ id }) => id));
      }
      return pages;
    };
    expect(await pagesOf('&toestand=OPEN')).toEqual([['1', '3', '5'], ['7', '9', '11'], ['13', '15'], []]);
    // Without a state, those that were processed are among them.
    expect(await pagesOf('')).toEqual([['1', '3', '5'], ['7', '9', '10'], ['11', '13', '15'], []]);
  });

  it('show what waits to go out', async () => {
    registerAdminRoutes(app, {
      consumers: [],
      outboxes: { uit: { oldest: () => Promise.resolve({ count: 2, oldestMs: 9 }) } },
      relays: { log: { lag: () => Promise.resolve([{ partition: 1, behind: 4 }]) } },
    });
    expect((await ask('GET', '/beheer/v1/uitgaand')).json()).toEqual({
      uitgaand: [{ naam: 'uit', aantal: 2, oudsteMs: 9 }],
      doorgevers: [{ naam: 'log', partities: [{ partitie: 1, achterstand: 4 }] }],
    });
  });

  it('are for operators', async () => {
    registerAdminRoutes(app, { consumers: [consumer] });
    const viewer = await signToken(issuer, { audience: 'urn:lrr:beheer', claims: { rol: 'KIJKER' } });
    const teacher = await signToken(issuer, { audience: 'urn:lrr:register', claims: { rol: 'BEHEER' } });
    expect((await ask('GET', '/beheer/v1/consumenten', viewer)).statusCode).toBe(403);
    expect((await ask('GET', '/beheer/v1/consumenten', teacher)).statusCode).toBe(401);
  });

  it('let the sandbox, and nobody else, move a clock that can be moved', async () => {
    const clock = createSandboxClock({ datum: '2026-01-01', werkelijkeDatum: '2026-01-01' });
    try {
      registerAdminRoutes(app, { consumers: [], clock });
      const token = await signToken(sandbox, { audience: 'urn:lrr:intern', subject: 'sandbox' });
      const before = clock.today();
      const moved = { datum: '2030-02-01', werkelijkeDatum: '2029-01-01' };
      expect((await ask('PUT', '/beheer/v1/klok', operator, moved)).statusCode).toBe(401);
      expect(clock.today()).toBe(before);
      expect((await ask('PUT', '/beheer/v1/klok', token, { datum: '2030-02-30' })).statusCode).toBe(400);
      expect((await ask('PUT', '/beheer/v1/klok', token, moved)).json()).toEqual({ datum: clock.today() });
      expect(clock.today() > before).toBe(true);
    } finally {
      clock.stop();
    }
  });

  it('have no clock to move outside sandbox mode', async () => {
    const clock = startSystemClock();
    registerAdminRoutes(app, { consumers: [], clock });
    clock.stop();
    expect((await ask('PUT', '/beheer/v1/klok', operator, { datum: '2030-01-01' })).statusCode).toBe(404);
  });
});
