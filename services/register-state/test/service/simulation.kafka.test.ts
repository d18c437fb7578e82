import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Opdracht } from '../../../../schemas/message-book/v1/generated.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { openDatabase } from '../../../_platform/src/database/database.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { eventFaults, feedbackFaults } from '../apply/event-schemas.ts';
import { readAll } from '../consume/register-bench.ts';
import { ENGLISH } from '../domain/history.ts';
import { deletion, keyData, overview, personId, snapshot, statement, teacherRequest, vaultFact } from '../wire.ts';
import { startRegister } from './running-register.ts';
import type { RunningRegister } from './running-register.ts';

const TODAY = '2026-09-01';
const [known, unknown] = [601, 602].map(personId) as [string, string];

let register: RunningRegister;
let database: Database;

beforeAll(async () => {
  register = await startRegister(TODAY);
  database = openDatabase({ url: register.database.adminUrl, applicationName: 'test', poolSize: 1 });
  await register.send(snapshot({ person: known, day: TODAY }));
  await eventually(
    async () => ((await readAll(register.messaging, 'lrr.terugkoppeling.v1')).length === 1 ? true : undefined),
    { withinMs: 30_000, what: 'the delivery' },
  );
});
afterAll(async () => {
  await database.close();
  await register.close();
});

const simulate = (...opdrachten: readonly unknown[]) =>
  register.call('POST', '/v1/simulaties', { service: 'appointment-intake', body: { opdrachten } });

