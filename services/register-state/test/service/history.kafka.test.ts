import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Opdracht } from '../../../../schemas/message-book/v1/generated.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { readAll } from '../consume/register-bench.ts';
import { RULES_VERSION } from '../../src/domain/rules-version.ts';
import { DUTCH } from '../domain/history.ts';
import { correctionRequest, deletion, personId, snapshot, statement, vaultFact } from '../wire.ts';
import { asTeacher, startRegister } from './running-register.ts';
import type { Answer, RunningRegister } from './running-register.ts';

const TODAY = '2026-09-20';
const [teacher, kept] = [1_501, 1_502].map(personId) as [string, string];

let register: RunningRegister;
const sent: Opdracht[] = [
  snapshot({
    person: teacher,
    day: '2026-09-01',
    order: 1,
    spans: [['511', '2026-08-01', '2026-09-21']],
    stand: { personeelsnummer: 'P-1' },
  }),
  snapshot({ person: teacher, day: '2026-09-02', order: 1 }),
  snapshot({ person: teacher, day: '2026-09-03', number: '2' }),
  statement(teacher, '2026-09-04', DUTCH),
  correctionRequest(teacher, '2026-09-05', { benoemingvolgnummer: '2', toelichting: 'Ik begon in augustus.' }),
  deletion({ person: teacher, day: '2026-09-06', number: '3', begin: '2020-08-01' }),
];

beforeAll(async () => {
  register = await startRegister(TODAY);
  await register.deliver(
    ...sent,
    snapshot({ person: kept, day: '2026-09-01' }),
    vaultFact('AOW_BEREIKT', kept, '2026-09-02'),
  );
});
afterAll(() => register.close());

function history(person: string, as: Record<string, string> = asTeacher(person), query = ''): Promise<Answer> {
  return register.call('GET', `/v1/registraties/${person}/historie${query}`, { as });
}

