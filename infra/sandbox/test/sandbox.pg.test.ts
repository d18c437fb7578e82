import { generateKeyPairSync } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import type { JWK } from 'jose';
import { addDays, dayOf } from '../../../services/_platform/src/clock/amsterdam.ts';
import { createTokenVerifier } from '../../../services/_platform/src/http/token-verifier.ts';
import { SANDBOX_ISSUER } from '../../../services/_platform/src/http/tokens-from-config.ts';
import { silentLogger } from '../../../services/_platform/src/logging/create-logger.ts';
import { createMetrics } from '../../../services/_platform/src/metrics/metrics.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { testDatabase } from '../../../test/support/databases.ts';
import type { TestDatabase } from '../../../test/support/databases.ts';
import { startSandbox } from '../src/app.ts';
import type { RunningSandbox } from '../src/app.ts';
import { migrationSets } from '../src/migrations.ts';
import { syntheticNumbers } from '../src/population/citizen-numbers.ts';
import { startNeighbours } from './neighbours.ts';
import type { Asked, Neighbours } from './neighbours.ts';

const BSN = '990000035';
const OUTSIDER = '111222333';

const keyOf = (kid: string): string =>
  JSON.stringify({ ...generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }), kid });
const issuerKey = keyOf('issuer');
const serviceKey = keyOf('sandbox');

let database: TestDatabase;
let neighbours: Neighbours;
let sandbox: RunningSandbox;

async function start(environment: { NODE_ENV?: string } = {}): Promise<RunningSandbox> {
  return startSandbox({
    name: 'sandbox',
    version: '1.0.0',
    instance: 'test',
    log: silentLogger,
    metrics: createMetrics({ service: 'sandbox' }),
    config: {
      NODE_ENV: environment.NODE_ENV ?? 'test',
      HOST: '127.0.0.1',
      PORT: 0,
      DATABASE_URL: database.url,
      INSTANCE: undefined,
      LOG_LEVEL: 'silent',
      FAULT_POINT: undefined,
      RATE_LIMIT_PER_MINUTE: 60_000,
      SANDBOX_ISSUER_KEY: issuerKey,
      SERVICE_KEY: serviceKey,
      INTAKE_URL: neighbours.url,
      REGISTER_URL: neighbours.url,
      PORTFOLIO_URL: neighbours.url,
      MATCHING_URL: neighbours.url,
      VAULT_URL: neighbours.url,
    },
  });
}

beforeAll(async () => {
  neighbours = await startNeighbours();
});
afterAll(async () => neighbours.stop());
beforeEach(async () => {
  neighbours.asked.length = 0;
  neighbours.answer = () => undefined;
  database = await testDatabase('sandbox', migrationSets);
  sandbox = await start();
});
afterEach(async () => {
  await sandbox.stop(5_000);
  await database.drop();
});

async function ask(method: 'GET' | 'POST' | 'PUT', url: string, payload?: unknown) {
  const answer = await sandbox.app.inject({
    method,
    url,
    ...(payload === undefined
      ? {}
      : { payload: JSON.stringify(payload), headers: { 'content-type': 'application/json' } }),
  });
  return { status: answer.statusCode, body: answer.json<Record<string, unknown>>(), headers: answer.headers };
}

/** Calls that reached the platform on this path. */
async function told(path: string, count: number): Promise<Asked[]> {
  return eventually(
    () => {
      const calls = neighbours.asked.filter((call) => call.path === path);
      return calls.length >= count ? calls : undefined;
    },
    { what: `${count} calls of ${path}` },
  );
}

const person = (burgerservicenummer: string, extra: object = {}): object => ({
  burgerservicenummer,
  geboortedatum: '1980-02-29',
  geslacht: 'V',
  geslachtsnaam: 'Berg',
  voorvoegsel: 'van den',
  voornamen: 'Anna',
  ...extra,
});

