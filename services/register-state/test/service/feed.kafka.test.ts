import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.ts';
import { readAll } from '../consume/register-bench.ts';
import { eventFaults } from '../apply/event-schemas.ts';
import { DUTCH } from '../domain/history.ts';
import { personId, snapshot, statement } from '../wire.ts';
import { startRegister } from './running-register.ts';
import type { Answer, RunningRegister } from './running-register.ts';

const TODAY = '2026-09-01';
const as = { rol: 'AFNEMER', afnemerId: 'salarisbureau' };
const people = Array.from({ length: 12 }, (_, index) => personId(3_000 + index));

interface Told {
  readonly positie: string;
  readonly id: string;
  readonly subject: string;
  readonly sequence: string;
  readonly type: string;
}

let register: RunningRegister;

beforeAll(async () => {
  register = await startRegister(TODAY);
  await register.send(...people.map((person) => snapshot({ person, day: TODAY, stand: { personeelsnummer: 'P1' } })));
  await register.send(statement(people[0]!, TODAY, DUTCH));
  await readAllEvents(people.length * 3 + 3);
});
afterAll(() => register.close());

const get = (query = '', prefer?: string) =>
  register.call('GET', `/v1/gebeurtenissen${query}`, { as, ...(prefer === undefined ? {} : { prefer }) });

/** Follows the feed from its beginning until it has so many events. */
function readAllEvents(count: number): Promise<Told[]> {
  return eventually(
    async () => {
      const { body } = await get('?maxAantal=1000');
      return body.gebeurtenissen.length >= count ? (body.gebeurtenissen as Told[]) : undefined;
    },
    { withinMs: 30_000, what: `${String(count)} events` },
  );
}

async function follow(query: string, perPage: number): Promise<Told[]> {
  const told: Told[] = [];
  for (let na = '0'; ;) {
    const { body } = await get(`?na=${na}&maxAantal=${String(perPage)}${query}`);
    told.push(...body.gebeurtenissen);
    if (body.volgende === na) return told;
    na = body.volgende;
  }
}

describe('the feed', () => {
  it('tells every event of Kafka once, with the same content, by positions without gap and in order per person', async () => {
    const told = await follow('', 7);
    expect(told.map(({ positie }) => Number(positie))).toEqual(told.map((_, index) => index + 1));
    for (const own of Map.groupBy(told, ({ subject }) => subject).values()) {
      expect(own.map(({ sequence }) => Number(sequence))).toEqual(own.map((_, index) => index + 1));
    }
    const onKafka = await eventually(
      async () => {
        const topic = await readAll(register.messaging, 'lrr.registratie.v1');
        const byId = new Map(topic.map(({ headers, value }) => [String(headers['id']), String(value)]));
        return byId.size === told.length ? byId : undefined;
      },
      { withinMs: 30_000, what: 'all events on Kafka' },
    );
    for (const { positie: _position, ...event } of told) {
      expect(JSON.stringify(event)).toBe(onKafka.get(event.id));
      expect(eventFaults(event)).toEqual([]);
    }
  });

  it('is filtered by kind, and the position moves over what is left out', async () => {
    const known = await follow('&types=nl.lerarenregister.persoon-bekend.v1', 5);
    expect(known).toHaveLength(people.length);
    const none = await get('?na=0&types=nl.lerarenregister.persoon-slapend.v1');
    expect(none.body.gebeurtenissen).toEqual([]);
    expect(Number(none.body.volgende)).toBeGreaterThanOrEqual(people.length * 3);
  });

  it('waits for news and answers with it, past what the filter leaves out', async () => {
    const { body } = await get('?maxAantal=1000');
    const waited = get(`?na=${body.volgende}&types=nl.lerarenregister.onderwijs-opgegeven.v1`, 'wait=20');
    await register.send(snapshot({ person: personId(3_050), day: TODAY }), statement(people[1]!, TODAY, DUTCH));
    const answer = await waited;
    expect(answer.body.gebeurtenissen).toMatchObject([{ subject: people[1] }]);
    expect(answer.headers.get('preference-applied')).toBe('wait=20');
  });

  it('says after the wait that there is nothing, and where to go on', async () => {
    await eventually(
      async () => {
        const { body } = await get('?maxAantal=1000');
        const answer = await get(`?na=${body.volgende}`, 'wait=1');
        return answer.body.gebeurtenissen.length === 0 && answer.body.volgende === body.volgende ? true : undefined;
      },
      { what: 'a quiet feed' },
    );
  });

  it.each([
    '?na=-1',
    '?na=01',
    '?na=1e3',
    '?na=99999999999999999999',
    '?na=',
    '?na=900000000',
    '?maxAantal=0',
    '?maxAantal=1001',
    '?types=persoon-bekend',
    '?types=nl.lerarenregister.persoon-bekend.v1,nl.lerarenregister.onbekend-soort.v1',
    '?vanaf=1',
  ])('refuses %s and says why', async (query) => {
    const { status, body } = await get(query);
    expect(status).toBe(400);
    expect(body.type).toBe('urn:lrr:probleem:ongeldig-verzoek');
    expect(body.detail.length).toBeGreaterThan(10);
  });

  it('is for consumers that say who they are, and kept by nobody', async () => {
    for (const claims of [{ rol: 'BEHEER' }, { rol: 'BESTUUR', bevoegdGezagNummer: '41000' }, { rol: 'AFNEMER' }]) {
      expect((await register.call('GET', '/v1/gebeurtenissen', { as: claims })).status).toBe(403);
      expect((await register.call('GET', '/v1/registratiestanden', { as: claims })).status).toBe(403);
    }
    expect((await register.call('GET', '/v1/gebeurtenissen')).status).toBe(401);
    expect((await get('?na=0')).headers.get('cache-control')).toBe('no-store');
    expect(JSON.stringify((await get('?na=0')).body)).not.toContain('personeelsnummer');
  });

  it('goes on where it was after a restart', async () => {
    const before = await follow('', 1000);
    await register.restart();
    const after = await eventually(() => follow('', 1000), { what: 'the restarted service' });
    expect(after.slice(0, before.length)).toEqual(before);
  });
});

