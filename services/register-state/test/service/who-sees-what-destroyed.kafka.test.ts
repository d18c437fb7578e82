// The column of the who-sees-what matrix for a person who was destroyed (register's law, sections 1 and 3: only a tombstone
// without personal data stays): to everybody, himself included, it is as if he had never been, but for the proof.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.ts';
import { openDatabase } from '../../../_platform/src/database/database.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { rowOf } from '../../src/http/who-sees-what.ts';
import type { Resource } from '../../src/http/who-sees-what.ts';
import { ROLES } from '../../src/lookups/reader.ts';
import type { Role } from '../../src/lookups/reader.ts';
import { ENGLISH } from '../domain/history.ts';
import { personId, snapshot } from '../wire.ts';
import { startRegister } from './running-register.ts';
import type { Answer, RunningRegister } from './running-register.ts';

const DELIVERED = '2021-02-01';
const OVERDUE = '2021-02-02';
const TODAY = '2026-02-10';
const THEN = '2021-02-03T00:00:00.000Z';
const [gone, neighbour] = [941, 942].map(personId) as [string, string];
const OWN = { registratieId: gone, bevoegdGezagNummer: '41000', afnemerId: 'afnemer-1' };
const WORDS = 'Woorden van wie weg is';
/** What only records about him held. */
const OWN_WORDS = ['PN-WEG', 'BN-WEG', WORDS];
const document = { grondslagen: ['Awb 4:13 lid 2'], overwegingen: 'Zo is het.', datum: TODAY, bekendgemaaktOp: TODAY };

/**
 * ABSENT: 404, as of who never was. LEFT_OUT: a list without anything of him. PLACES: his events have their place, kind,
 * number and cause, and no data. PROOF: that he was destroyed. NOT_ABOUT_PEOPLE: a consumer's own webhook.
 */
type Seen = 'ABSENT' | 'LEFT_OUT' | 'PLACES' | 'PROOF' | 'NOT_ABOUT_PEOPLE';

interface Asked {
  readonly seen: Exclude<Seen, 'NOT_ABOUT_PEOPLE'>;
  /** All of these show the same. */
  readonly paths: readonly string[];
  readonly body?: object;
}

let register: RunningRegister;
/** May do what the service may not. */
let owner: Database;
let keys = 50_000;
/** Of when he was there. */
const made = { pseudonym: '', command: '', correction: '' };

const own = (rest = ''): string => `/v1/registraties/${gone}${rest}`;
const absent = (path: string, body?: object): Asked => ({ seen: 'ABSENT', paths: [path], ...(body && { body }) });
const step = (path: string, body: object): Asked => absent(`/v1/correcties/${made.correction}/${path}`, body);
const atTimes = (path: string): string[] => [path, `${path}?bekendOp=${THEN}`, `${path}?geldigOp=${DELIVERED}`];
const ofBoard = (rest: string, day = TODAY): string => `?bevoegdGezagNummer=41000&peildatum=${day}${rest}`;

