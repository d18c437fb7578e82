import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.ts';
import type { Opdracht } from '../../../../schemas/message-book/v1/generated.ts';
import { openDatabase } from '../../../_platform/src/database/database.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { personId, snapshot, teacherRequest } from '../wire.ts';
import { startRegister } from './running-register.ts';
import type { Answer, RunningRegister } from './running-register.ts';

const [ended, extended, removed] = [801, 802, 803].map(personId) as [string, string, string];
const inspectorate = { rol: 'INSPECTIE' };
const temporary = (person: string, day: string, o: { board?: string; spans?: [string, string][] } = {}): Opdracht =>
  snapshot({ person, day, spans: [['513', '2025-09-01']], ...o });

let register: RunningRegister;
/** May look into every table. */
let owner: Database;

beforeAll(async () => {
  register = await startRegister('2026-07-01', { turnsFirstDay: true });
  owner = openDatabase({ url: register.database.adminUrl, applicationName: 'test', poolSize: 1 });
  await turnedTo('2026-07-01');
  await register.deliver(
    temporary(ended, '2026-07-01'),
    temporary(extended, '2026-07-01', { board: '42000' }),
    temporary(removed, '2026-07-01'),
    snapshot({ person: removed, day: '2026-07-01', number: '2' }),
  );
  register.setDay('2026-09-10');
  await turnedTo('2026-09-10');
  // The board corrects the begin: the term moves.
  await register.deliver(temporary(extended, '2026-09-10', { board: '42000', spans: [['513', '2025-12-01']] }));
  register.setDay('2026-10-15');
  await turnedTo('2026-10-15');
  await register.deliver(teacherRequest('VERZOEK_UITSCHRIJVING', removed, '2026-10-15'));
});
afterAll(async () => {
  await owner.close();
  await register.close();
});

async function turnedTo(day: string): Promise<void> {
  await eventually(
    async () => {
      const { rows } = await owner.query(
        `SELECT FROM positions WHERE consumer = 'register-state.opdracht' AND day = $1::date`,
        [day],
      );
      return rows.length === 6 ? true : undefined;
    },
    { withinMs: 60_000, what: `the turn of ${day}` },
  );
}

const overruns = (query = '', as: object = inspectorate): Promise<Answer> =>
  register.call('GET', `/v1/termijnoverschrijdingen${query}`, { as: { ...as } });

const asked = async (query: string): Promise<string[]> => {
  const { status, body } = await overruns(query);
  expect([query, status]).toEqual([query, 200]);
  return body.overschrijdingen.map(
    (one: Record<string, string>) => `${one['registratieId']} ${one['status']} ${one['sinds']}`,
  );
};

describe('GET /v1/termijnoverschrijdingen', () => {
  it('tells of each entry how long it is over its term and what its board was reminded of', async () => {
    const { body } = await overruns('?peildatum=2026-09-09');
    expect(body.overschrijdingen).toContainEqual({
      registratieId: ended,
      bevoegdGezagNummer: '41000',
      benoemingvolgnummer: '1',
      benoemingsgrondslag: '513',
      onderwijs: { aanduiding: 'LERAAR_VO', vak: 'NEDERLANDS', gebied: 'VO' },
      uiterlijkeDatum: '2026-08-31',
      status: 'TERMIJN_VERSTREKEN',
      sinds: '2026-09-01',
      herinneringen: [
        { soort: 'NADERT', datum: '2026-07-02' },
        { soort: 'VERSTREKEN', datum: '2026-09-01' },
      ],
    });
  });

  it('answers a day in the past as it stood then, whatever came later', async () => {
    expect(await asked('?peildatum=2026-08-31')).toEqual([]);
    expect(await asked('?peildatum=2026-09-01')).toEqual(
      expect.arrayContaining([`${ended} TERMIJN_VERSTREKEN 2026-09-01`, `${extended} TERMIJN_VERSTREKEN 2026-09-01`]),
    );
    expect(await asked('?peildatum=2026-09-09&bevoegdGezagNummer=42000')).toEqual([
      `${extended} TERMIJN_VERSTREKEN 2026-09-01`,
    ]);
    // His term moved on the tenth.
    expect(await asked('?peildatum=2026-09-10&bevoegdGezagNummer=42000')).toEqual([]);
    expect(await asked('?peildatum=2026-09-28')).toEqual([`${ended} TERMIJN_VERSTREKEN 2026-09-01`]);
    expect(await asked('?peildatum=2026-09-29')).toEqual([`${ended} BEEINDIGD 2026-09-29`]);
    expect(await asked('')).toEqual([`${ended} BEEINDIGD 2026-09-29`]);
  });

  it('is for the inspectorate, and not about days to come', async () => {
    for (const rol of ['LERAAR', 'BESTUUR', 'BEHEER', 'AFNEMER']) {
      expect(
        (await overruns('', { rol, bevoegdGezagNummer: '41000', afnemerId: 'x', registratieId: ended })).status,
      ).toBe(403);
    }
    for (const query of ['?peildatum=2026-10-16', '?peildatum=2026-02-30', '?cursor=e30', '?cursor=WzEsMl0', '?x=1']) {
      expect([query, (await overruns(query)).status]).toEqual([query, 400]);
    }
  });

  it('is a look at everybody on the page, and at nobody else', async () => {
    const count = async (person: string): Promise<number> => {
      const { rows } = await owner.query(
        `SELECT FROM lookups WHERE register_id = $1 AND activity = 'TERMIJNOVERSCHRIJDINGEN_INZIEN' AND role = 'INSPECTIE'`,
        [person],
      );
      return rows.length;
    };
    const before = [await count(ended), await count(extended)];
    await overruns();
    expect([await count(ended), await count(extended)]).toEqual([before[0]! + 1, before[1]]);
  });

  it('is paged: every entry once, also several of one person', async () => {
    const steps = [
      { ground: '513', latestDay: '2026-08-31', kind: 'VERSTREKEN', day: '2026-09-01', until: '2026-09-28' },
      { ground: '513', latestDay: '2026-08-31', kind: 'BEEINDIGD', day: '2026-09-29' },
    ];
    await owner.query(
      `INSERT INTO anteroom_entries
         (register_id, board, number, ground, teaching, status, reason, ended_on, latest_day, steps, overdue_since)
       SELECT $1, '43000', n::text, '513', t.teaching, 'BEEINDIGD', 'TERMIJN', '2026-09-28', '2026-08-31', $2, '2026-09-01'
       FROM generate_series(1, 250) AS n, (SELECT teaching FROM anteroom_entries WHERE register_id = $1 LIMIT 1) AS t`,
      [ended, JSON.stringify(steps)],
    );
    const seen: string[] = [];
    const sizes: number[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined;) {
      const query: string = cursor === '' ? '?bevoegdGezagNummer=43000' : `?bevoegdGezagNummer=43000&cursor=${cursor}`;
      const { body } = await overruns(query);
      sizes.push(body.overschrijdingen.length);
      seen.push(...body.overschrijdingen.map((one: Record<string, string>) => one['benoemingvolgnummer']));
      ({ cursor } = body);
    }
    expect(sizes).toEqual([100, 100, 50]);
    expect(new Set(seen).size).toBe(250);
  });
});

