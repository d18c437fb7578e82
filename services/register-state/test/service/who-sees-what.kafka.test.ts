import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '../../../_platform/src/database/database.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import type { Whose } from '../../src/http/resource-row.ts';
import { rowOf, WHO_SEES_WHAT } from '../../src/http/who-sees-what.ts';
import type { Resource } from '../../src/http/who-sees-what.ts';
import { ROLES } from '../../src/lookups/reader.ts';
import type { Role } from '../../src/lookups/reader.ts';
import { answerFaults, membersOf, membersSeen } from '../described-answers.ts';
import { ENGLISH } from '../domain/history.ts';
import { personId, snapshot } from '../wire.ts';
import { startRegister } from './running-register.ts';
import type { Answer, RunningRegister } from './running-register.ts';

const TODAY = '2026-09-01';
const [teacher, other] = [921, 922].map(personId) as [string, string];
const asked = { bevoegdGezagNummer: '41000', peildatum: TODAY };

/** What everybody's token says of himself; which of it counts depends on his role. */
const OWN = { registratieId: teacher, bevoegdGezagNummer: '41000', afnemerId: 'afnemer-1' };
const FOREIGN = { registratieId: other, bevoegdGezagNummer: '42000', afnemerId: 'afnemer-2' };

interface Request {
  readonly path: string;
  readonly body?: object;
}

interface Asked extends Request {
  /** Roles that have nothing of their own to ask for here, though they may: to them it is another's. */
  readonly notOf?: readonly Role[];
  /** How the request of somebody who may is answered; `DOOR`: let in, and refused for what it asks. */
  readonly answers?: number | 'DOOR';
  /** How the same request is answered when it is not the caller's own; null: it is about the caller, whoever he is. */
  readonly foreign?: number | null;
  /** Members that the role may see, but not of this one yet: the register reads the words when it has to decide. */
  readonly later?: Partial<Readonly<Record<Role, readonly string[]>>>;
  /** The answer is about nobody in particular, in this register: it leaves no line. */
  readonly ofNobody?: boolean;
}

let register: RunningRegister;
/** May do what the service may not. */
let owner: Database;
let keys = 30_000;
/** Made by the setting up. */
const made = { pseudonym: '', command: '', correction: '', subscription: '' };

const own = (rest = ''): string => `/v1/registraties/${teacher}${rest}`;
const correction = (step = ''): string => `/v1/correcties/${made.correction}${step}`;
const subscription = (rest = ''): string => `/v1/abonnementen/${made.subscription}${rest}`;
const query = `?${new URLSearchParams(asked).toString()}`;

