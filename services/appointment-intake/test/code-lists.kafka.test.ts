import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../test/support/eventually.ts';
import { patientFetch } from '../../../test/support/patient-fetch.ts';
import { writeListAsCsv } from '../../../schemas/code-lists/write-list.ts';
import { addDays } from '../../_platform/src/clock/amsterdam.ts';
import { systemClock } from '../../_platform/src/clock/system-clock.ts';
import type { IncomingRecord } from '../../_platform/src/messaging/messaging.ts';
import { appointmentRecord, board, delivery, location, type Json } from './support/records.ts';
import { released } from './support/list-parts.ts';
import { startRunningIntake, supplierOin, type RunningIntake } from './support/running-intake.ts';

let intake: RunningIntake;
let another: { url: string; stop(): Promise<void> } | undefined;
let manager: string;
let commands: readonly IncomingRecord[];

const today = systemClock.today();
const magic = { code: 'TOVEREN', naam: 'Toveren', gebieden: ['VO'], herkomst: 'eigen' };
const vakken = '/v1/waardenlijsten/vakken';

beforeAll(async () => {
  intake = await startRunningIntake();
  another = await intake.another();
  manager = await intake.outside.tokenFor({}, { scope: 'beheer' });
  await intake.giveMandate(supplierOin, board, '01');
  commands = await intake.follow('lrr.opdracht.v1');
});
afterAll(async () => {
  await another?.stop();
  await intake.stop();
});

const tagOf = async (path: string, headers: Record<string, string> = {}, url = intake.url): Promise<string> =>
  (await patientFetch(url + path, { headers })).headers.get('etag') ?? '';

async function put(path: string, rows: readonly object[], o: { tag?: string; token?: string } = {}) {
  const [list = ''] = path.split('?');
  return intake.call(
    'PUT',
    path,
    { rijen: rows },
    {
      token: o.token ?? manager,
      headers: { 'if-match': o.tag ?? (await tagOf(list)) },
    },
  );
}

async function putCsv(path: string, text: string, headers: Record<string, string> = {}) {
  const raw = Buffer.from(text);
  const [list = ''] = path.split('?');
  const tag = await tagOf(list, { accept: 'text/csv' });
  return intake.call('PUT', path, undefined, {
    raw,
    token: manager,
    headers: { 'content-type': 'text/csv; charset=utf-8', 'if-match': tag, ...headers },
  });
}

const told = (naam: string): Json[] =>
  commands
    .map(({ partition, value }) => ({ partition, ...JSON.parse(value?.toString() ?? 'null') }))
    .filter(({ soort, inhoud }) => soort === 'LIJSTVERSIE' && inhoud.naam === naam);

const versionAt = async (url: string, path: string): Promise<string> =>
  ((await (await patientFetch(url + path)).json()) as { versie: string }).versie;

/** A teaching of a subject at a ground of the anteroom. */
const teaches = (vak: string): Json =>
  appointmentRecord({
    perioden: [
      {
        datumBegin: '2025-08-01',
        datumEind: '2026-07-31',
        grondslagen: [
          {
            benoemingsgrondslag: '513',
            vestigingen: [location],
            onderwijs: [{ aanduiding: 'LERAAR_VO', vak, gebied: 'VO' }],
          },
        ],
      },
      {
        datumBegin: '2026-08-01',
        grondslagen: [{ benoemingsgrondslag: '501', vestigingen: [location] }],
      },
    ],
  });

const statusAt = async (url: string, record: Json): Promise<string> => {
  const token = await intake.outside.tokenFor({ oin: supplierOin });
  const answer = await patientFetch(`${url}/v1/leveringen`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(delivery(record)),
  });
  const { ontvangstbevestigingen } = (await answer.json()) as Json;
  return ontvangstbevestigingen[0].statusMelding as string;
};

