import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.ts';
import { openDatabase } from '../../../_platform/src/database/database.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { purgeLookups } from '../../src/sql/purge-lookups.ts';
import { overview as overviewRequest, personId, snapshot } from '../wire.ts';
import { asBoard, asTeacher, startRegister } from './running-register.ts';
import type { RunningRegister } from './running-register.ts';

const TODAY = '2026-09-01';
const teacher = personId(701);
const own = asTeacher(teacher);
const board = asBoard('41000');
const overview = `/v1/registratieoverzichten?bevoegdGezagNummer=41000&peildatum=${TODAY}`;

let register: RunningRegister;
/** May do what the service may not. */
let owner: Database;

beforeAll(async () => {
  register = await startRegister(TODAY);
  owner = openDatabase({ url: register.database.adminUrl, applicationName: 'test', poolSize: 1 });
  await register.deliver(snapshot({ person: teacher, day: TODAY }));
});
afterAll(async () => {
  await owner.close();
  await register.close();
});

async function looked(): Promise<object[]> {
  const { rows } = await owner.query(
    'SELECT activity, role, organisation FROM lookups WHERE register_id = $1 ORDER BY id',
    [teacher],
  );
  return rows;
}

describe('who looks at a person', () => {
  it('is remembered with role and organisation, under the id of the line in the processing log', async () => {
    await register.call('GET', `/v1/registraties/${teacher}`, { as: { rol: 'INSPECTIE' } });
    await register.call('GET', overview, { as: board });
    expect(await looked()).toEqual([
      { activity: 'REGISTRATIE_INZIEN', role: 'INSPECTIE', organisation: null },
      { activity: 'REGISTRATIEOVERZICHT_OPVRAGEN', role: 'BESTUUR', organisation: '41000' },
    ]);
    const { rows: ids } = await owner.query<{ id: string }>('SELECT id FROM lookups WHERE register_id = $1', [teacher]);
    const lines: string[] = [];
    await register.messaging.subscribe({
      group: 'test-lines',
      topics: ['lrr.verwerking.v1'],
      fromBeginning: true,
      onBatch: (batch) => {
        lines.push(...batch.records.map(({ key }) => String(key)));
        return Promise.resolve();
      },
    });
    await eventually(() => (ids.every(({ id }) => lines.includes(id)) ? true : undefined), { what: 'the lines' });
  });

  it('is also the board that asks for its overview by record 4', async () => {
    const before = (await looked()).length;
    const asked = overviewRequest({ day: TODAY, board: '41000' });
    await register.send(asked);
    const rows = await eventually(
      async () => {
        const now = await looked();
        return now.length > before ? now : undefined;
      },
      { withinMs: 30_000, what: 'the look' },
    );
    expect(rows.slice(before)).toEqual([
      { activity: 'REGISTRATIEOVERZICHT_OPVRAGEN', role: 'BESTUUR', organisation: '41000' },
    ]);
  });

  // A read whose line could not be written would be one that nobody knows of.
  it.each([
    ['lookups', `/v1/registraties/${teacher}`, own],
    ['lookups', overview, board],
    ['outbox', `/v1/registraties/${teacher}`, own],
    ['outbox', overview, board],
  ])('gets no answer while %s cannot be written: %s', async (table, path, as) => {
    const before = await looked();
    await owner.query(`ALTER TABLE ${table} RENAME TO ${table}_away`);
    try {
      const refused = await register.call('GET', path, { as });
      expect(refused.status).toBe(503);
      expect(Object.keys(refused.body).toSorted()).toEqual(['detail', 'instance', 'status', 'title', 'type']);
    } finally {
      await owner.query(`ALTER TABLE ${table}_away RENAME TO ${table}`);
    }
    expect(await looked()).toEqual(before);
    expect((await register.call('GET', path, { as })).status).toBe(200);
    expect(await looked()).toHaveLength(before.length + 1);
  });
});

