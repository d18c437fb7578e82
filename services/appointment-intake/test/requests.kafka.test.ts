import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkDescribed } from './support/described-answer.ts';
import { startRunningIntake, supplierOin, type RunningIntake } from './support/running-intake.ts';
import { appointmentRecord, board, delivery } from './support/records.ts';
import { patientFetch } from '../../../test/support/patient-fetch.ts';

let intake: RunningIntake;

beforeAll(async () => {
  intake = await startRunningIntake();
  await intake.giveMandate(supplierOin, board, '01');
});
afterAll(() => intake.stop());

const leveringen = '/v1/leveringen';
const ophalen = '/v1/terugkoppelingen/ophalen';
const fetchRequest = { bevoegdGezagNummer: board, aanleverpuntnummer: '01', volgnummerVerzoek: 1, maxAantal: 1 };

describe('a request whose envelope is wrong', () => {
  const sound = delivery(appointmentRecord());
  it.each<[string, unknown]>([
    ['no object', []],
    ['no delivery id', { berichten: sound.berichten }],
    ['a delivery id in capitals', { ...sound, leveringId: 'ABCDEFAB-0000-4000-8000-000000000000' }],
    ['no records', { ...sound, berichten: [] }],
    ['records that are no list', { ...sound, berichten: {} }],
    ['an unknown field', { ...sound, extra: 1 }],
    ['null', null],
  ])('%s: 400', async (_what, body) => {
    const answer = await intake.call('POST', leveringen, body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.body.type).toBe('urn:lrr:probleem:ongeldig-verzoek');
  });
  it.each([
    ['no JSON', '{'],
    ['a duplicate key anywhere', '{"leveringId":"x","berichten":[{"a":1,"a":2}]}'],
    ['an unsafe integer anywhere', '{"leveringId":"x","berichten":[9007199254740993]}'],
    ['half a surrogate pair anywhere', '{"leveringId":"x","berichten":["\\ud800"]}'],
  ])('%s: 400', async (_what, text) => {
    expect((await intake.call('POST', leveringen, undefined, { raw: Buffer.from(text) })).status).toBe(400);
  });
  it('501 records: 413; 500 are taken', async () => {
    const records = (count: number) => delivery(...Array.from({ length: count }, (_, index) => index));
    expect((await intake.call('POST', leveringen, records(501))).status).toBe(413);
    expect((await intake.call('POST', leveringen, records(500))).status).toBe(202);
  });
  it('more than four mebibytes: 413', async () => {
    const body = delivery(appointmentRecord({ personeelsnummer: 'x'.repeat(4 * 1024 * 1024) }));
    expect((await intake.call('POST', leveringen, body)).status).toBe(413);
  });
  it('another content type or encoding: 415', async () => {
    for (const headers of [{ 'content-type': 'text/plain' }, { 'content-encoding': 'br' }] as Record<
      string,
      string
    >[]) {
      expect((await intake.call('POST', leveringen, sound, { headers })).status).toBe(415);
    }
  });
  it('a hostile record with a hundred thousand faults: answered, and cut', async () => {
    const zeros = Array.from({ length: 130_000 }, () => 0);
    const record = appointmentRecord();
    record.benoeming.perioden[0].grondslagen[0].vestigingen = zeros;
    const { status, body } = await intake.call('POST', leveringen, delivery(record));
    expect(status).toBe(202);
    expect(body.ontvangstbevestigingen[0].signalen.length).toBeLessThanOrEqual(200);
  });
});

describe('who may call', () => {
  it('nobody without a token, without the scope, or without an OIN', async () => {
    const body = delivery(appointmentRecord());
    expect((await intake.call('POST', leveringen, body, { token: 'x' })).status).toBe(401);
    const withoutScope = await intake.outside.tokenFor({ oin: supplierOin }, { scope: 'beheer' });
    expect((await intake.call('POST', leveringen, body, { token: withoutScope })).status).toBe(403);
    const withoutOin = await intake.outside.tokenFor({});
    expect((await intake.call('POST', leveringen, body, { token: withoutOin })).status).toBe(403);
    const otherAudience = await intake.outside.tokenFor({ oin: supplierOin }, { audience: 'urn:lrr:register' });
    expect((await intake.call('POST', leveringen, body, { token: otherAudience })).status).toBe(401);
  });
  it('only who has a mandate fetches feedback', async () => {
    expect((await intake.call('POST', ophalen, fetchRequest)).status).toBe(200);
    expect((await intake.call('POST', ophalen, { ...fetchRequest, aanleverpuntnummer: '02' })).status).toBe(403);
    expect((await intake.call('POST', ophalen, fetchRequest, { oin: '00000001000000000002' })).status).toBe(403);
  });
  it('a mandate is given by scope beheer alone, and may be given twice', async () => {
    const path = `/v1/mandaten/${supplierOin}/${board}/03`;
    expect((await intake.call('PUT', path)).status).toBe(403);
    await intake.giveMandate(supplierOin, board, '03');
    await intake.giveMandate(supplierOin, board, '03');
    const token = await intake.outside.tokenFor({}, { scope: 'beheer' });
    expect((await intake.call('PUT', `/v1/mandaten/x/${board}/03`, undefined, { token })).status).toBe(400);
  });
});

