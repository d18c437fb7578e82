import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.ts';
import { readAll } from '../consume/register-bench.ts';
import { correctionAnswer, personId, snapshot } from '../wire.ts';
import { asBoard, asTeacher, startRegister } from './running-register.ts';
import type { Answer, RunningRegister } from './running-register.ts';

const TODAY = '2026-09-01';
const [teacher, other] = [921, 922].map(personId) as [string, string];
const BOARD = asBoard('41000');
const MANAGER = { rol: 'BEHEER' };
const WORDS = 'Uit het contract blijkt een andere dag.';
const DOCUMENT = { grondslagen: ['Awb 4:13 lid 2'], overwegingen: WORDS, datum: TODAY, bekendgemaaktOp: TODAY };
const DECISION = { dictum: 'AFGEWEZEN', ...DOCUMENT };

let register: RunningRegister;
let keys = 0;
const requests = new Map<string, string>();

const take = (
  step: string,
  body: unknown,
  o: { as?: object; of?: string; key?: string; prefer?: string } = {},
): Promise<Answer> =>
  register.call('POST', `/v1/correcties/${requests.get(o.of ?? teacher) ?? o.of}/${step}`, {
    as: { ...(o.as ?? MANAGER) },
    body,
    prefer: o.prefer ?? 'wait=10',
    headers: { 'idempotency-key': o.key ?? personId(30_000 + (keys += 1)) },
  });

const see = (as: object, of = teacher): Promise<Answer> =>
  register.call('GET', `/v1/correcties/${requests.get(of) ?? of}`, { as: { ...as } });

const registration = async (person: string, rol = 'LERAAR'): Promise<any> =>
  (await register.call('GET', `/v1/registraties/${person}`, { as: rol === 'LERAAR' ? asTeacher(person) : { rol } }))
    .body;

beforeAll(async () => {
  register = await startRegister(TODAY);
  const persons = [teacher, other];
  await register.deliver(...persons.map((person) => snapshot({ person, day: TODAY, order: 1 })));
  for (const person of persons) {
    await register.call('POST', `/v1/registraties/${person}/correcties`, {
      as: asTeacher(person),
      headers: { 'idempotency-key': personId(31_000 + (keys += 1)) },
      body: {
        bevoegdGezagNummer: '41000',
        benoemingvolgnummer: '1',
        velden: ['/datumIngangBenoeming'],
        toelichting: 'Ik begon eerder.',
      },
    });
    const id = await eventually(async () => (await registration(person)).correcties[0]?.correctieverzoekId);
    requests.set(person, id);
  }
  await register.send(correctionAnswer(teacher, TODAY, requests.get(teacher)!, 'JUIST'));
  await eventually(async () => ((await see(asTeacher(teacher))).body.status === 'JUIST_BEVONDEN' ? true : undefined));
});
afterAll(() => register.close());

describe('a request for correction', () => {
  it('is there for the teacher, the board that he asked and the register, and for nobody else', async () => {
    for (const as of [asTeacher(teacher), BOARD, MANAGER]) expect((await see(as)).status).toBe(200);
    for (const as of [asTeacher(other), { ...BOARD, bevoegdGezagNummer: '42000' }])
      expect((await see(as)).status).toBe(404);
    for (const rol of ['INSPECTIE', 'AFNEMER']) expect((await see({ rol, afnemerId: 'x' })).status).toBe(403);
    expect((await see(MANAGER, personId(1))).status).toBe(404);
    expect((await see(MANAGER, 'geen-uuid')).status).toBe(400);
  });

  it('keeps what teacher and board wrote from the register until it has to decide', async () => {
    expect((await see(BOARD)).body).toMatchObject({
      toelichting: 'Ik begon eerder.',
      antwoord: { toelichting: 'Zie onze administratie.' },
    });
    const { body } = await see(MANAGER);
    expect(body).not.toHaveProperty('toelichting');
    expect(Object.keys(body.antwoord).sort()).toEqual(['beantwoordOp', 'oordeel']);
  });

  it('shows what can be done next, and that the appointment is in question', async () => {
    expect((await see(asTeacher(teacher))).body.termijnen).toEqual([
      { stap: 'BESLUIT_VRAGEN', wie: 'LERAAR', uiterlijk: '2026-10-13' },
    ]);
    for (const rol of ['LERAAR', 'INSPECTIE', 'BEHEER']) {
      const [benoeming] = (await registration(teacher, rol)).benoemingen;
      expect(benoeming.inOnderzoek).toEqual(['/datumIngangBenoeming']);
    }
    const events = await readAll(register.messaging, 'lrr.registratie.v1');
    const thin = events
      .map(({ value }) => JSON.parse(String(value)))
      .findLast(({ subject, type }) => subject === teacher && type.includes('registratie-gewijzigd'));
    expect(thin.data.inOnderzoek).toEqual([
      { bevoegdGezagNummer: '41000', benoemingvolgnummer: '1', velden: ['/datumIngangBenoeming'] },
    ]);
  });
});