describe('the history of a registration', () => {
  it('tells every command in order: from whom, when, what was decided and why, what it changed and who was told', async () => {
    const { status, body } = await history(teacher);
    expect(status).toBe(200);
    expect(body.regels.map((one: any) => [one.opdrachtId, one.soort, one.besluit, one.vastgelegdOp])).toEqual(
      sent.map((wire, index) => [
        wire.id,
        wire.soort,
        index === 1 || index === 5 ? 'AFGEWEZEN' : 'VERWERKT',
        wire.vastgelegdOp,
      ]),
    );
    const [first, older, , stated, asked, deleted] = body.regels;
    expect(first).toMatchObject({
      bron: {
        kanaal: 'AANLEVERING',
        bevoegdGezagNummer: '41000',
        berichtId: (sent[0]!.bron as { berichtId: string }).berichtId,
      },
      oordeelsdag: '2026-09-01',
      verzonden: [{ berichtsoort: 'TERUGKOPPELING_BENOEMING', bevoegdGezagNummer: '41000', aanleverpuntnummer: '01' }],
    });
    expect(first.gebeurtenissen.map((one: any) => [one.type, one.volgnummer])).toEqual([
      ['nl.lerarenregister.benoeming-geregistreerd.v1', '0000000001'],
      ['nl.lerarenregister.voorportaal-ingeschreven.v1', '0000000002'],
      ['nl.lerarenregister.registratie-gewijzigd.v1', '0000000003'],
    ]);
    expect(first.lijsten.map(({ naam }: any) => naam)).toContain('benoemingsgrondslagen');
    expect(first.regelversie).toBe(String(RULES_VERSION));
    expect(older).toMatchObject({ gebeurtenissen: [], signalen: [{ code: '312' }] });
    expect(older.signalen[0].tekst).not.toBe('');
    expect(stated).toMatchObject({ bron: { kanaal: 'LERAAR' }, verzonden: [] });
    expect(stated.gebeurtenissen[1].data).toMatchObject({ voor: { status: 'BEKEND' }, na: { status: 'OPGENOMEN' } });
    expect(asked).toMatchObject({
      toelichting: 'Ik begon in augustus.',
      verzonden: [{ berichtsoort: 'CORRECTIEVERZOEK' }],
    });
    expect(deleted).toMatchObject({ reden: 'DUBBEL', signalen: [{ code: '304' }] });
  });

  it('names the events and records as they were published', async () => {
    const { body } = await history(teacher);
    const published = await eventually(
      async () => {
        const events = await readAll(register.messaging, 'lrr.registratie.v1');
        const feedback = await readAll(register.messaging, 'lrr.terugkoppeling.v1');
        const told = [...events, ...feedback].filter(({ key }) => key?.toString() === teacher);
        return told.length >= body.regels.flatMap((one: any) => [...one.gebeurtenissen, ...one.verzonden]).length
          ? told
          : undefined;
      },
      { withinMs: 30_000, what: 'everything published' },
    );
    const ids = published.map(({ headers }) => headers['id']?.toString()).sort();
    const named = body.regels.flatMap((one: any) => [
      ...one.gebeurtenissen.map(({ id }: any) => id),
      ...one.verzonden.map(({ berichtId }: any) => berichtId),
    ]);
    expect(named.sort()).toEqual(ids);
  });

  it("shows the register's own people no word of teacher or board, and nothing of who is kept", async () => {
    const { status, body } = await history(teacher, { rol: 'BEHEER' });
    expect([status, body.regels.length]).toEqual([200, 6]);
    expect(JSON.stringify(body)).not.toMatch(/augustus|P-1/);
    expect((await history(kept, { rol: 'BEHEER' })).status).toBe(404);
    expect((await history(kept)).body.regels).toMatchObject([{}, { soort: 'AOW_BEREIKT', bron: { kanaal: 'KLUIS' } }]);
  });

  it('is refused to others, for nobody, and with a cursor of another kind', async () => {
    expect((await history(teacher, asTeacher(kept))).status).toBe(403);
    for (const rol of ['BESTUUR', 'INSPECTIE', 'AFNEMER']) {
      const as = { rol, bevoegdGezagNummer: '41000', afnemerId: 'a' };
      expect((await history(teacher, as)).status).toBe(403);
    }
    expect((await history(personId(1_599), { rol: 'BEHEER' })).status).toBe(404);
    expect((await history(teacher, asTeacher(teacher), '?cursor=LTE')).status).toBe(400);
    expect((await history(teacher, asTeacher(teacher), '?cursor=')).status).toBe(400);
    expect((await history(teacher, asTeacher(teacher), '?onbekend=1')).status).toBe(400);
  });

  it('comes in pages, and tells of the day turn that touched him', async () => {
    await register.send(
      ...Array.from({ length: 60 }, (_, count) =>
        snapshot({ person: teacher, day: TODAY, number: '2', order: count + 1, stand: { standvolgnummer: count + 1 } }),
      ),
    );
    const lastPage = async () => {
      const first = await history(teacher);
      const next = await history(teacher, asTeacher(teacher), `?cursor=${first.body.cursor}`);
      return next.body?.regels?.length === 16 ? { first, next } : undefined;
    };
    const { first, next } = await eventually(lastPage, { withinMs: 30_000, what: 'the second page' });
    expect([first.body.regels.length, next.body.cursor]).toEqual([50, undefined]);
    const ids = [...first.body.regels, ...next.body.regels].map(({ opdrachtId }: any) => opdrachtId);
    expect(new Set(ids).size).toBe(66);

    register.setDay('2026-09-22');
    const turns = await eventually(
      async () => {
        const { body } = await history(teacher, asTeacher(teacher), `?cursor=${first.body.cursor}`);
        const found = body.regels.filter((one: any) => one.soort === 'DAGOVERGANG');
        return found.length > 0 ? found : undefined;
      },
      { withinMs: 30_000, what: 'the turn of his day' },
    );
    // It reminds the board of his request and ends his entry; the turn of the day before, which did nothing, is not told.
    expect(turns).toMatchObject([
      {
        bron: { kanaal: 'KLOK' },
        oordeelsdag: '2026-09-22',
        gebeurtenissen: [{ type: 'nl.lerarenregister.voorportaal-beeindigd.v1', data: { na: { reden: 'EINDE' } } }, {}],
        verzonden: [{ berichtsoort: 'CORRECTIEVERZOEK' }],
      },
    ]);
    expect(JSON.stringify(turns)).not.toContain(kept);
  });
});