/** How each row shows him. A row without one does not compile. */
const COLUMN: Readonly<Record<Resource, 'NOT_ABOUT_PEOPLE' | (() => Asked)>> = {
  registratie: () => ({ seen: 'ABSENT', paths: atTimes(own()) }),
  historie: () => absent(own('/historie')),
  inzagen: () => absent(own('/inzagen')),
  opdracht: () => absent(`/v1/opdrachten/${made.command}`),
  registratieoverzicht: () => ({
    seen: 'LEFT_OUT',
    paths: ['', `&bekendOp=${THEN}`].map((rest) => `/v1/registratieoverzichten${ofBoard(rest, DELIVERED)}`),
  }),
  persoon: () => ({ seen: 'ABSENT', paths: atTimes(`/v1/personen/${made.pseudonym}`) }),
  vergelijking: () => ({
    seen: 'LEFT_OUT',
    paths: ['', '&vestiging=00AH00'].map((rest) => `/v1/vergelijkingen${ofBoard(rest)}`),
  }),
  verlopenCorrecties: () => ({ seen: 'LEFT_OUT', paths: ['/v1/correcties'] }),
  correctiezaak: () => absent(`/v1/correcties/${made.correction}`),
  termijnoverschrijdingen: () => ({
    seen: 'LEFT_OUT',
    paths: ['', `?peildatum=${OVERDUE}`].map((rest) => `/v1/termijnoverschrijdingen${rest}`),
  }),
  vernietigingen: () => ({ seen: 'PROOF', paths: [`/v1/vernietigingen?van=${DELIVERED}&tot=${TODAY}`] }),
  gebeurtenissen: () => ({ seen: 'PLACES', paths: ['/v1/gebeurtenissen?maxAantal=1000'] }),
  registratiestanden: () => ({ seen: 'LEFT_OUT', paths: ['/v1/registratiestanden'] }),
  registratiestand: () => absent(`/v1/registratiestanden/${gone}`),
  abonnementMaken: 'NOT_ABOUT_PEOPLE',
  abonnementen: 'NOT_ABOUT_PEOPLE',
  abonnement: 'NOT_ABOUT_PEOPLE',
  afleveringen: 'NOT_ABOUT_PEOPLE',
  abonnementGeheim: 'NOT_ABOUT_PEOPLE',
  abonnementHervatten: 'NOT_ABOUT_PEOPLE',
  abonnementHerhalen: 'NOT_ABOUT_PEOPLE',
  abonnementOpheffen: 'NOT_ABOUT_PEOPLE',
  besluitverzoek: () => step('besluitverzoek', {}),
  besluit: () => step('besluit', { dictum: 'AFGEWEZEN', ...document }),
  bezwaar: () => step('bezwaar', { toelichting: 'Toch.' }),
  bezwaarbehandeling: () => step('behandeling', { stap: 'COMMISSIE_INGESTELD' }),
  bezwaaradvies: () => step('advies', { strekking: 'ONGEGROND', uitgebrachtOp: TODAY, overwegingen: 'Zo is het.' }),
  beslissingOpBezwaar: () => step('beslissing-op-bezwaar', { dictum: 'ONGEGROND', ...document }),
  beroep: () => step('beroep', { instantie: 'RECHTBANK', indiener: 'LERAAR', ingesteldOp: TODAY }),
  uitspraak: () => step('uitspraak', { dictum: 'ONGEGROND', datum: TODAY, bekendgemaaktOp: TODAY }),
  onderwijsopgave: () => absent(own('/onderwijsopgave'), { onderwijs: [ENGLISH], gaatOpVoorHerregistratie: false }),
  correctie: () => absent(own('/correcties'), REQUEST),
  behoudNaPensioen: () => absent(own('/behoud-na-pensioen'), {}),
  uitschrijving: () => absent(own('/uitschrijving'), {}),
  // What a snapshot of him would meet. The intake never asks: the vault dropped his link to this id.
  simulatie: () => ({
    seen: 'LEFT_OUT',
    paths: ['/v1/simulaties'],
    body: { opdrachten: [snapshot({ person: gone, day: TODAY, number: '9' })] },
  }),
};
/** What was there of him, so that its absence says something. */
const SHOWN_BEFORE = [
  'registratie',
  'historie',
  'inzagen',
  'opdracht',
  'persoon',
  'correctiezaak',
  'registratiestand',
] as const satisfies readonly Resource[];
const REQUEST = {
  bevoegdGezagNummer: '41000',
  benoemingvolgnummer: 'BN-WEG',
  velden: ['/datumIngangBenoeming'],
  toelichting: WORDS,
};

function send(method: string, path: string, token: Parameters<RunningRegister['call']>[2], body?: object) {
  const headers = { 'idempotency-key': personId((keys += 1)) };
  return register.call(method, path, { ...token, headers, ...(body === undefined ? {} : { body }) });
}

/** What this role is answered by the row's requests about him. */
async function answersTo(resource: Resource, token: Parameters<RunningRegister['call']>[2]): Promise<Answer[]> {
  const ask = COLUMN[resource];
  if (ask === 'NOT_ABOUT_PEOPLE') return [];
  const { paths, body } = ask();
  const [method = ''] = rowOf(resource).route.split(' ');
  const answers: Answer[] = [];
  for (const path of paths) answers.push(await send(method, path, token, body));
  return answers;
}