/** One request per row, in this order: what ends something comes last. A row without one does not compile. */
const REQUESTS: Readonly<Record<Resource, () => Asked>> = {
  registratie: () => ({ path: own() }),
  historie: () => ({ path: own('/historie') }),
  inzagen: () => ({ path: own('/inzagen') }),
  opdracht: () => ({ path: `/v1/opdrachten/${made.command}`, notOf: ['BESTUUR', 'BEHEER'] }),
  registratieoverzicht: () => ({ path: `/v1/registratieoverzichten${query}` }),
  persoon: () => ({ path: `/v1/personen/${made.pseudonym}`, foreign: 404 }),
  vergelijking: () => ({ path: `/v1/vergelijkingen${query}`, ofNobody: true }),
  verlopenCorrecties: () => ({ path: '/v1/correcties', ofNobody: true }),
  correctiezaak: () => ({ path: correction(), later: { BEHEER: ['toelichting'] } }),
  termijnoverschrijdingen: () => ({ path: '/v1/termijnoverschrijdingen', ofNobody: true }),
  vernietigingen: () => ({ path: `/v1/vernietigingen?van=${TODAY}&tot=${TODAY}` }),
  gebeurtenissen: () => ({ path: '/v1/gebeurtenissen' }),
  registratiestanden: () => ({ path: '/v1/registratiestanden' }),
  registratiestand: () => ({ path: `/v1/registratiestanden/${teacher}` }),
  abonnementMaken: () => ({
    path: '/v1/abonnementen',
    body: { url: 'http://127.0.0.1:9/' },
    answers: 201,
    foreign: null,
  }),
  abonnementen: () => ({ path: '/v1/abonnementen', foreign: null }),
  abonnement: () => ({ path: subscription() }),
  afleveringen: () => ({ path: subscription('/afleveringen') }),
  abonnementGeheim: () => ({ path: subscription('/geheimen'), answers: 201 }),
  abonnementHervatten: () => ({ path: subscription('/hervattingen'), answers: 'DOOR' }),
  abonnementHerhalen: () => ({ path: subscription('/herhalingen'), body: { vanaf: '999999' }, answers: 'DOOR' }),
  abonnementOpheffen: () => ({ path: subscription(), answers: 204 }),
  besluitverzoek: () => ({ path: correction('/besluitverzoek'), body: {}, answers: 'DOOR' }),
  besluit: () => ({ path: correction('/besluit'), body: {}, answers: 'DOOR' }),
  bezwaar: () => ({ path: correction('/bezwaar'), body: { toelichting: 'Toch.' }, answers: 'DOOR' }),
  bezwaarbehandeling: () => ({ path: correction('/behandeling'), body: {}, answers: 'DOOR' }),
  bezwaaradvies: () => ({ path: correction('/advies'), body: {}, answers: 'DOOR' }),
  beslissingOpBezwaar: () => ({ path: correction('/beslissing-op-bezwaar'), body: {}, answers: 'DOOR' }),
  beroep: () => ({ path: correction('/beroep'), body: {}, answers: 'DOOR' }),
  uitspraak: () => ({ path: correction('/uitspraak'), body: {}, answers: 'DOOR' }),
  onderwijsopgave: () => ({
    path: own('/onderwijsopgave'),
    body: { onderwijs: [ENGLISH], gaatOpVoorHerregistratie: false },
    answers: 202,
  }),
  correctie: () => ({
    path: own('/correcties'),
    body: {
      bevoegdGezagNummer: '41000',
      benoemingvolgnummer: '1',
      velden: ['/perioden/0/datumBegin'],
      toelichting: 'Later.',
    },
    answers: 202,
  }),
  behoudNaPensioen: () => ({ path: own('/behoud-na-pensioen'), body: {}, answers: 202 }),
  uitschrijving: () => ({ path: own('/uitschrijving'), body: {}, answers: 202 }),
  simulatie: () => ({ path: '/v1/simulaties', body: { opdrachten: [snapshot({ person: teacher, day: TODAY })] } }),
};

const FOREIGN_STATUS: Readonly<Record<Whose, number | null>> = {
  EIGEN_REGISTRATIE: 403,
  EIGEN_BESTUUR: 403,
  EIGEN_OPDRACHT: 404,
  EIGEN_CORRECTIE: 404,
  EIGEN_AFNEMER: 404,
  ALLE: null,
};

type Token = NonNullable<Parameters<RunningRegister['call']>[2]>;

function call(resource: Resource, token: Token): Promise<Answer> {
  const [method = ''] = rowOf(resource).route.split(' ');
  const { path, body } = REQUESTS[resource]();
  const headers = { 'idempotency-key': personId((keys += 1)) };
  return register.call(method, path, { ...token, headers, ...(body === undefined ? {} : { body }) });
}