describe('what the teacher sees of it', () => {
  const path = `/v1/registraties/${teacher}/inzagen`;

  it('is the newest first: when, what for, in what role and for whom, and never who it was', async () => {
    await register.call('GET', overview, { as: { ...board, sub: 'j.jansen' } });
    await register.call('GET', `/v1/registraties/${teacher}`, { as: { rol: 'INSPECTIE', sub: 'p.pieters' } });
    const { status, body } = await register.call('GET', path, { as: own });
    expect(status).toBe(200);
    expect(body.inzagen.slice(0, 2)).toEqual([
      {
        tijdstip: expect.stringMatching(/^2026-09-01T.*Z$/),
        verwerkingsactiviteit: 'REGISTRATIE_INZIEN',
        doel: 'Een bevoegde leest de registratie van een leraar',
        rol: 'INSPECTIE',
        gegevens: expect.arrayContaining(['status', 'benoemingen', 'voorportaal']),
      },
      {
        tijdstip: expect.any(String),
        verwerkingsactiviteit: 'REGISTRATIEOVERZICHT_OPVRAGEN',
        doel: 'Een bestuur vergelijkt zijn eigen benoemingen met het register',
        rol: 'BESTUUR',
        organisatie: '41000',
        gegevens: ['benoemingen'],
      },
    ]);
    expect(body.inzagen[0].gegevens).not.toContain('opgaven');
    expect(JSON.stringify(body)).not.toMatch(/jansen|pieters/);
  });

  it('holds his own looks, this one from the next time on', async () => {
    const first = await register.call('GET', path, { as: own });
    const second = await register.call('GET', path, { as: own });
    expect(second.body.inzagen).toHaveLength(Number(first.body.inzagen.length) + 1);
    expect(second.body.inzagen[0]).toMatchObject({ verwerkingsactiviteit: 'INZAGEN_INZIEN', rol: 'LERAAR' });
    expect(second.body.inzagen.slice(1)).toEqual(first.body.inzagen);
  });

  it('is paged: what is read on the way comes before the pages that are still to come, and shifts none', async () => {
    await owner.query(
      `INSERT INTO lookups (register_id, id, at, activity, role, organisation, fields)
       SELECT $1, ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, '2026-08-01', 'REGISTRATIEOVERZICHT_OPVRAGEN',
              'BESTUUR', lpad(n::text, 5, '0'), '{}' FROM generate_series(1, 250) n`,
      [teacher],
    );
    const seen: string[] = [];
    let cursor = '';
    let pages = 0;
    do {
      const { body } = await register.call('GET', `${path}${cursor}`, { as: own });
      seen.push(...body.inzagen.flatMap(({ organisatie }: { organisatie?: string }) => organisatie ?? []));
      cursor = body.cursor === undefined ? '' : `?cursor=${body.cursor}`;
      pages += 1;
    } while (cursor !== '');
    const planted = seen.filter((one) => one < '00251');
    expect(planted).toEqual(Array.from({ length: 250 }, (_, index) => String(250 - index).padStart(5, '0')));
    expect(pages).toBe(3);
    expect((await register.call('GET', `${path}?cursor=eA`, { as: own })).status).toBe(400);
  });

  it('goes back a year: older rows are removed', async () => {
    const moment = (day: string): Date => new Date(`${day}T12:00:00Z`);
    await owner.query(
      `INSERT INTO lookups SELECT register_id, gen_random_uuid(), $2, activity, role, organisation, fields
       FROM lookups WHERE register_id = $1 LIMIT 7`,
      [teacher, moment('2025-08-01')],
    );
    const count = async (): Promise<unknown> => (await owner.query('SELECT count(*) FROM lookups')).rows[0]?.['count'];
    const all = Number(await count());
    expect(await purgeLookups(owner, moment('2025-08-31'), 5)).toBe(5);
    expect(await purgeLookups(owner, moment('2025-08-31'), 5)).toBe(2);
    expect(await purgeLookups(owner, moment('2025-08-31'), 5)).toBe(0);
    expect(await count()).toBe(all - 7);
  });
});
