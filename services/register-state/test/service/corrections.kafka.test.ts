import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.ts';
import { readAll } from '../consume/register-bench.ts';
import { correctionAnswer, personId, snapshot } from '../wire.ts';
import { asBoard, asTeacher, startRegister } from './running-register.ts';
import type { Answer, RunningRegister } from './running-register.ts';

const TODAY = '2026-09-01';
const [teacher, other, stranger] = [911, 912, 913].map(personId) as [string, string, string];
const WORDS = 'Ik begon een maand eerder.';
const REQUEST = {
  bevoegdGezagNummer: '41000',
  benoemingvolgnummer: '1',
  velden: ['/datumIngangBenoeming'],
  toelichting: WORDS,
};

let register: RunningRegister;
let keys = 0;

const ask = (body: object, o: { person?: string; as?: object; key?: string } = {}): Promise<Answer> => {
  const person = o.person ?? teacher;
  return register.call('POST', `/v1/registraties/${person}/correcties`, {
    as: { ...asTeacher(person), ...o.as },
    body: { ...REQUEST, ...body },
    headers: { 'idempotency-key': o.key ?? personId(10_000 + (keys += 1)) },
  });
};

const seen = async (person: string, rol = 'LERAAR'): Promise<any> => {
  const as = rol === 'LERAAR' ? asTeacher(person) : { rol };
  return (await register.call('GET', `/v1/registraties/${person}`, { as })).body;
};

const statusOf = (person: string, status: string): Promise<any> =>
  eventually(
    async () => {
      const [correction] = (await seen(person))?.correcties ?? [];
      return correction?.status === status ? correction : undefined;
    },
    { withinMs: 30_000, what: status },
  );

beforeAll(async () => {
  register = await startRegister(TODAY);
  await register.deliver(...[teacher, other].map((person) => snapshot({ person, day: TODAY, order: 1 })));
});
afterAll(() => register.close());