describe('asking for a decision', () => {
  it('is the teacher’s own, and told at once when it cannot be', async () => {
    for (const as of [BOARD, MANAGER]) expect((await take('besluitverzoek', {}, { as })).status).toBe(403);
    expect((await take('besluitverzoek', {}, { as: asTeacher(other) })).status).toBe(404);
    const early = await take('besluitverzoek', {}, { as: asTeacher(other), of: other });
    expect([early.status, early.body.reden]).toEqual([409, 'BESTUUR_AAN_ZET']);
    expect((await take('besluit', DECISION)).body.reden).toBe('VERKEERDE_STAND');
  });

  it('takes no citizen service number and nothing that it does not know', async () => {
    const as = asTeacher(teacher);
    const told = await take('besluitverzoek', { toelichting: 'Mijn nummer is 999990019.' }, { as });
    expect([told.status, told.body.fouten]).toEqual([400, [{ veld: '/toelichting', regel: 'burgerservicenummer' }]]);
    expect(JSON.stringify(told.body)).not.toContain('999990019');
    for (const wrong of [
      { toelichting: '' },
      { toelichting: 'x'.repeat(1001) },
      { toelichting: 'a\u0000' },
      { x: 1 },
    ]) {
      expect((await take('besluitverzoek', wrong, { as })).status).toBe(400);
    }
    expect((await take('besluitverzoek', {}, { as, key: 'geen-uuid' })).status).toBe(400);
  });

  it('is one step under one key, however often it is sent', async () => {
    const as = asTeacher(teacher);
    const [key, body] = [personId(32_001), { toelichting: 'Mijn contract is niet bekeken.' }];
    const answers = await Promise.all([1, 2, 3].map(() => take('besluitverzoek', body, { as, key })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ body: { id } }) => id)).size).toBe(1);
    expect((await take('besluitverzoek', {}, { as, key })).status).toBe(409);
    expect((await take('besluitverzoek', body, { as })).body.reden).toBe('VERKEERDE_STAND');
    const location = `/v1/opdrachten/${answers[0]!.body.id}`;
    expect((await register.call('GET', location, { as })).body).toMatchObject({ status: 'VERWERKT' });
    for (const stranger of [asTeacher(other), BOARD, MANAGER]) {
      expect((await register.call('GET', location, { as: stranger })).status).toBe(404);
    }
    expect((await see(MANAGER)).body).toMatchObject({
      status: 'BESLUIT_GEVRAAGD',
      toelichting: 'Ik begon eerder.',
      stappen: [{ soort: 'BESLUITVERZOEK', gevraagdOp: TODAY, toelichting: 'Mijn contract is niet bekeken.' }],
    });
  });
});

