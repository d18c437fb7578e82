import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.ts';
import type { OutgoingRecord } from '../../../_platform/src/messaging/messaging.ts';
import { eventFaults, feedbackFaults } from '../apply/event-schemas.ts';
import { readAll } from '../consume/register-bench.ts';
import { DUTCH, ENGLISH } from '../domain/history.ts';
import { personId, snapshot, vaultFact } from '../wire.ts';
import { asBoard, asTeacher, startRegister } from './running-register.ts';
import type { RunningRegister } from './running-register.ts';

const TODAY = '2026-09-01';
const [teacher, other, apprentice, kept, keptInAnteroom] = [501, 502, 503, 504, 505].map(personId) as [
  string,
  string,
  string,
  string,
  string,
];

let register: RunningRegister;

beforeAll(async () => {
  register = await startRegister(TODAY, { turnsFirstDay: true });
  await register.deliver(
    snapshot({ person: teacher, day: TODAY, spans: [['501', '2020-08-01']], stand: { personeelsnummer: 'P1' } }),
    snapshot({ person: other, day: TODAY, spans: [['501', '2020-08-01', '2026-09-02']] }),
    snapshot({ person: apprentice, day: TODAY, spans: [['511', '2026-08-01']] }),
    snapshot({ person: teacher, day: TODAY, board: '42000' }),
    snapshot({ person: kept, day: TODAY }),
    vaultFact('AOW_BEREIKT', kept, TODAY),
    snapshot({ person: keptInAnteroom, day: TODAY, board: '43000' }),
    snapshot({ person: keptInAnteroom, day: TODAY, board: '43000', number: '2', spans: [['511', '2026-08-01']] }),
    vaultFact('AOW_BEREIKT', keptInAnteroom, TODAY),
  );
});
afterAll(() => register.close());

function statusOf(person: string, status: string): Promise<unknown> {
  return eventually(
    async () => {
      const { body } = await register.call('GET', `/v1/registraties/${person}`, { as: asTeacher(person) });
      return body?.status === status ? true : undefined;
    },
    { withinMs: 30_000, what: `status ${status}` },
  );
}

describe('a registration', () => {
  it('is shown to the teacher himself', async () => {
    const { status, body } = await register.call('GET', `/v1/registraties/${teacher}`, { as: asTeacher(teacher) });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      registratieId: teacher,
      status: 'BEKEND',
      beeld: 'BEKEND',
      benoemingen: [
        {
          bevoegdGezagNummer: '41000',
          benoemingvolgnummer: '1',
          stand: { personeelsnummer: 'P1' },
          registratieplekken: [{ benoemingsgrondslag: '501', registratieplek: 'LERARENREGISTER' }],
        },
        { bevoegdGezagNummer: '42000' },
      ],
      voorportaal: [],
      opgaven: [],
      volgnummer: '0000000005',
    });
  });

  it('tells another teacher nothing, not even whether it exists', async () => {
    const foreign = await register.call('GET', `/v1/registraties/${teacher}`, { as: asTeacher(other) });
    const unknown = await register.call('GET', `/v1/registraties/${personId(999)}`, { as: asTeacher(other) });
    expect([foreign.status, unknown.status]).toEqual([403, 403]);
    expect({ ...foreign.body, instance: '' }).toEqual({ ...unknown.body, instance: '' });
  });

  it('is shown to the inspectorate without statements', async () => {
    const seen = await register.call('GET', `/v1/registraties/${apprentice}`, { as: { rol: 'INSPECTIE' } });
    expect(seen.body).toMatchObject({
      beeld: 'IN_VOORPORTAAL',
      voorportaal: [{ status: 'INGESCHREVEN', uiterlijkeDatum: '2028-07-31' }],
    });
    expect(seen.body).not.toHaveProperty('opgaven');
  });

  // The register's own people could read who is kept, and the inspectorate too as long as an anteroom entry of his lived.
  it.each(['INSPECTIE', 'BEHEER'])(
    'of who is kept is shown to himself alone: to %s he is as absent as nobody',
    async (rol) => {
      const read = (person: string) => register.call('GET', `/v1/registraties/${person}`, { as: { rol } });
      const [hidden, alsoInAnteroom, absent] = [
        await read(kept),
        await read(keptInAnteroom),
        await read(personId(999)),
      ];
      expect([hidden.status, alsoInAnteroom.status, absent.status]).toEqual([404, 404, 404]);
      expect({ ...hidden.body, instance: '' }).toEqual({ ...absent.body, instance: '' });
      for (const person of [kept, keptInAnteroom]) {
        const own = await register.call('GET', `/v1/registraties/${person}`, { as: asTeacher(person) });
        expect(own.body).toMatchObject({ status: 'BEWAARD', reden: 'PENSIOEN' });
      }
    },
  );

  it('is refused without a token, to other roles, and with what the call does not know', async () => {
    const path = `/v1/registraties/${teacher}`;
    expect((await register.call('GET', path)).status).toBe(401);
    expect((await register.call('GET', path, { as: asBoard('41000') })).status).toBe(403);
    expect((await register.call('GET', path, { as: asTeacher(teacher), audience: 'urn:lrr:beheer' })).status).toBe(401);
    expect((await register.call('GET', `${path}?onbekend=1`, { as: asTeacher(teacher) })).status).toBe(400);
    expect((await register.call('GET', '/v1/registraties/x', { as: { rol: 'BEHEER' } })).status).toBe(400);
  });
});