describe('fetching', () => {
  it.each([
    ['no number', { ...fetchRequest, volgnummerVerzoek: 0 }],
    ['too many', { ...fetchRequest, maxAantal: 501 }],
    ['none', { ...fetchRequest, maxAantal: 0 }],
    ['text', { ...fetchRequest, maxAantal: '1' }],
    ['an unknown field', { ...fetchRequest, extra: 1 }],
  ])('%s: 400', async (_what, body) => {
    expect((await intake.call('POST', ophalen, body)).status).toBe(400);
  });
  it('a lower number: 409 with signal 396', async () => {
    expect((await intake.call('POST', ophalen, { ...fetchRequest, volgnummerVerzoek: 9 })).status).toBe(200);
    const { status, body } = await intake.call('POST', ophalen, { ...fetchRequest, volgnummerVerzoek: 8 });
    expect(status).toBe(409);
    expect(body.signalen).toMatchObject([{ code: '396', ernst: 'A', veld: '/volgnummerVerzoek' }]);
  });
});

describe('lists for everybody', () => {
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await patientFetch(intake.url + path, { headers });
    const text = await answer.clone().text();
    checkDescribed('GET', intake.url + path, {
      status: answer.status,
      headers: answer.headers,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
    });
    return answer;
  };

  it('code lists, with an ETag that spares the content', async () => {
    const names = (await (await get('/v1/waardenlijsten')).json()) as { waardenlijsten: { naam: string }[] };
    expect(names.waardenlijsten.map(({ naam }) => naam)).toContain('benoemingsgrondslagen');
    const first = await get('/v1/waardenlijsten/vakken');
    expect(first.status).toBe(200);
    const etag = first.headers.get('etag') ?? '';
    expect((await get('/v1/waardenlijsten/vakken', { 'if-none-match': etag })).status).toBe(304);
    expect((await get('/v1/waardenlijsten/vakken', { 'if-none-match': '"x"' })).status).toBe(200);
    expect(await (await get('/v1/waardenlijsten/vakken')).json()).toEqual(await first.json());
    const tagOf = async (path: string) => (await get(`/v1/waardenlijsten${path}`)).headers.get('etag');
    const others = ['', '/instellingen', '/vakken?geldigOp=2020-01-01', '/vakken?geldigOp=2020-01-02'];
    expect(new Set([etag, ...(await Promise.all(others.map(tagOf)))]).size).toBe(5);
    expect((await get('/v1/waardenlijsten/onbekend')).status).toBe(404);
  });
  it('only the rows that hold on a day', async () => {
    const codesOn = async (day: string) => {
      const answer = await get(`/v1/waardenlijsten/instellingen?geldigOp=${day}`);
      return ((await answer.json()) as { rijen: { vestigingscode: string }[] }).rijen.map((row) => row.vestigingscode);
    };
    expect(await codesOn('2018-07-31')).toContain('99VA00');
    expect(await codesOn('2018-08-01')).not.toContain('99VA00');
    expect((await get('/v1/waardenlijsten/instellingen?geldigOp=2018-02-30')).status).toBe(400);
  });
  it('signals', async () => {
    const all = (await (await get('/v1/signalen')).json()) as { signalen: { code: string }[] };
    expect(all.signalen.map(({ code }) => code)).toContain('603');
    expect(await (await get('/v1/signalen/603')).json()).toMatchObject({ code: '603', ernst: 'A' });
    for (const { code } of all.signalen) expect((await get(`/v1/signalen/${code}`)).status).toBe(200);
    expect((await get('/v1/signalen/000')).status).toBe(404);
    expect((await get('/v1/signalen/x')).status).toBe(400);
  });
  it('the description of the API', async () => {
    const description = (await (await get('/v1/openapi.json')).json()) as { openapi: string };
    expect(description.openapi).toMatch(/^3\.1/);
  });
});