describe('BRP', () => {
  it('knows the population without storing it, and nobody else', async () => {
    const seeded = await ask('GET', `/brp/personen/${BSN}`);
    expect(seeded).toMatchObject({ status: 200, body: { burgerservicenummer: BSN } });
    expect((await ask('GET', `/brp/personen/${OUTSIDER}`)).status).toBe(404);
    expect((await ask('GET', '/brp/personen/990000001')).status).toBe(404);
    expect((await ask('GET', '/brp/personen/99')).status).toBe(400);
    const list = await ask('POST', '/brp/personen/raadplegen', { burgerservicenummers: [OUTSIDER, BSN, BSN] });
    expect(list.body).toEqual({ personen: [seeded.body] });
    const { body } = await ask('GET', '/bevolking?vanaf=1&aantal=3');
    expect(body).toMatchObject({ totaal: 909_091 });
    expect(body['personen']).toHaveLength(3);
  });

  it('keeps what is posted, and tells the vault who changed', async () => {
    const posted = [person(OUTSIDER), person(BSN, { overlijdensdatum: '2026-01-00', geheim: true })];
    expect((await ask('POST', '/brp/personen', posted)).body).toEqual({ aantal: 2, gewijzigd: 2 });
    expect((await ask('GET', `/brp/personen/${BSN}`)).body).toEqual(posted[1]);
    const [first] = await told('/v1/brp/mutaties', 1);
    expect(first?.body).toEqual([{ burgerservicenummer: OUTSIDER }, { burgerservicenummer: BSN }]);
    expect(decodeJwt(first?.token ?? '')).toMatchObject({ sub: 'sandbox', aud: 'urn:lrr:intern' });

    // The same again is no change; taking the death back is.
    expect((await ask('POST', '/brp/personen', posted)).body).toEqual({ aantal: 2, gewijzigd: 0 });
    expect((await ask('POST', '/brp/personen', [person(BSN)])).body).toEqual({ aantal: 1, gewijzigd: 1 });
    const [, second] = await told('/v1/brp/mutaties', 2);
    expect(second?.body).toEqual([{ burgerservicenummer: BSN }]);
    expect((await ask('GET', `/brp/personen/${BSN}`)).body).not.toHaveProperty('overlijdensdatum');
  });

  it('gives somebody another number, is asked by either of them, and tells the vault both', async () => {
    const renumbered = person(OUTSIDER, { vorigBurgerservicenummer: BSN });
    expect((await ask('POST', '/brp/personen', [renumbered])).body).toEqual({ aantal: 1, gewijzigd: 1 });
    const [announced] = await told('/v1/brp/mutaties', 1);
    expect(announced?.body).toEqual([{ burgerservicenummer: OUTSIDER }, { burgerservicenummer: BSN }]);
    for (const number of [BSN, OUTSIDER])
      expect((await ask('GET', `/brp/personen/${number}`)).body).toEqual(renumbered);
    const both = await ask('POST', '/brp/personen/raadplegen', { burgerservicenummers: [BSN, OUTSIDER] });
    expect(both.body).toEqual({ personen: [renumbered] });
    expect((await ask('POST', '/brp/personen', [renumbered])).body).toEqual({ aantal: 1, gewijzigd: 0 });
    for (const [vorigBurgerservicenummer, regel] of [
      [OUTSIDER, 'dubbel'],
      ['123456789', 'elfproef'],
    ]) {
      expect(await ask('POST', '/brp/personen', [person(OUTSIDER, { vorigBurgerservicenummer })])).toMatchObject({
        status: 400,
        body: { fouten: [{ veld: '/0/vorigBurgerservicenummer', regel }] },
      });
    }
  });

  it('tells the vault when it is back, also after a restart', async () => {
    neighbours.answer = () => ({ status: 503 });
    await ask('POST', '/brp/personen', [person(OUTSIDER)]);
    await told('/v1/brp/mutaties', 1);
    await sandbox.stop(5_000);
    neighbours.answer = () => undefined;
    neighbours.asked.length = 0;
    sandbox = await start();
    const [again] = await told('/v1/brp/mutaties', 1);
    expect(again?.body).toEqual([{ burgerservicenummer: OUTSIDER }]);
  });

  it('names every wrong place, and stores nothing then', async () => {
    const answer = await ask('POST', '/brp/personen', [
      person(OUTSIDER),
      person('123456789'),
      person(BSN, { geboortedatum: '1981-02-29' }),
      person(BSN, { overlijdensdatum: '2026-04-31' }),
    ]);
    expect(answer).toMatchObject({
      status: 400,
      body: {
        type: 'urn:lrr:probleem:ongeldig-verzoek',
        fouten: [
          { veld: '/1/burgerservicenummer', regel: 'elfproef' },
          { veld: '/2/geboortedatum', regel: 'datum' },
          { veld: '/3/burgerservicenummer', regel: 'dubbel' },
          { veld: '/3/overlijdensdatum', regel: 'datum' },
        ],
      },
    });
    expect((await ask('GET', `/brp/personen/${OUTSIDER}`)).status).toBe(404);
    for (const wrong of [
      { ...person(BSN), geslacht: 'X' },
      { ...person(BSN), voornamen: 'a\u0007' },
      { ...person(BSN), onbekend: 1 },
      { ...person(BSN), geboortedatum: '1980-00-05' },
    ]) {
      expect((await ask('POST', '/brp/personen', [wrong])).status).toBe(400);
    }
    expect((await ask('POST', '/brp/personen', Array(1_001).fill(person(BSN)))).status).toBe(400);
  });
});