describe('a new version of a list', () => {
  it('holds from its day on in every process, and is told to the register once per partition', async () => {
    expect(await statusAt(intake.url, teaches('TOVEREN'))).toBe('A');
    const answer = await put(`${vakken}?ingangsdatum=${today}`, [...released.subjects, magic]);
    expect(answer).toMatchObject({
      status: 200,
      body: {
        naam: 'vakken',
        versie: '2',
        uitkomst: 'OVERGENOMEN',
        aantallen: { toegevoegd: 1, verwijderd: 0, gewijzigd: 0 },
        verschil: { toegevoegd: [magic], verwijderd: [], gewijzigd: [] },
        vervallen: [],
      },
    });
    for (const url of [intake.url, another!.url]) {
      await eventually(async () => ((await versionAt(url, vakken)) === '2' ? true : undefined), { what: url });
      expect(await statusAt(url, teaches('TOVEREN'))).toBe('B');
    }
    expect(await tagOf(vakken)).toBe(answer.headers.get('etag'));
    expect(await tagOf(vakken, {}, another!.url)).toBe(answer.headers.get('etag'));

    const records = await eventually(() => (told('vakken').length >= 6 ? told('vakken') : undefined));
    const partitions = records.length;
    expect(records.map(({ partition }) => partition as number).sort()).toEqual([...Array(partitions).keys()]);
    expect(new Set(records.map(({ id }) => id as string)).size).toBe(partitions);
    for (const { partition, inhoud } of records) {
      expect(inhoud).toMatchObject({ versie: '2', ingangsdatum: today, partitie: partition });
      expect(inhoud.rijen).toContainEqual(magic);
    }
    // What was judged with it comes after it in its partition: the register knows the rows by then.
    const judged = commands.filter(({ value }) => value?.toString().includes('"vak":"TOVEREN"'));
    for (const { partition, offset } of judged) {
      const list = commands.find((record) => record.partition === partition && record.value?.includes('LIJSTVERSIE'));
      expect(Number(list?.offset)).toBeLessThan(Number(offset));
    }
  });

  it('comes as CSV too; thousands of institutions are taken, and a closed one is judged by its dates', async () => {
    const rows = released.institutions.map((row) =>
      row.vestigingscode === location ? { ...row, geldigTot: '2025-12-31' } : row,
    );
    const path = `/v1/waardenlijsten/instellingen?ingangsdatum=${today}`;
    const answer = await putCsv(path, writeListAsCsv('instellingen', rows));
    expect(answer.body).toMatchObject({ uitkomst: 'OVERGENOMEN', aantallen: { gewijzigd: 1 } });
    expect(answer.body.verschil.gewijzigd[0].wordt).toMatchObject({
      vestigingscode: location,
      geldigTot: '2025-12-31',
    });
    await eventually(async () =>
      (await versionAt(another!.url, '/v1/waardenlijsten/instellingen')) === '2' ? true : undefined,
    );
    const from = (datumBegin: string) => ({
      datumIngangBenoeming: datumBegin,
      perioden: [{ datumBegin, grondslagen: [{ benoemingsgrondslag: '501', vestigingen: [location] }] }],
    });
    expect(await statusAt(another!.url, appointmentRecord(from('2025-08-01')))).toBe('B');
    expect(await statusAt(another!.url, appointmentRecord(from('2026-01-01')))).toBe('A');
    expect(told('instellingen')).toEqual([]);
  });

  it('planned for later is told to everybody, and changes nothing yet', async () => {
    const later = addDays(today, 30);
    const tag = await tagOf('/v1/waardenlijsten/mbo_vakgebieden');
    const rows = [...released.vocationalFields, { code: 'BROUWEN', naam: 'Brouwen', herkomst: 'eigen' }];
    const answer = await put(`/v1/waardenlijsten/mbo_vakgebieden?ingangsdatum=${later}`, rows);
    expect(answer.body).toMatchObject({ versie: '2', uitkomst: 'OVERGENOMEN' });
    const list = (await intake.call('GET', '/v1/waardenlijsten/mbo_vakgebieden')).body;
    expect(list).toMatchObject({ versie: '1', gepland: [{ versie: '2', ingangsdatum: later }] });
    expect(await tagOf('/v1/waardenlijsten/mbo_vakgebieden')).not.toBe(tag);
    const codesOf = async (query: string) =>
      ((await intake.call('GET', `/v1/waardenlijsten/mbo_vakgebieden${query}`)).body.rijen as Json[]).map(
        ({ code }) => code as string,
      );
    expect(await codesOf(`?geldigOp=${today}`)).not.toContain('BROUWEN');
    expect(await codesOf(`?geldigOp=${addDays(later, -1)}`)).not.toContain('BROUWEN');
    expect(await codesOf(`?geldigOp=${later}`)).toContain('BROUWEN');
    expect(await codesOf('?versie=2')).toContain('BROUWEN');
    expect(await codesOf('?versie=1')).not.toContain('BROUWEN');
    expect((await intake.call('GET', '/v1/waardenlijsten/mbo_vakgebieden?versie=3')).status).toBe(404);

    const now = `/v1/waardenlijsten/mbo_vakgebieden?ingangsdatum=${today}`;
    expect(await put(now, rows)).toMatchObject({ status: 409, body: { gepland: [{ versie: '2' }] } });
    expect((await put(`${now}&vervangGepland=true`, rows)).body).toMatchObject({
      versie: '3',
      vervallen: [{ versie: '2' }],
    });
    // Shown, and its tag with it, when Kafka has it for the register.
    await eventually(async () =>
      (await versionAt(intake.url, '/v1/waardenlijsten/mbo_vakgebieden')) === '3' ? true : undefined,
    );
    const history = await intake.call('GET', '/v1/waardenlijsten/mbo_vakgebieden/versies', undefined, {
      token: manager,
    });
    expect(history.body.versies).toMatchObject([
      { versie: '3', toestand: 'ACTIEF', vastgelegdDoor: 'test', ingangsdatum: today },
      { versie: '2', toestand: 'VERVALLEN', vervallenDoor: 'test' },
      { versie: '1', toestand: 'VERVANGEN', vastgelegdDoor: 'uitgave' },
    ]);
  });

  it('tried out shows the difference and the faults, and keeps nothing', async () => {
    const path = `/v1/waardenlijsten/onderwijsactiviteiten?ingangsdatum=${today}&proef=true`;
    const rows = released.activities.slice(1);
    expect((await put(path, rows)).body).toMatchObject({
      uitkomst: 'PROEF',
      verschil: { verwijderd: [released.activities[0]] },
    });
    expect((await put(path, [{}])).status).toBe(422);
    expect(await versionAt(intake.url, '/v1/waardenlijsten/onderwijsactiviteiten')).toBe('1');
  });
});