beforeAll(async () => {
  register = await startRegister(TODAY);
  owner = openDatabase({ url: register.database.adminUrl, applicationName: 'test', poolSize: 1 });
  const spans = [['501', '2020-08-01']] as const;
  const wires = [
    snapshot({ person: teacher, day: TODAY, spans, stand: { personeelsnummer: 'P1', standvolgnummer: 1 } }),
    snapshot({ person: teacher, day: TODAY, number: '2', spans: [['511', '2026-08-01']] }),
    snapshot({ person: teacher, day: TODAY, board: '42000' }),
    snapshot({ person: other, day: TODAY, board: '42000' }),
  ];
  await register.send(...wires);
  const as = { ...OWN, rol: 'LERAAR' };
  const read = async (): Promise<any> => (await register.call('GET', own(), { as })).body;
  const until = <T>(what: string, look: (seen: any) => T | undefined): Promise<T> =>
    eventually(async () => look(await read()), { withinMs: 30_000, what });

  await until('the appointments', ({ benoemingen }) => (benoemingen?.length === 3 ? true : undefined));
  made.command = (await call('onderwijsopgave', { as })).body.id;
  const fields = ['/datumIngangBenoeming'];
  await register.call('POST', own('/correcties'), {
    as,
    body: { bevoegdGezagNummer: '41000', benoemingvolgnummer: '1', velden: fields, toelichting: 'Eerder.' },
    headers: { 'idempotency-key': personId((keys += 1)) },
  });
  await until('the statement', ({ opgaven }) => (opgaven.length > 0 ? true : undefined));
  made.correction = await until('the request', ({ correcties }) => correcties[0]?.correctieverzoekId);
  const overview = await call('registratieoverzicht', { as: { ...OWN, rol: 'BESTUUR' } });
  made.pseudonym = overview.body.standen[0].persoonPseudoniem;
  made.subscription = (await call('abonnementMaken', { as: { ...OWN, rol: 'AFNEMER' } })).body.id;
});
afterAll(async () => {
  await owner.close();
  await register.close();
});

const resources = Object.keys(REQUESTS) as Resource[];
const forRoles = resources.filter((resource) => !('services' in rowOf(resource)));
const whoseOf = (resource: Resource, role: Role): Whose | undefined => {
  const row = rowOf(resource);
  return 'services' in row ? undefined : row.whose[role];
};
const pairs = forRoles.flatMap((resource) => ROLES.map((role) => [resource, role] as const));
const allowed = pairs.filter(([resource, role]) => whoseOf(resource, role) !== undefined);
const denied = pairs.filter(([resource, role]) => whoseOf(resource, role) === undefined);

it('every row of the table is tried', () => {
  expect(resources.toSorted()).toEqual(Object.keys(WHO_SEES_WHAT).toSorted());
});

describe('without a token that is good here', () => {
  it.each(resources)('%s answers 401, whatever the role', async (resource) => {
    expect((await call(resource, {})).status).toBe(401);
    for (const rol of ROLES) {
      const as = { ...OWN, rol };
      expect((await call(resource, { as, expiresIn: -60 })).status).toBe(401);
      expect((await call(resource, { as, forged: true })).status).toBe(401);
      expect((await call(resource, { as, audience: 'urn:lrr:aanlevering' })).status).toBe(401);
      expect((await call(resource, { as, audience: 'urn:lrr:beheer' })).status).toBe(401);
    }
  });

  it.each(forRoles)(
    "%s answers 403 to a token without a role, or with one that is not the register's",
    async (resource) => {
      expect((await call(resource, { as: OWN })).status).toBe(403);
      expect((await call(resource, { as: { ...OWN, rol: 'OPERATOR' } })).status).toBe(403);
      expect((await call(resource, { as: { ...OWN, rol: ['LERAAR', 'BESTUUR', 'AFNEMER'] } })).status).toBe(403);
    },
  );
});

describe('a role that has no place in the row', () => {
  it.each(denied)('%s answers 403 to %s', async (resource, rol) => {
    expect((await call(resource, { as: { ...OWN, rol } })).status).toBe(403);
  });
});