describe('stating what one teaches', () => {
  const path = `/v1/registraties/${teacher}/onderwijsopgave`;
  const body = { onderwijs: [DUTCH], gaatOpVoorHerregistratie: false };

  it('is refused when the code lists do not have it, when the status forbids it, to anybody else', async () => {
    const as = asTeacher(teacher);
    const unknown = { onderwijs: [{ ...DUTCH, vak: 'TOVENARIJ' }], gaatOpVoorHerregistratie: false };
    const refused = await register.call('PUT', path, { as, body: unknown });
    expect(refused.status).toBe(400);
    expect(refused.body.fouten).toEqual([{ veld: '/onderwijs/0/vak', regel: 'codelijst' }]);
    expect((await register.call('PUT', path, { as, body: { ...body, onderwijs: [] } })).status).toBe(400);
    expect((await register.call('PUT', path, { as: asTeacher(other), body })).status).toBe(403);
    const ofApprentice = `/v1/registraties/${apprentice}/onderwijsopgave`;
    expect((await register.call('PUT', ofApprentice, { as: asTeacher(apprentice), body })).status).toBe(409);
    const ofNobody = `/v1/registraties/${personId(999)}/onderwijsopgave`;
    expect((await register.call('PUT', ofNobody, { as: asTeacher(personId(999)), body })).status).toBe(404);
  });

  it('waits for the outcome when asked, opens a claim, and takes the result of its matching', async () => {
    const answer = await register.call('PUT', path, { as: asTeacher(teacher), body, prefer: 'wait=10' });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ soort: 'OPGAVE_ONDERWIJS', status: 'VERWERKT', signalen: [] });
    const again = await register.call('GET', `/v1/opdrachten/${answer.body.id}`, { as: asTeacher(teacher) });
    expect(again.body).toEqual(answer.body);
    const foreign = await register.call('GET', `/v1/opdrachten/${answer.body.id}`, { as: asTeacher(other) });
    expect(foreign.status).toBe(404);

    const [claim] = await eventually(
      async () => {
        const records = await readAll(register.messaging, 'lrr.onderwijsopgave.v1');
        return records.length === 1 ? records : undefined;
      },
      { withinMs: 30_000, what: 'the claim' },
    );
    const { claimId, ...said } = JSON.parse(String(claim!.value)) as Record<string, string>;
    expect(said).toMatchObject({ registratieId: teacher, onderwijs: DUTCH });

    const result = (id: string, claimed: string, uitkomst: string): OutgoingRecord => ({
      topic: 'lrr.diplomamatch.v1',
      key: Buffer.from(claimed),
      value: Buffer.from(
        JSON.stringify({
          claimId: claimed,
          uitkomst,
          regel: 'D1',
          toelichting: 'Uw getuigschrift past.',
          vervolgstap: 'U hoeft niets te doen.',
          lijstversies: { opleidingen: 'a', conversietabel: 'b', vakken: 'c', regels: '1' },
          beoordeeldOp: '2026-09-01T12:00:00.000Z',
        }),
      ),
      headers: { id, type: 'DIPLOMAMATCH', schemaversion: '1' },
    });
    await register.publisher.publish([
      result(personId(71), claimId!, 'DIRECT'),
      result(personId(71), claimId!, 'DIRECT'),
      result(personId(72), personId(73), 'GEEN'),
    ]);
    const own = await eventually(
      async () => {
        const { body: seen } = await register.call('GET', `/v1/registraties/${teacher}`, { as: asTeacher(teacher) });
        return seen.opgaven[0]?.match?.uitkomst === 'DIRECT' ? seen : undefined;
      },
      { withinMs: 30_000, what: 'the match' },
    );
    // What matching wrote to the teacher is his alone.
    const written = { toelichting: 'Uw getuigschrift past.', vervolgstap: 'U hoeft niets te doen.' };
    expect(own.opgaven[0].match).toMatchObject(written);
    const told = await eventually(
      async () => {
        const records = await readAll(register.messaging, 'lrr.registratie.v1');
        return records.map(({ value }) => String(value)).find((text) => text.includes('match-vastgesteld.v1"'));
      },
      { withinMs: 30_000, what: 'the event' },
    );
    const asked = { as: { rol: 'AFNEMER', afnemerId: 'afnemer-1' } };
    const state = await register.call('GET', `/v1/registratiestanden/${teacher}`, asked);
    expect(state.body.stand.opgaven[0].match).toEqual((JSON.parse(told) as { data: { na: unknown } }).data.na);
    for (const text of [told, JSON.stringify(state.body)]) {
      expect(text).toContain('"uitkomst":"DIRECT"');
      expect(text).not.toMatch(/getuigschrift|hoeft|vervolgstap/);
    }
    // A result that nobody here asked for is set aside, not dropped.
    const parked = await eventually(
      async () => {
        const path = '/beheer/v1/geparkeerd';
        const { body: desk } = await register.call('GET', path, {
          as: { rol: 'OPERATOR' },
          audience: 'urn:lrr:beheer',
        });
        return desk.berichten.length === 1 ? desk.berichten[0] : undefined;
      },
      { withinMs: 30_000, what: 'the unknown claim' },
    );
    expect(parked).toMatchObject({ consument: 'register-state.diplomamatch', reden: 'CLAIM_UNKNOWN' });
  });

  it('is answered at once otherwise, with where to look', async () => {
    const as = asTeacher(teacher);
    const answer = await register.call('PUT', path, { as, body: { ...body, onderwijs: [DUTCH, ENGLISH] } });
    expect(answer.status).toBe(202);
    const location = answer.headers.get('location')!;
    expect(location).toBe(`/v1/opdrachten/${answer.body.id}`);
    await eventually(
      async () => ((await register.call('GET', location, { as })).body.status === 'VERWERKT' ? true : undefined),
      {
        withinMs: 30_000,
        what: 'the command',
      },
    );
  });
});