/** Every row of every table of the service, but for leases, which live. */
async function allRows(): Promise<Record<string, string[]>> {
  const { rows: tables } = await database.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'lease%' ORDER BY 1`,
  );
  const all: Record<string, string[]> = {};
  for (const { name } of tables) {
    const { rows } = await database.query<{ row: string }>(`SELECT r::text AS row FROM ${name} AS r ORDER BY 1`);
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

/** What follows on the delivery after its answer has followed: all of the log is published, its events have positions. */
async function everythingFollowed(): Promise<true | undefined> {
  const { rows } = await database.query<{ waiting: boolean }>(`
    SELECT (SELECT count(*) FROM event_log) > (SELECT coalesce(sum(count), 0) FROM feed_ranges)
        OR EXISTS (SELECT FROM command_log l JOIN relay_cursors c USING (partition)
                    WHERE c.relay = 'gebeurtenissen' AND l.application_number > c.cursor)
        OR EXISTS (SELECT FROM event_log e JOIN relay_cursors c USING (partition)
                    WHERE c.relay = 'registratiestanden' AND e.number > c.cursor)
        OR EXISTS (SELECT FROM outbox) AS waiting`);
  return rows[0]?.waiting === false ? true : undefined;
}

async function recordsPublished(): Promise<number> {
  const topics = ['lrr.opdracht.v1', 'lrr.terugkoppeling.v1', 'lrr.registratie.v1', 'lrr.verwerking.v1'];
  const ranges = await Promise.all(topics.map((topic) => register.messaging.logRanges(topic)));
  return ranges.flat().reduce((sum, { start, end }) => sum + Number(end) - Number(start), 0);
}

describe('a simulation', () => {
  it('tells of each command by itself what the register would answer and tell', async () => {
    const { status, body } = await simulate(
      snapshot({ person: unknown, day: TODAY }),
      deletion({ person: known, day: TODAY, begin: '2020-08-01' }),
      keyData({ person: known, day: TODAY }),
      keyData({ person: unknown, day: TODAY }),
      overview({ day: TODAY }),
    );
    expect(status).toBe(200);
    expect(body.uitkomsten).toMatchObject([
      {
        terugkoppeling: {
          berichtsoort: 'TERUGKOPPELING_BENOEMING',
          inhoud: { registratieplekken: [{ registratieplek: 'LERARENREGISTER' }] },
        },
        gebeurtenissen: [
          // Nothing of the person: that he is known by it says that nobody else has him.
          { type: 'nl.lerarenregister.benoeming-geregistreerd.v1', data: { na: { sector: 'VO' } } },
        ],
      },
      {
        terugkoppeling: { berichtsoort: 'TERUGKOPPELING_VERWIJDERING' },
        gebeurtenissen: [{ type: 'nl.lerarenregister.benoeming-verwijderd.v1' }],
      },
      { terugkoppeling: { berichtsoort: 'TERUGKOPPELING_VERWERKT', inhoud: { signalen: [] } } },
      {
        terugkoppeling: { berichtsoort: 'TERUGKOPPELING_AFKEURING', inhoud: { signalen: [{ code: '304' }] } },
        gebeurtenissen: [],
      },
      {
        terugkoppeling: {
          berichtsoort: 'TERUGKOPPELING_REGISTRATIEOVERZICHT',
          inhoud: { aantalPaginas: 1, standen: [{ persoon: { registratieId: known } }] },
        },
        gebeurtenissen: [],
      },
    ]);
  });

  it('says exactly what comes of it when the same is delivered', async () => {
    const wire = snapshot({ person: personId(603), day: TODAY, spans: [['511', '2026-08-01']] });
    const [{ terugkoppeling, gebeurtenissen }] = (await simulate(wire)).body.uitkomsten;
    await register.send(wire);
    const [feedback] = await eventually(
      async () => {
        const records = await readAll(register.messaging, 'lrr.terugkoppeling.v1');
        const own = records
          .map(({ value }) => JSON.parse(String(value)))
          .filter(({ kop }) => kop.verwijstNaar === berichtOf(wire));
        return own.length === 1 ? own : undefined;
      },
      { withinMs: 30_000, what: 'the feedback' },
    );
    expect(feedbackFaults(feedback)).toEqual([]);
    expect(feedback.terugkoppelingBenoeming).toEqual(terugkoppeling.inhoud);
    const events = await eventually(
      async () => {
        const records = (await readAll(register.messaging, 'lrr.registratie.v1')).map(({ value }) =>
          JSON.parse(String(value)),
        );
        const own = records.filter(({ causationid }) => causationid === wire.id);
        return own.some(({ type }) => type === 'nl.lerarenregister.registratie-gewijzigd.v1') ? own : undefined;
      },
      { withinMs: 30_000, what: 'the events' },
    );
    for (const event of events) expect(eventFaults(event)).toEqual([]);
    const ofBoard = events.filter(({ data }) => data.bevoegdGezagNummer === '41000');
    expect(ofBoard.map(({ type, data }) => ({ type, data }))).toEqual(gebeurtenissen);
    expect(gebeurtenissen.map(({ type }: { type: string }) => type)).toContain(
      'nl.lerarenregister.voorportaal-ingeschreven.v1',
    );
  });

  // A trial of a new appointment told anybody who may deliver that the teacher had asked to be taken out, and a trial of a
  // deletion that no other board had him.
  it('tells a board nothing of what the teacher stated or asked, or of what he is', async () => {
    const teacher = personId(604);
    await register.deliver(
      snapshot({ person: teacher, day: TODAY, board: '42000', number: 'ELDERS' }),
      snapshot({ person: teacher, day: TODAY, number: 'HIER' }),
      statement(teacher, TODAY, ENGLISH),
      teacherRequest('VERZOEK_UITSCHRIJVING', teacher, TODAY),
    );
    const { body } = await simulate(
      snapshot({ person: teacher, day: TODAY, number: 'NIEUW' }),
      deletion({ person: teacher, day: TODAY, number: 'HIER', begin: '2020-08-01' }),
    );
    expect(body.uitkomsten).toMatchObject([
      { gebeurtenissen: [{ type: 'nl.lerarenregister.benoeming-geregistreerd.v1' }] },
      { gebeurtenissen: [{ type: 'nl.lerarenregister.benoeming-verwijderd.v1' }] },
    ]);
    const told = JSON.stringify(body.uitkomsten.map(({ gebeurtenissen }: any) => gebeurtenissen));
    expect(told).not.toMatch(/42000|ELDERS|persoon|status|ENGELS/);
  });

  it('writes not a row and publishes not a record', async () => {
    await eventually(everythingFollowed, { withinMs: 30_000, what: 'all that follows on the delivery' });
    const [rows, records] = [await allRows(), await recordsPublished()];
    expect(rows['appointments']).not.toEqual([]);
    const commands = Array.from({ length: 100 }, (_, index) => snapshot({ person: personId(700 + index), day: TODAY }));
    expect((await simulate(...commands, snapshot({ person: known, day: TODAY, number: '9' }))).status).toBe(200);
    expect(await allRows()).toEqual(rows);
    expect(await recordsPublished()).toBe(records);
  });

  // It handed out all that a board has of its teachers, with their numbers, and they could not see that at …/inzagen.
  it('leaves a line of everybody whose appointments it shows, like the overview itself', async () => {
    const teacher = personId(605);
    await register.deliver(snapshot({ person: teacher, day: TODAY, board: '43000' }));
    const tried = [overview({ day: TODAY, board: '43000' }), overview({ day: TODAY, board: '43000' })];
    const { body } = await simulate(...tried, overview({ day: TODAY, board: '44000' }));
    const seenBy = body.uitkomsten.map(({ terugkoppeling }: any) => terugkoppeling.inhoud.standen.length);
    expect(seenBy).toEqual([1, 1, 0]);
    const own = { rol: 'LERAAR', registratieId: teacher };
    const seen = await register.call('GET', `/v1/registraties/${teacher}/inzagen`, { as: own });
    expect(seen.body.inzagen).toEqual([
      expect.objectContaining({
        verwerkingsactiviteit: 'REGISTRATIEOVERZICHT_OPVRAGEN',
        rol: 'BESTUUR',
        organisatie: '43000',
        gegevens: ['benoemingen'],
      }),
    ]);
  });

  it('of what the register cannot judge names the reason, and spares its neighbours', async () => {
    const sound = snapshot({ person: known, day: TODAY });
    const { body } = await simulate(
      { soort: 'ONZIN' },
      { ...sound, inhoud: {} },
      vaultFact('OVERLIJDEN', known, TODAY),
      snapshot({ person: unknown, day: TODAY, stand: { perioden: [unknownGround()] } }),
      sound,
    );
    expect(body.uitkomsten.slice(0, 4)).toEqual([
      { fout: 'KIND_UNKNOWN' },
      { fout: 'WRONG_SHAPE' },
      { fout: 'KIND_UNKNOWN' },
      { fout: 'GROUND_UNKNOWN' },
    ]);
    expect(body.uitkomsten[4].terugkoppeling.berichtsoort).toBe('TERUGKOPPELING_BENOEMING');
  });

  it('is for the intake alone, of 1 to 500 commands', async () => {
    const body = { opdrachten: [snapshot({ person: known, day: TODAY })] };
    expect((await register.call('POST', '/v1/simulaties', { body })).status).toBe(401);
    expect((await register.call('POST', '/v1/simulaties', { body, as: { rol: 'BEHEER' } })).status).toBe(401);
    expect((await register.call('POST', '/v1/simulaties', { body, service: 'portfolio-storage' })).status).toBe(403);
    expect((await simulate()).status).toBe(400);
    expect((await simulate(...Array.from({ length: 501 }, () => ({})))).status).toBe(400);
    expect((await simulate('geen object')).status).toBe(400);
  });
});

function berichtOf({ bron }: Opdracht): string {
  return (bron as { berichtId: string }).berichtId;
}

function unknownGround() {
  return { datumBegin: '2020-08-01', grondslagen: [{ benoemingsgrondslag: '999', vestigingen: ['00AH00'] }] };
}