describe('the decision', () => {
  it('waits on the list of the register, which tells nothing of the person', async () => {
    const list = async (query: string, as: object = MANAGER) =>
      register.call('GET', `/v1/correcties${query}`, { as: { ...as } });
    expect((await list('')).body).toEqual({ correcties: [] });
    expect((await list('?selectie=anders')).status).toBe(400);
    const { correcties } = (await list('?selectie=BIJ_BEHEER')).body;
    expect(correcties).toEqual([
      {
        correctieverzoekId: requests.get(teacher),
        bevoegdGezagNummer: '41000',
        benoemingvolgnummer: '1',
        velden: ['/datumIngangBenoeming'],
        status: 'BESLUIT_GEVRAAGD',
        ingediendOp: correcties[0].ingediendOp,
        antwoordUiterlijk: '2026-09-29',
        termijnen: [{ stap: 'BESLUIT', wie: 'BEHEER', uiterlijk: '2026-10-27' }],
      },
    ]);
  });

  it('is refused with what is wrong with it', async () => {
    for (const as of [asTeacher(teacher), BOARD]) expect((await take('besluit', DECISION, { as })).status).toBe(403);
    const { dictum: _dictum, ...without } = DECISION;
    for (const wrong of [
      without,
      { ...DECISION, dictum: 'GEGROND' },
      { ...DECISION, grondslagen: [] },
      { ...DECISION, grondslagen: ['J. Jansen 4:13'] },
      { ...DECISION, overwegingen: '' },
      { ...DECISION, overwegingen: 'x'.repeat(4001) },
      { ...DECISION, datum: '2026-02-30' },
      { ...DECISION, bekendgemaaktOp: 'morgen' },
      { ...DECISION, ondertekenaar: 'J. Jansen' },
    ]) {
      expect((await take('besluit', wrong)).status).toBe(400);
    }
    const number = await take('besluit', { ...DECISION, overwegingen: 'Nummer 9999.90.019.' });
    expect(number.body.fouten).toEqual([{ veld: '/overwegingen', regel: 'burgerservicenummer' }]);
    const ahead = await take('besluit', { ...DECISION, bekendgemaaktOp: '2026-09-02' });
    expect([ahead.status, ahead.body]).toMatchObject([400, { reden: 'DATUM', fouten: [{ veld: '/bekendgemaaktOp' }] }]);
  });

  it('is taken once, also when two take it at the same moment', async () => {
    const answers = await Promise.all([take('besluit', DECISION), take('besluit', DECISION)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.reden).toBe('VERKEERDE_STAND');
  });

  it('tells the parties what they can do, and consumers nothing of its words', async () => {
    const expected = {
      status: 'BESLUIT',
      termijnen: [{ stap: 'BEZWAAR', wie: 'BELANGHEBBENDEN', uiterlijk: '2026-10-13' }],
      stappen: [
        { soort: 'BESLUITVERZOEK' },
        {
          soort: 'BESLUIT',
          auteur: 'REGISTERAUTORITEIT',
          dictum: 'AFGEWEZEN',
          overwegingen: WORDS,
          rechtsmiddel: { soort: 'BEZWAAR', bij: 'REGISTERAUTORITEIT', binnenWeken: 6, uiterlijk: '2026-10-13' },
        },
      ],
    };
    for (const as of [asTeacher(teacher), BOARD, MANAGER]) expect((await see(as)).body).toMatchObject(expected);
    expect((await registration(teacher)).correcties).toMatchObject([expected]);
    expect((await registration(teacher, 'BEHEER')).correcties[0].stappen[1]).not.toHaveProperty('overwegingen');
    for (const topic of ['lrr.registratie.v1', 'lrr.verwerking.v1', 'lrr.terugkoppeling.v1']) {
      for (const { value } of await readAll(register.messaging, topic)) expect(String(value)).not.toContain(WORDS);
    }
  });
});

describe('an objection', () => {
  const objection = { toelichting: 'Wij zijn het er niet mee eens.' };

  it('is made by who it concerns, who does not say when or for whom', async () => {
    expect((await take('bezwaar', objection, { as: asTeacher(other) })).status).toBe(404);
    expect((await take('bezwaar', objection, { as: { rol: 'INSPECTIE' } })).status).toBe(403);
    for (const member of [{ indiener: 'LERAAR' }, { ontvangenOp: TODAY }, { terPostOp: TODAY }]) {
      const { status, body } = await take('bezwaar', { ...objection, ...member }, { as: BOARD });
      expect([status, body.fouten[0].veld]).toEqual([400, `/${Object.keys(member)[0]}`]);
    }
    expect((await take('bezwaar', {}, { as: BOARD })).status).toBe(400);
    expect((await take('bezwaar', objection)).body.fouten).toEqual([{ veld: '/indiener', regel: 'verplicht' }]);
  });

  it('of the board and of the teacher are two, of one of them only one', async () => {
    const made = await take('bezwaar', objection, { as: BOARD });
    expect(made.status).toBe(200);
    expect((await take('bezwaar', objection, { as: BOARD })).body.reden).toBe('BEZWAAR_LOOPT');
    const location = `/v1/opdrachten/${made.body.id}`;
    expect((await register.call('GET', location, { as: BOARD })).status).toBe(200);
    expect((await register.call('GET', location, { as: { ...BOARD, bevoegdGezagNummer: '42000' } })).status).toBe(404);
    const paper = { ...objection, indiener: 'LERAAR', ontvangenOp: TODAY, terPostOp: TODAY };
    expect((await take('bezwaar', paper)).status).toBe(200);
    expect((await see(BOARD)).body.stappen.slice(2)).toMatchObject([
      { soort: 'BEZWAAR', indiener: 'BESTUUR', teLaat: false, ...objection },
      { soort: 'BEZWAAR', indiener: 'LERAAR', terPostOp: TODAY },
    ]);
  });

  it('is dealt with by the register alone, up to the decision on it', async () => {
    const handling = { stap: 'COMMISSIE_INGESTELD' };
    expect((await take('behandeling', handling, { as: asTeacher(teacher) })).status).toBe(403);
    for (const wrong of [{}, { stap: 'VERDAAGD' }, { stap: 'VERDAAGD', weken: 7 }, { stap: 'ANDERS' }]) {
      expect((await take('behandeling', wrong)).status).toBe(400);
    }
    expect((await take('behandeling', handling)).status).toBe(200);
    const review = { dictum: 'ONGEGROND', ...DOCUMENT };
    expect((await take('beslissing-op-bezwaar', review)).body.reden).toBe('ADVIES_ONTBREEKT');
    expect((await take('advies', { strekking: 'ONGEGROND', uitgebrachtOp: TODAY, overwegingen: WORDS })).status).toBe(
      200,
    );
    expect((await take('beslissing-op-bezwaar', review)).body.reden).toBe('TERMIJN_LOOPT');
    expect((await take('beroep', { instantie: 'RECHTBANK', indiener: 'LERAAR', ingesteldOp: TODAY })).body.reden).toBe(
      'VERKEERDE_STAND',
    );
    expect((await take('uitspraak', { dictum: 'ONGEGROND', datum: TODAY, bekendgemaaktOp: TODAY })).body.reden).toBe(
      'VERKEERDE_STAND',
    );
  });
});