describe('the overview of a board', () => {
  const path = '/v1/registratieoverzichten?bevoegdGezagNummer=41000&peildatum=2026-09-01';

  it('gives its own snapshots of that day under its own pseudonyms', async () => {
    const { status, body } = await register.call('GET', path, { as: asBoard('41000') });
    expect(status).toBe(200);
    expect(body.standen).toHaveLength(4);
    expect(body).not.toHaveProperty('cursor');
    const text = JSON.stringify(body);
    for (const id of [teacher, other, apprentice]) expect(text).not.toContain(id);
    const elsewhere = await register.call('GET', path.replace('41000', '42000'), { as: asBoard('42000') });
    expect(elsewhere.body.standen).toHaveLength(1);
    const pseudonyms = body.standen.map((row: { persoonPseudoniem: string }) => row.persoonPseudoniem);
    expect(pseudonyms).not.toContain(elsewhere.body.standen[0].persoonPseudoniem);
  });

  it('is filtered by day and location, and only for the board itself', async () => {
    const later = await register.call('GET', path.replace('2026-09-01', '2019-09-01'), { as: asBoard('41000') });
    expect(later.body.standen).toEqual([]);
    const here = await register.call('GET', `${path}&vestiging=00AH00`, { as: asBoard('41000') });
    const there = await register.call('GET', `${path}&vestiging=00AH07`, { as: asBoard('41000') });
    expect([here.body.standen.length, there.body.standen.length]).toEqual([4, 0]);
    expect((await register.call('GET', path, { as: asBoard('42000') })).status).toBe(403);
    expect((await register.call('GET', `${path}&cursor=abc`, { as: asBoard('41000') })).status).toBe(400);
    expect((await register.call('GET', path.replace('09-01', '02-30'), { as: asBoard('41000') })).status).toBe(400);
  });
});

describe('the turn of the day', () => {
  const operator = { as: { rol: 'BEHEER' }, audience: 'urn:lrr:beheer' };
  const reached = (day: string): Promise<unknown> =>
    eventually(
      async () => {
        const { body } = await register.call('GET', '/beheer/v1/dagovergang', operator);
        return body?.laatsteDag === day ? body : undefined;
      },
      { withinMs: 30_000, what: `day turn ${day}` },
    );

  it('is taken by every partition once a day, in order, also for days on which nothing ran', async () => {
    await reached(TODAY);
    await register.stop();
    register.setDay('2026-09-05');
    await register.restart();
    await reached('2026-09-05');
    await statusOf(other, 'BEWAARD');
    const commands = (await readAll(register.messaging, 'lrr.opdracht.v1')).map(({ partition, value }) => ({
      partition,
      ...(JSON.parse(String(value)) as { soort: string; inhoud: { datum: string } }),
    }));
    const turns = Map.groupBy(
      commands.filter(({ soort }) => soort === 'DAGOVERGANG'),
      ({ partition }) => partition,
    );
    expect(turns.size).toBe(6);
    for (const own of turns.values()) {
      expect(own.map(({ inhoud }) => inhoud.datum)).toEqual([
        '2026-09-01',
        '2026-09-02',
        '2026-09-03',
        '2026-09-04',
        '2026-09-05',
      ]);
    }
  });
});

describe('everything that was published', () => {
  it('has the shape that schemas/ describes, and nothing of it is logged', async () => {
    for (const { value } of await readAll(register.messaging, 'lrr.registratie.v1')) {
      expect(eventFaults(JSON.parse(String(value)))).toEqual([]);
    }
    for (const { value } of await readAll(register.messaging, 'lrr.terugkoppeling.v1')) {
      expect(feedbackFaults(JSON.parse(String(value)))).toEqual([]);
    }
    expect(register.logged()).not.toContain(teacher);
  });
});
