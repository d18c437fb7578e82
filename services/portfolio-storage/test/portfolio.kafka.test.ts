import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { patientFetch } from '../../../test/support/patient-fetch.ts';
import { openDatabase, type Database } from '../../_platform/src/database/database.ts';
import type { OutgoingRecord, Publisher } from '../../_platform/src/messaging/messaging.ts';
import { startPortfolio, type RunningPortfolio } from './running-service.ts';

const activity = {
  soort: 'CURSUS',
  leervorm: 'INTERVISIE',
  titel: 'Formatief toetsen',
  aanbieder: 'Hogeschool',
  datumBegin: '2019-03-01',
  datumEind: '2019-05-01',
  urenTotaal: 12.5,
  urenContact: 6,
  categorie: 'VAKDIDACTISCH',
  reflectie: 'Wat ik ervan meenam:\nmeer vragen stellen.',
};

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

let service: RunningPortfolio;
let publisher: Publisher;
let admin: Database;

beforeAll(async () => {
  service = await startPortfolio();
  publisher = service.messaging.publisher('test');
  admin = openDatabase({ url: service.database.adminUrl, applicationName: 'test' });
});

beforeEach(() => {
  service.vault.mode = 'HERE';
});

afterAll(async () => {
  await publisher.close();
  await admin.close();
  await service.stop();
});