describe('asking for a correction', () => {
  it('is for the teacher himself, with a key and a sound request', async () => {
    expect((await ask({}, { as: { registratieId: other } })).status).toBe(403);
    expect((await ask({}, { as: asBoard('41000') })).status).toBe(403);
    expect((await ask({}, { key: 'geen uuid' })).status).toBe(400);
    expect((await ask({}, { person: stranger })).status).toBe(404);
    for (const wrong of [
      { velden: [] },
      { velden: ['datumIngangBenoeming'] },
      { velden: ['/sector', '/sector'] },
      { toelichting: '' },
      { toelichting: 'x'.repeat(1001) },
      { reden: 'x' },
    ]) {
      expect((await ask(wrong)).status).toBe(400);
    }
  });

  it('names fields of an appointment that is there; the municipality corrects the rest', async () => {
    expect((await ask({ benoemingvolgnummer: '2' })).status).toBe(404);
    const unknown = await ask({ velden: ['/sector', '/datumEindeBenoeming'] });
    expect(unknown).toMatchObject({ status: 400, body: { fouten: [{ veld: '/velden/1', regel: 'bestaat' }] } });
    const brp = await ask({ velden: ['/persoon/geboortedatum'] });
    expect(brp.status).toBe(422);
    expect(brp.body).toMatchObject({ type: 'urn:lrr:probleem:gegevens-van-de-gemeente' });
    expect(brp.body.detail).toContain('gemeente');
  });

  it('takes no citizen service number, however it is written', async () => {
    for (const number of ['999990019', '999 990 019', '9999.90.019']) {
      const { status, body } = await ask({ toelichting: `Mijn nummer is ${number}.` });
      expect([status, body.fouten]).toEqual([400, [{ veld: '/toelichting', regel: 'burgerservicenummer' }]]);
      expect(JSON.stringify(body)).not.toContain(number);
    }
  });

  it('is one request under one key, goes to the board, and is seen by whom it concerns', async () => {
    const key = personId(20_001);
    const answers = await Promise.all([1, 2, 3].map(() => ask({}, { key })));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    const location = answers[0]!.headers.get('location');
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
    const own = await statusOf(teacher, 'BIJ_BESTUUR');
    expect(own).toEqual({
      correctieverzoekId: own.correctieverzoekId,
      ...REQUEST,
      status: 'BIJ_BESTUUR',
      ingediendOp: own.ingediendOp,
      antwoordUiterlijk: '2026-09-29',
      stappen: [],
      termijnen: [{ stap: 'ANTWOORD', wie: 'BESTUUR', uiterlijk: '2026-09-29' }],
    });
    const as = asTeacher(teacher);
    expect((await register.call('GET', location!, { as })).body).toMatchObject({
      soort: 'AANVRAAG_CORRECTIE',
      status: 'VERWERKT',
    });
    expect((await ask({}, { key })).status).toBe(202);
    expect((await ask({ toelichting: 'Iets anders.' }, { key })).status).toBe(409);
    expect((await ask({})).status).toBe(409);

    const { toelichting: _words, ...withoutWords } = own;
    expect((await seen(teacher, 'BEHEER')).correcties).toEqual([withoutWords]);
    expect(await seen(teacher, 'INSPECTIE')).not.toHaveProperty('correcties');
    expect((await seen(other)).correcties).toEqual([]);

    const records = await eventually(async () => {
      const all = await readAll(register.messaging, 'lrr.terugkoppeling.v1');
      const found = all.filter(({ headers }) => String(headers['type']) === 'CORRECTIEVERZOEK');
      return found.length > 0 ? found : undefined;
    });
    expect(
      records.map(({ key: person, value }) => [String(person), JSON.parse(String(value)).correctieverzoek]),
    ).toEqual([
      [
        teacher,
        {
          correctieverzoekId: own.correctieverzoekId,
          benoemingvolgnummer: '1',
          velden: REQUEST.velden,
          toelichting: WORDS,
          antwoordUiterlijk: '2026-09-29',
          herinnering: false,
        },
      ],
    ]);
    for (const topic of ['lrr.registratie.v1', 'lrr.verwerking.v1']) {
      for (const { value } of await readAll(register.messaging, topic)) expect(String(value)).not.toContain(WORDS);
    }
  });

  it('is answered by the board, in words that the teacher alone sees', async () => {
    const { correctieverzoekId } = await statusOf(teacher, 'BIJ_BESTUUR');
    await register.send(correctionAnswer(teacher, TODAY, correctieverzoekId, 'JUIST'));
    const own = await statusOf(teacher, 'JUIST_BEVONDEN');
    expect(own.antwoord).toMatchObject({ oordeel: 'JUIST', toelichting: 'Zie onze administratie.' });
    const [shown] = (await seen(teacher, 'BEHEER')).correcties;
    expect(shown.antwoord).toEqual({ oordeel: 'JUIST', beantwoordOp: own.antwoord.beantwoordOp });
  });
});

describe('the list of requests over their term', () => {
  it('is for the register’s own people, and tells neither who asked nor what he wrote', async () => {
    const list = (query = '', as: object = { rol: 'BEHEER' }) =>
      register.call('GET', `/v1/correcties${query}`, { as: { ...as } });
    for (const rol of ['LERAAR', 'BESTUUR', 'INSPECTIE']) expect((await list('', { rol })).status).toBe(403);
    expect((await list('?peildatum=2026-09-01')).status).toBe(400);
    expect((await list('?cursor=abc')).status).toBe(400);

    await ask({}, { person: other });
    const own = await statusOf(other, 'BIJ_BESTUUR');
    expect((await list()).body).toEqual({ correcties: [] });
    register.setDay('2026-09-30');
    const found = await eventually(
      async () => {
        const { body } = await list();
        return body.correcties.length > 0 ? body.correcties : undefined;
      },
      { withinMs: 30_000, what: 'a request over its term' },
    );
    const { toelichting: _words, stappen: _steps, ...withoutWords } = own;
    expect(found).toEqual([withoutWords]);
    expect((await list('?bevoegdGezagNummer=41000')).body.correcties).toEqual(found);
    expect((await list('?bevoegdGezagNummer=42000')).body.correcties).toEqual([]);
  });
});