describe('diploma register', () => {
  const diploma = {
    opleidingscode: '35198',
    naam: 'B Leraar Nederlands',
    graad: 'BACHELOR',
    instellingBrin: '25DW',
    datumBehaald: '2015-07-01',
    soort: 'GETUIGSCHRIFT',
  };

  it('has nothing of anybody until it is posted; then tells the vault', async () => {
    expect((await ask('GET', `/diplomaregister/personen/${BSN}`)).status).toBe(404);
    const posted = [{ burgerservicenummer: BSN, diplomas: [diploma] }];
    expect((await ask('POST', '/diplomaregister/personen', posted)).body).toEqual({ aantal: 1, gewijzigd: 1 });
    expect((await ask('POST', '/diplomaregister/personen', posted)).body).toEqual({ aantal: 1, gewijzigd: 0 });
    expect((await ask('GET', `/diplomaregister/personen/${BSN}`)).body).toEqual(posted[0]);
    const [announced] = await told('/v1/diplomaregister/mutaties', 1);
    expect(announced?.body).toEqual([{ burgerservicenummer: BSN }]);
    await ask('POST', '/diplomaregister/personen', [{ burgerservicenummer: BSN, diplomas: [] }]);
    expect((await ask('GET', `/diplomaregister/personen/${BSN}`)).status).toBe(404);
  });

  it('of the same people, posted by two at once in another order, do not lock each other out', async () => {
    const people = syntheticNumbers(0, 1_000).map((burgerservicenummer) => ({ burgerservicenummer, diplomas: [] }));
    for (let round = 0; round < 5; round += 1) {
      const diplomas = [{ ...diploma, naam: `Engels ${round}` }];
      const posted = people.map((person) => ({ ...person, diplomas }));
      const answers = await Promise.all(
        [posted, posted.toReversed()].map((each) => ask('POST', '/diplomaregister/personen', each)),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    }
  });

  it('refuses a date that does not exist', async () => {
    const diplomas = [diploma, { ...diploma, datumBehaald: '2015-02-30' }];
    const answer = await ask('POST', '/diplomaregister/personen', [{ burgerservicenummer: BSN, diplomas }]);
    expect(answer.body).toMatchObject({ fouten: [{ veld: '/0/diplomas/1/datumBehaald', regel: 'datum' }] });
  });
});

describe('outages', () => {
  it('make a system fail until they are lifted, over a restart too', async () => {
    expect((await ask('PUT', '/storing/brp', { soort: 'UIT' })).body).toEqual({
      brp: 'UIT',
      diplomaregister: 'AAN',
      digid: 'AAN',
    });
    const down = await ask('GET', `/brp/personen/${BSN}`);
    expect([down.status, down.headers['retry-after']]).toEqual([503, '5']);
    expect((await ask('POST', '/brp/personen/raadplegen', { burgerservicenummers: [BSN] })).status).toBe(503);
    expect((await ask('GET', `/diplomaregister/personen/${BSN}`)).status).toBe(404);
    await sandbox.stop(5_000);
    sandbox = await start();
    expect((await ask('GET', `/brp/personen/${BSN}`)).status).toBe(503);
    await ask('PUT', '/storing/brp', { soort: 'TRAAG' });
    const begunAt = Date.now();
    expect((await ask('GET', `/brp/personen/${BSN}`)).status).toBe(200);
    expect(Date.now() - begunAt).toBeGreaterThan(2_500);
    await ask('PUT', '/storing/brp', { soort: 'AAN' });
    expect((await ask('GET', '/storing')).body).toMatchObject({ brp: 'AAN' });
    expect((await ask('PUT', '/storing/iets', { soort: 'UIT' })).status).toBe(400);
    expect((await ask('PUT', '/storing/brp', { soort: 'STUK' })).status).toBe(400);
  });
});

describe('tokens', () => {
  it('are what services trust', async () => {
    const claims = { oin: '00000001234567890000' };
    const { body } = await ask('POST', '/tokens', {
      audience: 'urn:lrr:aanlevering',
      scope: ['aanleveren', 'x'],
      claims,
    });
    const keys = (await ask('GET', '/.well-known/jwks.json')).body as unknown as { keys: JWK[] };
    expect(keys.keys.some((key) => 'd' in key)).toBe(false);
    const verifier = createTokenVerifier({ issuer: SANDBOX_ISSUER, issuerKeys: keys });
    expect(await verifier.verify(String(body['token']), ['urn:lrr:aanlevering'])).toMatchObject({
      subject: claims.oin,
      scopes: ['aanleveren', 'x'],
      claims,
    });
    const old = await ask('POST', '/tokens', {
      audience: 'urn:lrr:beheer',
      claims: { rol: 'OPERATOR' },
      expiresIn: -60,
    });
    await expect(verifier.verify(String(old.body['token']), ['urn:lrr:beheer'])).rejects.toMatchObject({
      reason: 'EXPIRED',
    });
  });

  it('are not given for calls between services, nor with claims of the issuer', async () => {
    for (const request of [
      { audience: 'urn:lrr:intern' },
      { audience: 'urn:lrr:beheer', claims: { exp: 4e9 } },
      { audience: 'urn:lrr:beheer', claims: { iss: 'x' } },
      { audience: 'urn:lrr:beheer', expiresIn: 1e9 },
      { audience: 'urn:lrr:beheer', scope: 'beheer' },
      {},
    ]) {
      expect((await ask('POST', '/tokens', request)).status).toBe(400);
    }
  });
});

describe('in the platform', () => {
  it('gives mandates through intake, as an administrator', async () => {
    const mandates = [1, 2, 3].map((n) => ({
      oin: `0000000123456789000${n}`,
      bevoegdGezagNummer: '12345',
      aanleverpuntnummer: '01',
    }));
    expect((await ask('POST', '/mandaten', mandates)).body).toEqual({ aantal: 3 });
    expect(neighbours.asked.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
      mandates.map(({ oin }) => `PUT /v1/mandaten/${oin}/12345/01`),
    );
    expect(decodeJwt(neighbours.asked[0]?.token ?? '')).toMatchObject({ aud: 'urn:lrr:aanlevering', scope: 'beheer' });
    neighbours.answer = () => ({ status: 503 });
    expect((await ask('POST', '/mandaten', mandates)).status).toBe(503);
    expect((await ask('POST', '/mandaten', [{ oin: 'x' }])).status).toBe(400);
  });

  it('asks the vault who somebody is', async () => {
    const ids = { registratieId: 'a', portfolioId: 'b', matchingId: 'c' };
    neighbours.answer = ({ body }) =>
      (body as { burgerservicenummer: string }).burgerservicenummer === BSN
        ? { status: 200, body: ids }
        : { status: 404 };
    expect(await ask('POST', '/herkennen', { burgerservicenummer: BSN })).toMatchObject({ status: 200, body: ids });
    expect((await ask('POST', '/herkennen', { burgerservicenummer: OUTSIDER })).status).toBe(404);
    expect((await ask('POST', '/herkennen', { bsn: BSN })).status).toBe(400);
  });
});

describe('the pretend date', () => {
  const registerFollows = (): void => {
    let applied: unknown;
    neighbours.answer = ({ path, body }) => {
      if (path === '/beheer/v1/klok') applied = (body as { datum: string }).datum;
      return path === '/beheer/v1/dagovergang' ? { status: 200, body: { laatsteDag: applied } } : undefined;
    };
  };

  it('is today at the first start, goes forward day by day, and stays over a restart', async () => {
    const today = dayOf(new Date());
    expect((await ask('GET', '/datum')).body).toEqual({ datum: today, werkelijkeDatum: today });
    registerFollows();
    const target = addDays(today, 3);
    expect(await ask('PUT', '/datum', { datum: target })).toMatchObject({ status: 200, body: { datum: target } });
    const days = neighbours.asked.filter(({ path }) => path === '/beheer/v1/klok').map(({ body }) => body);
    for (const distance of [1, 2, 3]) {
      const date = { datum: addDays(today, distance), werkelijkeDatum: today };
      expect(days.filter((day) => JSON.stringify(day) === JSON.stringify(date)).length).toBeGreaterThanOrEqual(5);
    }
    await sandbox.stop(5_000);
    sandbox = await start();
    expect((await ask('GET', '/datum')).body).toMatchObject({ datum: target });
  });

  it('does not go back', async () => {
    const answer = await ask('PUT', '/datum', { datum: addDays(dayOf(new Date()), -1) });
    expect(answer).toMatchObject({ status: 409, body: { datum: dayOf(new Date()) } });
    expect((await ask('PUT', '/datum', { datum: '2030-02-30' })).status).toBe(400);
    expect((await ask('PUT', '/datum', { datum: 'morgen' })).status).toBe(400);
  });

  it('stands where it is when the sandbox stops halfway', async () => {
    const today = dayOf(new Date());
    neighbours.answer = ({ path }) => (path === '/beheer/v1/dagovergang' ? { status: 200, body: {} } : undefined);
    const moving = ask('PUT', '/datum', { datum: addDays(today, 5) });
    await told('/beheer/v1/dagovergang', 1);
    await sandbox.stop(5_000);
    expect(await moving).toMatchObject({ status: 503 });
    sandbox = await start();
    expect((await ask('GET', '/datum')).body).toMatchObject({ datum: addDays(today, 1) });
  });
});

it('does not start in production', async () => {
  await expect(start({ NODE_ENV: 'production' })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
});