describe('a consumer that begins', () => {
  it('comes by states and the events behind them to the state of now, whatever changes between the pages', async () => {
    const states = new Map<string, { volgnummer: string }>();
    let cursor: string | undefined;
    let positie = '';
    let changed = 0;
    do {
      const query = cursor === undefined ? '' : `&cursor=${cursor}`;
      const { status, body } = await register.call('GET', `/v1/registratiestanden?maxAantal=3${query}`, { as });
      expect(status).toBe(200);
      for (const state of body.standen) states.set(state.registratieId, state);
      positie ||= body.positie;
      expect(body.positie).toBe(positie);
      cursor = body.cursor;
      // Somebody of a page that was read, somebody of one to come, and somebody new, who may sort before the cursor.
      const [first, last, fresh] = [people[changed]!, people.at(-1 - changed)!, personId(4_000 + changed)];
      changed = (changed + 1) % people.length;
      await register.send(
        snapshot({ person: first, day: TODAY, number: `n${String(changed)}` }),
        snapshot({ person: last, day: TODAY, number: `m${String(changed)}` }),
        snapshot({ person: fresh, day: TODAY }),
      );
    } while (cursor !== undefined);

    const { reached, now } = await eventually(
      async () => {
        const sequences = new Map([...states].map(([id, state]) => [id, Number(state.volgnummer)]));
        for (let na = positie; ;) {
          const { body } = await get(`?na=${na}&maxAantal=10`);
          for (const { subject, sequence } of body.gebeurtenissen as Told[]) {
            const held = sequences.get(subject) ?? 0;
            // What the state holds is dropped; what follows it has no gap.
            if (Number(sequence) <= held) continue;
            expect(Number(sequence)).toBe(held + 1);
            sequences.set(subject, held + 1);
          }
          if (body.volgende === na) break;
          na = body.volgende;
        }
        // Read anew each time: what was sent last may still be applied to somebody who is there already.
        const { body } = await register.call('GET', '/v1/registratiestanden?maxAantal=500', { as });
        const standing = new Map<string, { volgnummer: string }>();
        for (const state of body.standen) standing.set(state.registratieId, state);
        const isThere =
          standing.size === people.length + 1 + changed &&
          [...standing].every(([id, { volgnummer }]) => sequences.get(id) === Number(volgnummer));
        return isThere ? { reached: sequences, now: standing } : undefined;
      },
      { withinMs: 30_000, what: 'the events up to now' },
    );
    expect([...reached.keys()].sort()).toEqual([...now.keys()].sort());
    for (const [id, state] of states) {
      if (state.volgnummer === now.get(id)?.volgnummer) expect(state).toEqual(now.get(id));
    }
  });

  it.each(['?cursor=abc', '?cursor=****', '?maxAantal=501', '?cursor='])('refuses %s', async (query) => {
    expect((await register.call('GET', `/v1/registratiestanden${query}`, { as })).status).toBe(400);
  });
});

// registratie-gewijzigd is thin, and who comes back was told of by his status alone: both send a consumer to the state of
// that person, which it could not ask for over HTTP.
describe('the state of one person', () => {
  const state = (id: string): Promise<Answer> => register.call('GET', `/v1/registratiestanden/${id}`, { as });

  it('is the one that is in the list of all', async () => {
    const { body: list } = await register.call('GET', '/v1/registratiestanden?maxAantal=2', { as });
    for (const stand of list.standen) {
      const { status, headers, body } = await state(stand.registratieId);
      expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
      expect(body).toEqual({ stand });
    }
    expect(list.standen).toHaveLength(2);
  });

  it('is not there of who is not', async () => {
    const { status, body } = await state(personId(999_999));
    expect([status, body.type]).toEqual([404, 'urn:lrr:probleem:niet-gevonden']);
    expect((await state('iemand')).status).toBe(400);
  });
});

describe('what a consumer sees', () => {
  it('is written down before it is told', async () => {
    const { body } = await register.call('GET', `/v1/registraties/${people[0]!}/inzagen`, {
      as: { rol: 'LERAAR', registratieId: people[0]! },
    });
    expect(body.inzagen).toEqual(
      expect.arrayContaining([expect.objectContaining({ rol: 'AFNEMER', organisatie: 'salarisbureau' })]),
    );
  });
});