async function request(
  method: string,
  path: string,
  token: string,
  o: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const answer = await patientFetch(service.url + path, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(o.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...o.headers,
    },
    ...(o.body === undefined ? {} : { body: JSON.stringify(o.body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: JSON.parse(text) as Record<string, unknown> };
}

const tokenOf = (portfolioId: string): Promise<string> => service.token('urn:lrr:portfolio', { portfolioId });

type Access = 'OPEN' | 'GESLOTEN' | 'GEWIST';

function accessRecord(portfolioId: string, toestand: Access, id: string = randomUUID()): OutgoingRecord {
  return {
    topic: 'lrr.portfoliotoegang.v1',
    key: Buffer.from(portfolioId),
    value: Buffer.from(JSON.stringify({ portfolioId, toestand, sinds: '2019-03-01T09:12:44.120Z' })),
    headers: { id, type: 'PORTFOLIOTOEGANG', schemaversion: '1' },
  };
}

async function say(portfolioId: string, toestand: Access, id?: string): Promise<void> {
  await publisher.publish([accessRecord(portfolioId, toestand, id)]);
}

/** Access records not yet applied. */
async function lag(): Promise<number> {
  const operator = await service.token('urn:lrr:beheer', { rol: 'OPERATOR' });
  const { body } = await request('GET', '/beheer/v1/consumenten', operator);
  const [consumer] = body['consumenten'] as { partities: { achterstand: number }[] }[];
  return consumer!.partities.reduce((sum, { achterstand }) => sum + achterstand, 0);
}

async function stateOf(token: string): Promise<unknown> {
  return (await request('GET', '/v1/portfolio', token)).body['toestand'];
}

async function openPortfolio(): Promise<{ portfolioId: string; token: string }> {
  const portfolioId = randomUUID();
  const token = await tokenOf(portfolioId);
  await say(portfolioId, 'OPEN');
  await eventually(async () => ((await stateOf(token)) === 'TE_ACTIVEREN' ? true : undefined));
  return { portfolioId, token };
}

async function activePortfolio(): Promise<{ portfolioId: string; token: string }> {
  const opened = await openPortfolio();
  expect((await request('POST', '/v1/portfolio', opened.token)).status).toBe(201);
  return opened;
}

async function write(token: string, titel = activity.titel): Promise<string> {
  const { status, body } = await request('POST', '/v1/portfolio/activiteiten', token, { body: { ...activity, titel } });
  expect(status).toBe(201);
  return body['id'] as string;
}

describe('a portfolio', () => {
  it('cannot be activated before a board has delivered the teacher', async () => {
    const token = await tokenOf(randomUUID());
    expect(await stateOf(token)).toBe('NIET_BESCHIKBAAR');
    const { status, body } = await request('POST', '/v1/portfolio', token);
    expect({ status, type: body['type'], toestand: body['toestand'] }).toEqual({
      status: 409,
      type: 'urn:lrr:probleem:portfolio-niet-open',
      toestand: 'NIET_BESCHIKBAAR',
    });
  });

  it('is activated once; activating again changes nothing', async () => {
    const { portfolioId, token } = await openPortfolio();
    const before = await request('POST', '/v1/portfolio/activiteiten', token, { body: activity });
    expect({ status: before.status, toestand: before.body['toestand'] }).toEqual({
      status: 409,
      toestand: 'TE_ACTIVEREN',
    });

    const first = await request('POST', '/v1/portfolio', token);
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ portfolioId, toestand: 'ACTIEF', aantallen: { activiteiten: 0 } });
    const again = await request('POST', '/v1/portfolio', token);
    expect({ status: again.status, body: again.body }).toEqual({ status: 200, body: first.body });
  });

  it('tells its state and how much it holds, and lets no cache keep it', async () => {
    const { token } = await activePortfolio();
    await write(token);
    const { body, headers } = await request('GET', '/v1/portfolio', token);
    expect(body).toMatchObject({ toestand: 'ACTIEF', aantallen: { activiteiten: 1 } });
    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('is closed by the vault: nothing is read or written any more', async () => {
    const { portfolioId, token } = await activePortfolio();
    const id = await write(token);
    await say(portfolioId, 'GESLOTEN');
    await eventually(async () => ((await stateOf(token)) === 'GESLOTEN' ? true : undefined));
    expect((await request('GET', `/v1/portfolio/activiteiten/${id}`, token)).status).toBe(409);
    expect((await request('POST', '/v1/portfolio/activiteiten', token, { body: activity })).status).toBe(409);
    expect((await request('POST', '/v1/portfolio', token)).status).toBe(409);
  });

  it('is not brought back once it was erased, not by a record of the same batch either', async () => {
    // Of a batch only the last word of each portfolio was looked at, so that an erasure before it was lost.
    const { portfolioId, token } = await activePortfolio();
    await publisher.publish([accessRecord(portfolioId, 'GEWIST'), accessRecord(portfolioId, 'OPEN')]);
    await eventually(async () => ((await lag()) === 0 ? true : undefined));
    expect(await stateOf(token)).toBe('GEWIST');
  });

  it('takes each access record once: a copy of an older one does not reopen it', async () => {
    const portfolioId = randomUUID();
    const token = await tokenOf(portfolioId);
    const opening = randomUUID();
    await say(portfolioId, 'OPEN', opening);
    await say(portfolioId, 'GESLOTEN');
    await say(portfolioId, 'OPEN', opening);
    await eventually(async () => ((await lag()) === 0 ? true : undefined));
    expect(await stateOf(token)).toBe('GESLOTEN');
  });
});

describe('an activity', () => {
  it('is given back as it was written, with its version', async () => {
    const { token } = await activePortfolio();
    const made = await request('POST', '/v1/portfolio/activiteiten', token, { body: activity });
    expect(made.status).toBe(201);
    expect(made.headers.get('etag')).toBe('"1"');
    expect(made.body).toMatchObject({ versie: 1, ...activity });
    const read = await request('GET', made.headers.get('location') ?? '', token);
    expect(read.status).toBe(200);
    expect(read.headers.get('etag')).toBe('"1"');
    expect(read.body).toEqual(made.body);
  });

  it('is replaced only by who read its last version', async () => {
    const { token } = await activePortfolio();
    const path = `/v1/portfolio/activiteiten/${await write(token)}`;
    const put = (titel: string, headers: Record<string, string> = {}): Promise<Answer> =>
      request('PUT', path, token, { body: { ...activity, titel }, headers });

    expect((await put('Zonder')).status).toBe(428);
    const second = await put('Tweede', { 'if-match': '"1"' });
    expect([second.status, second.headers.get('etag'), second.body['titel']]).toEqual([200, '"2"', 'Tweede']);
    const late = await put('Te laat', { 'if-match': '"1"' });
    expect([late.status, late.headers.get('etag')]).toEqual([412, '"2"']);
    expect((await request('GET', path, token)).body).toMatchObject({ titel: 'Tweede', versie: 2 });
  });

  it('edited by two at once is changed by one of them', async () => {
    const { token } = await activePortfolio();
    const path = `/v1/portfolio/activiteiten/${await write(token)}`;
    const answers = await Promise.all(
      ['A', 'B', 'C', 'D'].map((titel) =>
        request('PUT', path, token, { body: { ...activity, titel }, headers: { 'if-match': '"1"' } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });

  it.each<[string, object, { veld: string; regel: string }]>([
    ['without a title', { titel: undefined }, { veld: '/titel', regel: 'required' }],
    ['with an empty title', { titel: ' ' }, { veld: '/titel', regel: 'pattern' }],
    ['with an unknown kind', { soort: 'FEEST' }, { veld: '/soort', regel: 'enum' }],
    ['with a date that does not exist', { datumBegin: '2019-02-29' }, { veld: '/datumBegin', regel: 'format' }],
    ['that ends before it begins', { datumEind: '2019-02-01' }, { veld: '/datumEind', regel: 'NIET_VOOR_BEGIN' }],
    ['with a field nobody knows', { cijfer: 8 }, { veld: '', regel: 'additionalProperties' }],
    ['with hours as text', { urenTotaal: '12' }, { veld: '/urenTotaal', regel: 'type' }],
  ])('%s is refused with the place of the fault', async (_, change, fault) => {
    const { token } = await activePortfolio();
    const { status, body } = await request('POST', '/v1/portfolio/activiteiten', token, {
      body: { ...activity, ...change },
    });
    expect({ status, fouten: body['fouten'] }).toEqual({ status: 400, fouten: [fault] });
  });

  it('too large is refused', async () => {
    const { token } = await activePortfolio();
    const body = { ...activity, reflectie: 'é'.repeat(40_000) };
    expect((await request('POST', '/v1/portfolio/activiteiten', token, { body })).status).toBe(413);
  });

  it('is listed in pages, the last written first', async () => {
    const { token } = await activePortfolio();
    for (const titel of ['1', '2', '3', '4', '5']) await write(token, titel);
    const titles: unknown[] = [];
    let cursor: string | undefined;
    do {
      const query = cursor === undefined ? '' : `&cursor=${cursor}`;
      const { body } = await request('GET', `/v1/portfolio/activiteiten?maxAantal=2${query}`, token);
      titles.push(...(body['activiteiten'] as { titel: string }[]).map(({ titel }) => titel));
      cursor = body['cursor'] as string | undefined;
    } while (cursor !== undefined);
    expect(titles).toEqual(['5', '4', '3', '2', '1']);
    expect((await request('GET', '/v1/portfolio/activiteiten?cursor=x', token)).status).toBe(400);
    expect((await request('GET', '/v1/portfolio/activiteiten?maxAantal=101', token)).status).toBe(400);
  });
});

describe('nobody else', () => {
  it.each([
    ['urn:lrr:register', { rol: 'BESTUUR', bevoegdGezagNummer: '41234' }],
    ['urn:lrr:register', { rol: 'INSPECTIE' }],
    ['urn:lrr:register', { rol: 'LERAAR', registratieId: randomUUID() }],
    ['urn:lrr:beheer', { rol: 'BEHEER' }],
    ['urn:lrr:beheer', { rol: 'OPERATOR' }],
    ['urn:lrr:aanlevering', { oin: '00000001234567890000' }],
  ])('with a token for %s %j reads or writes anything', async (audience, claims) => {
    const { portfolioId, token } = await activePortfolio();
    const id = await write(token);
    const other = await service.token(audience, { ...claims, portfolioId });
    for (const [method, path] of [
      ['GET', '/v1/portfolio'],
      ['POST', '/v1/portfolio'],
      ['GET', '/v1/portfolio/activiteiten'],
      ['POST', '/v1/portfolio/activiteiten'],
      ['GET', `/v1/portfolio/activiteiten/${id}`],
      ['PUT', `/v1/portfolio/activiteiten/${id}`],
    ] as const) {
      expect((await request(method, path, other)).status).toBe(403);
    }
  });

  it('without a token, or with one that names no portfolio, gets in', async () => {
    expect((await patientFetch(`${service.url}/v1/portfolio`)).status).toBe(401);
    expect((await request('GET', '/v1/portfolio', await service.token('urn:lrr:portfolio', {}))).status).toBe(403);
  });

  it('who is a teacher sees the items of another: they do not exist for him', async () => {
    const [mine, other] = [await activePortfolio(), await activePortfolio()];
    const path = `/v1/portfolio/activiteiten/${await write(other.token)}`;
    expect((await request('GET', path, mine.token)).status).toBe(404);
    const put = await request('PUT', path, mine.token, { body: activity, headers: { 'if-match': '*' } });
    expect(put.status).toBe(404);
    expect((await request('GET', '/v1/portfolio/activiteiten', mine.token)).body).toEqual({ activiteiten: [] });
  });
});

describe('without the vault', () => {
  it.each(['AWAY', 'BUSY'] as const)('(%s) nothing opens, and the teacher is told when to come back', async (mode) => {
    const { portfolioId, token } = await activePortfolio();
    const id = await write(token);
    service.vault.mode = mode;
    const fresh = await tokenOf(portfolioId);
    for (const path of ['/v1/portfolio', '/v1/portfolio/activiteiten', `/v1/portfolio/activiteiten/${id}`]) {
      const { status, headers } = await request('GET', path, fresh);
      expect(status).toBe(503);
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    expect((await request('POST', '/v1/portfolio/activiteiten', fresh, { body: activity })).status).toBe(503);
    service.vault.mode = 'HERE';
    expect((await request('GET', `/v1/portfolio/activiteiten/${id}`, fresh)).body).toMatchObject(activity);
  });

  it('a login whose key is in memory goes on', async () => {
    const { token } = await activePortfolio();
    const id = await write(token);
    const calls = service.vault.calls();
    service.vault.mode = 'AWAY';
    expect((await request('GET', `/v1/portfolio/activiteiten/${id}`, token)).status).toBe(200);
    expect(service.vault.calls()).toBe(calls);
  });

  it('a token that it refuses opens nothing', async () => {
    const { portfolioId } = await activePortfolio();
    service.vault.mode = 'TOKEN_DEAD';
    expect((await request('GET', '/v1/portfolio/activiteiten', await tokenOf(portfolioId))).status).toBe(401);
  });
});

describe('what lies in the database', () => {
  it('once tampered with is refused, alone', async () => {
    const { portfolioId, token } = await activePortfolio();
    const [bad, good] = [await write(token, 'Slecht'), await write(token, 'Goed')];
    await admin.query(
      `UPDATE activities SET sealed = set_byte(sealed, 3, get_byte(sealed, 3) # 1) WHERE portfolio_id = $1 AND item_id = $2`,
      [portfolioId, bad],
    );
    const read = await request('GET', `/v1/portfolio/activiteiten/${bad}`, token);
    expect({ status: read.status, type: read.body['type'] }).toEqual({
      status: 500,
      type: 'urn:lrr:probleem:verzegeling-gebroken',
    });
    const { body } = await request('GET', '/v1/portfolio/activiteiten', token);
    expect(body['activiteiten']).toMatchObject([
      { id: good, titel: 'Goed' },
      { id: bad, verzegelingGebroken: true },
    ]);
  });

  it('and in the logs holds nothing of the content', async () => {
    const { portfolioId, token } = await activePortfolio();
    await write(token, 'Kanariegeel');
    const { rows } = await admin.query<{ text: string }>(
      `SELECT a::text || encode(a.sealed, 'escape') AS text FROM activities a WHERE portfolio_id = $1`,
      [portfolioId],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.text).not.toContain('Kanariegeel');
    expect(service.logged()).not.toContain('Kanariegeel');
    expect(service.logged()).not.toContain(portfolioId);
  });
});

it('says that it is not ready while its database is away, and puts requests off', async () => {
  // Readiness once asked the consumer alone, which had joined before: without a database the service was sent work.
  const readiness = async (): Promise<Answer> => {
    const answer = await fetch(`${service.url}/health/ready`);
    return { status: answer.status, body: (await answer.json()) as Answer['body'], headers: answer.headers };
  };
  const { pathname, username } = new URL(service.database.url);
  const database = pathname.slice(1);
  const becomesReady = (): Promise<true> =>
    eventually(async () => ((await readiness()).status === 200 ? true : undefined), { withinMs: 20_000 });

  await becomesReady();
  await admin.query(`REVOKE CONNECT ON DATABASE "${database}" FROM "${username}"`);
  try {
    await admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = $1 AND datname = $2', [
      username,
      database,
    ]);
    expect(await readiness()).toMatchObject({ status: 503, body: { controles: { database: false } } });
    const put = await request('GET', '/v1/portfolio', await tokenOf(randomUUID()));
    expect({ status: put.status, later: put.headers.has('retry-after') }).toEqual({ status: 503, later: true });
  } finally {
    await admin.query(`GRANT CONNECT ON DATABASE "${database}" TO "${username}"`);
  }
  await becomesReady();
});
