import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openDatabase } from '../../../_platform/src/database/database.ts';
import { DUTCH } from '../domain/history.ts';
import { deletion, personId, snapshot, statement, teacherRequest } from '../wire.ts';
import { asBoard, startRegister } from './running-register.ts';
import type { Answer, RunningRegister } from './running-register.ts';

const TODAY = '2026-09-20';
const [teacher, former] = [1_401, 1_402].map(personId) as [string, string];

let register: RunningRegister;
/** The pseudonym of each, by the number of his appointment. */
const pseudonyms = new Map<string, string>();

const ask = (pseudonym: string, query = '', board = '41000'): Promise<Answer> =>
  register.call('GET', `/v1/personen/${pseudonym}?${query}`, { as: asBoard(board) });
const overview = (board: string): Promise<Answer> =>
  register.call('GET', `/v1/registratieoverzichten?bevoegdGezagNummer=${board}&peildatum=${TODAY}`, {
    as: asBoard(board),
  });

beforeAll(async () => {
  register = await startRegister(TODAY);
  await register.deliver(
    snapshot({ person: teacher, day: '2026-09-01', number: 'A', spans: [['511', '2026-08-01']] }),
    snapshot({ person: teacher, day: '2026-09-02', number: 'B', board: '42000' }),
    statement(teacher, '2026-09-03', DUTCH),
    snapshot({ person: former, day: '2026-09-01', number: 'C', order: 1 }),
  );
  for (const board of ['41000', '42000']) {
    for (const row of (await overview(board)).body.standen) {
      pseudonyms.set(row.benoemingvolgnummer, row.persoonPseudoniem);
    }
  }
  await register.deliver(deletion({ person: former, day: '2026-09-10', number: 'C', begin: '2020-08-01', order: 2 }));
});
afterAll(() => register.close());

describe('a board that asks about one person', () => {
  it('is told its own appointments and where they stand, and nothing of another board, his status or his statements', async () => {
    const pseudonym = pseudonyms.get('A')!;
    const { status, body } = await ask(pseudonym);
    expect(status).toBe(200);
    expect(Object.keys(body).sort()).toEqual(['benoemingen', 'persoonPseudoniem', 'voorportaal']);
    expect(body).toMatchObject({
      persoonPseudoniem: pseudonym,
      benoemingen: [
        {
          bevoegdGezagNummer: '41000',
          benoemingvolgnummer: 'A',
          registratieplekken: [{ registratieplek: 'VOORPORTAAL', uiterlijkeDatum: '2028-07-31' }],
        },
      ],
      voorportaal: [{ benoemingvolgnummer: 'A', status: 'INGESCHREVEN', uiterlijkeDatum: '2028-07-31' }],
    });
    expect(JSON.stringify(body)).not.toMatch(/42000|OPGENOMEN|BEKEND|NEDERLANDS.*opgegeven/);
    expect(JSON.stringify(body)).not.toContain(teacher);
  });

  it('has another pseudonym than another board, and neither opens the other', async () => {
    expect(pseudonyms.get('A')).not.toBe(pseudonyms.get('B'));
    expect((await ask(pseudonyms.get('B')!)).status).toBe(404);
    expect((await ask(pseudonyms.get('B')!, '', '42000')).body).toMatchObject({ voorportaal: [] });
    expect((await ask(teacher)).status).toBe(404);
  });

  it('is told on both axes of time', async () => {
    const pseudonym = pseudonyms.get('A')!;
    expect((await ask(pseudonym, 'bekendOp=2026-08-31T00:00:00.000Z')).status).toBe(404);
    expect((await ask(pseudonym, 'geldigOp=2026-07-31')).body).toMatchObject({ benoemingen: [], voorportaal: [] });
    expect((await ask(pseudonym, 'geldigOp=2028-08-01')).body).toMatchObject({
      voorportaal: [{ status: 'TERMIJN_VERSTREKEN' }],
    });
    expect((await ask(pseudonym, 'bekendOp=2027-01-01T00:00:00.000Z')).status).toBe(400);
  });

  it('finds a deleted appointment only at a time of before', async () => {
    expect((await ask(pseudonyms.get('C')!)).status).toBe(404);
    const then = await ask(pseudonyms.get('C')!, 'bekendOp=2026-09-05T00:00:00.000Z');
    expect(then.body).toMatchObject({ benoemingen: [{ benoemingvolgnummer: 'C' }] });
  });

  // Who was kept on his own request is destroyed in five years, and with that his appointments were gone on that day.
  it('is told the same of a day far ahead, whether he asked to be taken out or not', async () => {
    const [staying, leaving] = [1_404, 1_405].map(personId) as [string, string];
    await register.deliver(
      snapshot({ person: staying, day: '2026-09-15', number: 'E' }),
      snapshot({ person: leaving, day: '2026-09-15', number: 'F' }),
      teacherRequest('VERZOEK_UITSCHRIJVING', leaving, '2026-09-16'),
    );
    const { standen } = (await overview('41000')).body;
    const told = async (number: string): Promise<unknown> => {
      const row = standen.find((one: any) => one.benoemingvolgnummer === number);
      const { body } = await ask(row.persoonPseudoniem, 'geldigOp=2035-01-01');
      return body.benoemingen.map((one: any) => one.benoemingvolgnummer);
    };
    expect([await told('E'), await told('F')]).toEqual([['E'], ['F']]);
  });

  it('finds somebody who was delivered after it asked for others', async () => {
    await ask(pseudonyms.get('A')!);
    const late = personId(1_403);
    await register.deliver(snapshot({ person: late, day: '2026-09-15', number: 'D' }));
    const row = (await overview('41000')).body.standen.find((one: any) => one.benoemingvolgnummer === 'D');
    expect((await ask(row.persoonPseudoniem)).body).toMatchObject({ benoemingen: [{ benoemingvolgnummer: 'D' }] });
  });

  it('leaves a line for the teacher to see, and none when it is told nothing', async () => {
    const owner = openDatabase({ url: register.database.adminUrl, applicationName: 'test', poolSize: 1 });
    const looks = async (id: string): Promise<number> =>
      (await owner.query("SELECT FROM lookups WHERE register_id = $1 AND activity = 'PERSOON_INZIEN'", [id])).rowCount;
    const [before, formerBefore] = [await looks(teacher), await looks(former)];
    await ask(pseudonyms.get('A')!);
    await ask(pseudonyms.get('C')!);
    expect([await looks(teacher), await looks(former)]).toEqual([before + 1, formerBefore]);
    await owner.close();
  });

  it('is refused to others', async () => {
    for (const rol of ['LERAAR', 'INSPECTIE', 'BEHEER', 'AFNEMER']) {
      const as = { rol, registratieId: teacher, afnemerId: 'a' };
      expect((await register.call('GET', `/v1/personen/${pseudonyms.get('A')!}`, { as })).status).toBe(403);
    }
  });
});