describe('a list that is refused', () => {
  const path = `/v1/waardenlijsten/benoemingsgrondslagen?ingangsdatum=${today}`;
  it('names row and column of every fault, in CSV and JSON, and repeats no value', async () => {
    const text = writeListAsCsv('benoemingsgrondslagen', released.grounds)
      .replace('501;VO;', '501;GEHEIM;')
      .replace('\n502;', '\n602;');
    const answer = await putCsv(path, text);
    expect(answer).toMatchObject({
      status: 422,
      body: { type: 'urn:lrr:probleem:waardenlijst-ongeldig', aantalFouten: 4 },
    });
    expect(answer.body.fouten).toMatchObject([
      { lijst: 'benoemingsgrondslagen', rij: 1, kolom: 'sector', regel: 'VORM' },
      { rij: 2, kolom: 'code', regel: 'VORM' },
      { kolom: 'code', regel: 'VERWIJDERD' },
      { kolom: 'code', regel: 'VERWIJDERD' },
    ]);
    expect(JSON.stringify(answer.body)).not.toContain('GEHEIM');
    const json = await put(path, [{ ...released.grounds[0], wet: null }, ...released.grounds.slice(1)]);
    expect(json.body.fouten).toMatchObject([{ rij: 1, kolom: 'wet', regel: 'VORM' }]);
    expect(await versionAt(intake.url, '/v1/waardenlijsten/benoemingsgrondslagen')).toBe('1');
  });

  it.each<[string, number, (tag: string) => Promise<{ status: number }>]>([
    ['without If-Match', 428, () => intake.call('PUT', path, { rijen: [] }, { token: manager })],
    ['with If-Match *', 428, () => put(path, released.grounds, { tag: '*' })],
    ['with a tag of before', 412, () => put(path, released.grounds, { tag: '"x"' })],
    ['without a day', 400, (tag) => put('/v1/waardenlijsten/vakken', [], { tag })],
    ['for a day gone by', 400, () => put(`${vakken}?ingangsdatum=${addDays(today, -1)}`, released.subjects)],
    ['for no day', 400, () => put(`${vakken}?ingangsdatum=2027-02-30`, released.subjects)],
    ['of an unknown name', 404, (tag) => put(`/v1/waardenlijsten/onzin?ingangsdatum=${today}`, [], { tag })],
    ['that belongs to the release', 405, () => put(`/v1/waardenlijsten/signalen?ingangsdatum=${today}`, [])],
    [
      'without rows member',
      400,
      (tag) => intake.call('PUT', path, [], { token: manager, headers: { 'if-match': tag } }),
    ],
    ['of another type', 415, () => putCsv(path, '', { 'content-type': 'text/plain' })],
    ['by a supplier', 403, async () => put(path, [], { token: await intake.outside.tokenFor({ oin: supplierOin }) })],
  ])('%s: %i', async (_what, status, call) => {
    expect((await call(await tagOf('/v1/waardenlijsten/benoemingsgrondslagen'))).status).toBe(status);
  });

  it('that belongs to the release says so, and which do not', async () => {
    const { body } = await put(`/v1/waardenlijsten/signalen?ingangsdatum=${today}`, []);
    expect(body.detail).toContain('nieuwe uitgave');
    expect(body.detail).toContain('benoemingsgrondslagen');
    expect(body.detail).not.toContain('signalen');
  });

  it('too large for the register: 413', async () => {
    const rows = Array.from({ length: 3_000 }, (_, n) => ({ code: `V${n}`, naam: 'n'.repeat(250), herkomst: 'eigen' }));
    expect((await put(`/v1/waardenlijsten/mbo_vakgebieden?ingangsdatum=${today}`, rows)).status).toBe(413);
  });
});

describe('a list that is fetched', () => {
  it('as CSV is the file, with a tag of its own and 304 for who has it', async () => {
    const list = '/v1/waardenlijsten/opleidingen';
    const answer = await patientFetch(intake.url + list, { headers: { accept: 'text/csv, */*;q=0.1' } });
    expect(answer.headers.get('content-type')).toContain('text/csv');
    expect(await answer.text()).toBe(writeListAsCsv('opleidingen', released.programmes));
    const tag = answer.headers.get('etag') ?? '';
    expect(tag).not.toBe(await tagOf(list));
    const again = await patientFetch(intake.url + list, { headers: { accept: 'text/csv', 'if-none-match': tag } });
    expect(again.status).toBe(304);
  });
  it('its history is for managers', async () => {
    expect((await intake.call('GET', `${vakken}/versies`)).status).toBe(403);
  });
});