beforeAll(async () => {
  register = await startRegister(DELIVERED, { turnsFirstDay: true });
  owner = openDatabase({ url: register.database.adminUrl, applicationName: 'test', poolSize: 1 });
  const until = <T>(what: string, look: () => Promise<T | undefined>): Promise<T> =>
    eventually(look, { withinMs: 30_000, what });
  const as = { ...OWN, rol: 'LERAAR' };
  const read = async (): Promise<any> => (await register.call('GET', own(), { as })).body;

  await register.send(
    snapshot({ person: gone, day: DELIVERED, number: 'BN-WEG', stand: { personeelsnummer: 'PN-WEG' } }),
    snapshot({ person: gone, day: DELIVERED, number: '2', spans: [['513', '2019-10-01']] }),
    snapshot({ person: neighbour, day: DELIVERED, number: 'BUUR' }),
  );
  await until('the appointments', async () => ((await read()).benoemingen?.length === 2 ? true : undefined));
  const teaching = { onderwijs: [ENGLISH], gaatOpVoorHerregistratie: false };
  made.command = (await send('PUT', own('/onderwijsopgave'), { as }, teaching)).body.id;
  expect((await send('POST', own('/correcties'), { as }, REQUEST)).status).toBe(202);
  made.correction = await until('the request', async () => (await read()).correcties[0]?.correctieverzoekId);
  const board = { ...OWN, rol: 'BESTUUR' };
  const overview = await register.call('GET', `/v1/registratieoverzichten${ofBoard('', DELIVERED)}`, { as: board });
  const row = overview.body.standen.find((one: any) => one.benoemingvolgnummer === 'BN-WEG');
  made.pseudonym = row.persoonPseudoniem;
  for (const resource of SHOWN_BEFORE) {
    const row = rowOf(resource);
    const rol = 'whose' in row ? Object.keys(row.whose)[0] : undefined;
    const [answer] = await answersTo(resource, { as: { ...OWN, rol } });
    expect([resource, answer?.status]).toEqual([resource, 200]);
  }
  register.setDay(OVERDUE);
  await until('his term being over', async () => {
    const { body } = await register.call('GET', '/v1/termijnoverschrijdingen', { as: { rol: 'INSPECTIE' } });
    return body.overschrijdingen?.[0]?.registratieId === gone ? true : undefined;
  });
  expect((await send('POST', own('/uitschrijving'), { as }, {})).status).toBe(202);
  await until('his being kept', async () => ((await read()).status === 'BEWAARD' ? true : undefined));

  // The turns of the years between are passed by.
  await owner.query(`UPDATE day_clock SET last_day = $1::date - 1`, [TODAY]);
  register.setDay(TODAY);
  await until('his destruction', async () => {
    const proofs = await answersTo('vernietigingen', { as: { rol: 'BEHEER' } });
    const his = proofs[0]?.body.vernietigingen?.filter((one: any) => one.registratieId === gone) ?? [];
    return his.some((one: any) => one.soort === 'PERSOON' && one.status === 'UITGEVOERD') ? true : undefined;
  });
}, 120_000);
afterAll(async () => {
  await owner.close();
  await register.close();
});

const resources = Object.keys(COLUMN) as Resource[];
const pairs = resources.flatMap((resource) => {
  const row = rowOf(resource);
  if ('services' in row || COLUMN[resource] === 'NOT_ABOUT_PEOPLE') return [];
  return ROLES.filter((role) => row.whose[role] !== undefined).map((role) => [resource, role] as const);
});

/** Nothing that leads to him, or that he or a school wrote. */
function expectNothingOfHim(answer: Answer, except: readonly string[] = []): void {
  const text = JSON.stringify(answer.body);
  const traces = [gone, made.pseudonym, made.command, made.correction, ...OWN_WORDS];
  expect(traces.filter((one) => !except.includes(one) && text.includes(one))).toEqual([]);
}

describe('of who was destroyed', () => {
  it.each(pairs)('%s shows %s no more than the column says', async (resource, rol: Role) => {
    const ask = COLUMN[resource];
    if (ask === 'NOT_ABOUT_PEOPLE') throw new Error('this row is not asked');
    const answers = await answersTo(resource, { as: { ...OWN, rol } });
    expect(answers.length).toBeGreaterThan(0);
    for (const answer of answers) {
      switch (ask().seen) {
        case 'ABSENT':
          expect([answer.status, answer.body.type]).toEqual([404, 'urn:lrr:probleem:niet-gevonden']);
          expectNothingOfHim(answer);
          break;
        case 'LEFT_OUT':
          expect(answer.status).toBe(200);
          expectNothingOfHim(answer);
          break;
        case 'PLACES': {
          expect(answer.status).toBe(200);
          expectNothingOfHim(answer, [gone, made.command]);
          const his = answer.body.gebeurtenissen.filter((event: any) => event.subject === gone);
          expect(his.slice(-2).map(({ type }: any) => type)).toEqual([
            'nl.lerarenregister.persoon-vernietigd.v1',
            'nl.lerarenregister.registratie-gewijzigd.v1',
          ]);
          for (const { data } of his) expect(data).toEqual({});
          break;
        }
        case 'PROOF':
          expect(answer.status).toBe(200);
          expectNothingOfHim(answer, [gone]);
      }
    }
  });

  it('the lists that he is left out of are not empty', async () => {
    const [overview] = await answersTo('registratieoverzicht', { as: { ...OWN, rol: 'BESTUUR' } });
    expect(overview?.body.standen).toMatchObject([{ benoemingvolgnummer: 'BUUR' }]);
    const [states] = await answersTo('registratiestanden', { as: { ...OWN, rol: 'AFNEMER' } });
    expect(states?.body.standen).toMatchObject([{ registratieId: neighbour }]);
  });

  it('a simulation says what his school has to do, and tells nothing of him', async () => {
    const [answer] = await answersTo('simulatie', { service: 'appointment-intake' });
    expect(answer?.status).toBe(200);
    expectNothingOfHim(answer!);
    const [{ terugkoppeling, gebeurtenissen }] = answer!.body.uitkomsten;
    expect(terugkoppeling.inhoud.signalen).toMatchObject([{ code: '990', ernst: 'A' }]);
    expect(gebeurtenissen).toEqual([]);
  });

  it('no look at him is remembered', async () => {
    const { rows } = await owner.query('SELECT activity FROM lookups WHERE register_id = $1', [gone]);
    expect(rows).toEqual([]);
  });
});