describe('GET /v1/vernietigingen', () => {
  const proofs = (query: string, as: object = inspectorate): Promise<Answer> =>
    register.call('GET', `/v1/vernietigingen${query}`, { as: { ...as } });

  beforeAll(async () => {
    await owner.query(
      `INSERT INTO destructions (kind, register_id, partition, application_number, day, state, rows, leftovers, topics,
         late_commands, carried_out_at, erased)
       SELECT 'PERSOON', ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 3, n, '2026-08-01', 'UITGEVOERD',
         '{"appointments": 2}', '{}', '[{"topic": "lrr.opdracht.v1", "tot": "2026-08-31"}, {"topic": "x", "tot": null}]', 0,
         '2026-08-01T01:00:00Z', true
       FROM generate_series(1, 120) AS n`,
    );
    await owner.query(
      `INSERT INTO destructions (kind, register_id, partition, application_number, day, state, rows)
       VALUES ('PERSOON', '00000000-0000-4000-8000-000000000999', 3, 999, '2026-09-01', 'BESLOTEN', '{"appointments": 1}')`,
    );
  });

  it('shows inspectorate and management what was destroyed, per day, page by page', async () => {
    const first = await proofs('?van=2026-08-01&tot=2026-08-31', { rol: 'BEHEER' });
    expect(first.body.vernietigingen).toHaveLength(100);
    expect(first.body.vernietigingen[0]).toEqual({
      soort: 'PERSOON',
      registratieId: '00000000-0000-4000-8000-000000000001',
      datum: '2026-08-01',
      partitie: 3,
      volgordenummer: 1,
      status: 'UITGEVOERD',
      vernietigd: [{ tabel: 'appointments', rijen: 2 }],
      nogGevonden: [],
      nagekomenOpdrachten: 0,
      uitgevoerdOp: '2026-08-01T01:00:00.000Z',
      topics: [{ topic: 'lrr.opdracht.v1', uiterlijkTot: '2026-08-31' }, { topic: 'x' }],
    });
    const rest = await proofs(`?van=2026-08-01&tot=2026-08-31&cursor=${first.body.cursor}`);
    expect(rest.body.vernietigingen).toHaveLength(20);
    expect(rest.body.cursor).toBeUndefined();
    const open = await proofs('?van=2026-09-01&tot=2026-09-01');
    expect(open.body.vernietigingen).toMatchObject([{ status: 'BESLOTEN' }]);
    expect(open.body.vernietigingen[0].nogGevonden).toBeUndefined();
  });

  // Of an entry that went by itself the person is still there, and may be kept: the list named him to whoever it is for,
  // and no line said so.
  it('does not name whose entry of the anteroom was destroyed', async () => {
    const living = '00000000-0000-4000-8000-000000000777';
    await owner.query(
      `INSERT INTO destructions (kind, register_id, partition, application_number, day, state, rows, leftovers, topics,
         carried_out_at)
       VALUES ('VOORPORTAAL', $1, 3, 777, '2026-10-01', 'UITGEVOERD', '{"anteroom_entries": 1}', '{}', '[]',
         '2026-10-01T01:00:00Z')`,
      [living],
    );
    const { body } = await proofs('?van=2026-10-01&tot=2026-10-01');
    expect(body.vernietigingen).toMatchObject([
      { soort: 'VOORPORTAAL', volgordenummer: 777, vernietigd: [{ tabel: 'anteroom_entries', rijen: 1 }] },
    ]);
    expect(JSON.stringify(body)).not.toContain(living);
  });

  it('is for nobody else', async () => {
    for (const rol of ['LERAAR', 'BESTUUR', 'AFNEMER']) {
      const { status } = await proofs('?van=2026-08-01&tot=2026-08-31', {
        rol,
        bevoegdGezagNummer: '41000',
        afnemerId: 'x',
      });
      expect([rol, status]).toEqual([rol, 403]);
    }
    for (const query of [
      '',
      '?van=2026-08-01',
      '?van=2026-02-30&tot=2026-08-01',
      '?van=2026-08-01&tot=2026-08-02&cursor=e30',
    ]) {
      expect([query, (await proofs(query)).status]).toEqual([query, 400]);
    }
  });
});