describe("what is another's", () => {
  it.each(allowed)('%s is as closed to %s as the table says', async (resource, rol) => {
    const { foreign, notOf = [] } = REQUESTS[resource]();
    const whose = whoseOf(resource, rol);
    const expected = foreign === undefined && whose !== undefined ? FOREIGN_STATUS[whose] : foreign;
    if (typeof expected === 'number') {
      expect((await call(resource, { as: { ...FOREIGN, rol } })).status).toBe(expected);
      if (notOf.includes(rol)) expect((await call(resource, { as: { ...OWN, rol } })).status).toBe(expected);
    }
    if (whose === 'EIGEN_REGISTRATIE' || whose === 'EIGEN_BESTUUR' || whose === 'EIGEN_AFNEMER') {
      expect((await call(resource, { as: { rol } })).status).toBe(403);
    }
  });
});

describe('a read of somebody', () => {
  const reads = allowed.filter(([resource, role]) => {
    const row = rowOf(resource);
    const { ofNobody = false, notOf = [] } = REQUESTS[resource]();
    return 'reads' in row && !ofNobody && !notOf.includes(role);
  });

  it.each(reads)('%s by %s gets no answer without its line, and leaves one with it', async (resource, rol) => {
    const row = rowOf(resource);
    const activity = 'reads' in row ? row.reads.activity : undefined;
    const lines = async (): Promise<number> => {
      const sql = 'SELECT FROM lookups WHERE register_id = $1 AND activity = $2 AND role = $3';
      return (await owner.query(sql, [teacher, activity, rol])).rowCount;
    };
    // Of a consumer only the first look of a day leaves a row.
    await owner.query('DELETE FROM lookups WHERE register_id = $1', [teacher]);
    const before = await lines();
    const as = { ...OWN, rol };
    await owner.query('ALTER TABLE lookups RENAME TO lookups_away');
    try {
      expect((await call(resource, { as })).status).toBe(503);
    } finally {
      await owner.query('ALTER TABLE lookups_away RENAME TO lookups');
    }
    expect(await lines()).toBe(before);
    expect((await call(resource, { as })).status).toBe(200);
    expect(await lines()).toBe(before + 1);
  });
});

describe('the answer to who may', () => {
  const answered = new Map<Resource, Set<string>>();

  it.each(forRoles)('%s: each role gets the members of the table, and they are described', async (resource) => {
    const row = rowOf(resource);
    if ('services' in row) return;
    const { answers = 200, notOf = [], later = {} } = REQUESTS[resource]();
    const roles = ROLES.filter((role) => row.whose[role] !== undefined && !notOf.includes(role));
    const perRole = new Map<Role, string[]>();
    for (const rol of roles) {
      const answer = await call(resource, { as: { ...OWN, rol } });
      if (answers === 'DOOR') {
        expect([400, 409, 422]).toContain(answer.status);
        continue;
      }
      expect([rol, answer.status]).toEqual([rol, answers]);
      expect(answerFaults(row.route, answer)).toEqual([]);
      perRole.set(rol, membersOf(answer.body, row.members));
    }
    const anybody = new Set([...perRole.values()].flat());
    for (const [role, members] of perRole) {
      const may = new Set(membersSeen(row.members, role)).difference(new Set(later[role]));
      expect([role, members.toSorted()]).toEqual([role, [...anybody].filter((one) => may.has(one)).toSorted()]);
    }
    answered.set(resource, anybody);
  });

  it('was rich enough to tell the roles apart', () => {
    expect([...(answered.get('registratie') ?? [])]).toEqual(
      expect.arrayContaining([
        'benoemingen.stand.personeelsnummer',
        'voorportaal.status',
        'opgaven.onderwijs',
        'correcties.toelichting',
      ]),
    );
  });
});

describe('another service of the platform', () => {
  it('simulates only when it is the intake', async () => {
    expect((await call('simulatie', { service: 'portfolio-storage' })).status).toBe(403);
    expect((await call('simulatie', { service: 'appointment-intake' })).status).toBe(200);
    for (const resource of forRoles) {
      expect((await call(resource, { service: 'appointment-intake' })).status).toBe(401);
    }
  });
});
