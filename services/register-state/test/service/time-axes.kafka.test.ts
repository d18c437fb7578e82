import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { deletion, personId, snapshot, vaultFact } from '../wire.ts';
import { asTeacher, startRegister } from './running-register.ts';
import type { Answer, RunningRegister } from './running-register.ts';

const TODAY = '2026-09-20';
const [teacher, removed, kept] = [1_301, 1_302, 1_303].map(personId) as [string, string, string];

let register: RunningRegister;
const ask = (person: string, query: string, as: Record<string, string> = asTeacher(person)): Promise<Answer> =>
  register.call('GET', `/v1/registraties/${person}?${query}`, { as });

beforeAll(async () => {
  register = await startRegister(TODAY);
  await register.deliver(
    snapshot({ person: teacher, day: '2026-09-01', order: 1, spans: [['501', '2026-08-01']] }),
    snapshot({ person: teacher, day: '2026-09-05', order: 2, spans: [['501', '2026-08-15']] }),
    snapshot({ person: teacher, day: '2026-09-08', number: '2', spans: [['511', '2026-08-20']] }),
    snapshot({ person: removed, day: '2026-09-01', order: 1 }),
    deletion({ person: removed, day: '2026-09-10', begin: '2020-08-01', order: 2 }),
    snapshot({ person: kept, day: '2026-09-01' }),
    vaultFact('AOW_BEREIKT', kept, '2026-09-10'),
  );
});
afterAll(() => register.close());

const appointments = ({ body }: Answer): string[] =>
  body.benoemingen.map(
    (one: any) =>
      `${one.benoemingvolgnummer} from ${one.stand.datumIngangBenoeming}: ${one.registratieplekken.map((place: any) => place.benoemingsgrondslag).join()}`,
  );

describe('what the register on T said about D', () => {
  it('is told before and after a correction', async () => {
    const then = await ask(teacher, 'bekendOp=2026-09-03T00:00:00.000Z');
    expect(then.body).toMatchObject({ status: 'BEKEND', volgnummer: '0000000003', voorportaal: [] });
    expect(appointments(then)).toEqual(['1 from 2026-08-01: 501']);
    expect(appointments(await ask(teacher, 'geldigOp=2026-08-03&bekendOp=2026-09-03T00:00:00.000Z'))).toHaveLength(1);
    // The correction moved the begin; the first delivery had him known on 1 September.
    const corrected = await ask(teacher, 'geldigOp=2026-08-10');
    expect(corrected.body).toMatchObject({ status: 'ONBEKEND', beeld: 'GEEN', benoemingen: [], voorportaal: [] });
    const before = await ask(teacher, 'geldigOp=2026-08-18');
    expect(appointments(before)).toEqual(['1 from 2026-08-15: 501']);
    expect(before.body).toMatchObject({ status: 'BEKEND', voorportaal: [] });
    const after = await ask(teacher, 'geldigOp=2026-08-20');
    expect(after.body).toMatchObject({ beeld: 'BEIDE', voorportaal: [{ status: 'INGESCHREVEN' }] });
    const late = await ask(teacher, 'geldigOp=2028-07-31');
    expect(late.body).toMatchObject({ voorportaal: [{ status: 'TERMIJN_NADERT', uiterlijkeDatum: '2028-07-31' }] });
  });

  it('before and after a deletion', async () => {
    expect(appointments(await ask(removed, 'bekendOp=2026-09-09T23:59:59.999Z'))).toHaveLength(1);
    expect((await ask(removed, 'geldigOp=2026-09-05')).body).toMatchObject({ status: 'ONBEKEND', benoemingen: [] });
  });

  it('holds nothing before the first record, and everything up to now', async () => {
    expect((await ask(teacher, 'bekendOp=2026-08-31T00:00:00.000Z')).status).toBe(404);
    const [now, whole] = [await ask(teacher, ''), await ask(teacher, `bekendOp=${TODAY}T00:00:00.000Z`)];
    expect(whole.body).toEqual(now.body);
  });

  it.each([
    ['a moment that is still to come', 'bekendOp=2026-09-21T23:00:00.000Z'],
    ['a moment that does not exist', 'bekendOp=2026-02-30T00:00:00.000Z'],
    ['a moment of another notation', 'bekendOp=2026-09-01T00:00:00%2B02:00'],
    ['a day that does not exist', 'geldigOp=2026-02-29'],
    ['a day outside the message book', 'geldigOp=2200-01-01'],
    ['a day twice', 'geldigOp=2026-09-01&geldigOp=2026-09-02'],
    ['nothing', 'bekendOp='],
  ])('is refused of %s', async (_what, query) => {
    const { status, body } = await ask(teacher, query);
    expect([status, body.status]).toEqual([400, 400]);
  });

  it.each(['1900-01-01', '2199-12-31'])('has an answer for %s', async (day) => {
    expect((await ask(teacher, `geldigOp=${day}`)).status).toBe(200);
  });

  // Who is kept now was not kept then: what he asked to be taken out of could be read in the past.
  it.each(['INSPECTIE', 'BEHEER'])('tells %s nothing of who is kept now, or was on that day', async (rol) => {
    for (const query of ['bekendOp=2026-09-05T00:00:00.000Z', 'geldigOp=2026-09-05', 'geldigOp=2026-09-15']) {
      expect((await ask(kept, query, { rol })).status).toBe(404);
    }
    expect((await ask(kept, 'geldigOp=2026-09-05')).body).toMatchObject({ status: 'BEKEND' });
    expect((await ask(kept, 'bekendOp=2026-09-05T00:00:00.000Z')).body).toMatchObject({ status: 'BEKEND' });
  });
});
