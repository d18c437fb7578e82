import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../../../test/support/eventually.ts';
import type { OutgoingRecord } from '../../../_platform/src/messaging/messaging.ts';
import { openDatabase } from '../../../_platform/src/database/database.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { personId, snapshot } from '../wire.ts';
import { startRegister } from './running-register.ts';
import type { RunningRegister } from './running-register.ts';

const TODAY = '2026-09-01';
const teacher = personId(701);
const own = { rol: 'LERAAR', registratieId: teacher };
const board = { rol: 'BESTUUR', bevoegdGezagNummer: '41000' };
const overview = `/v1/registratieoverzichten?bevoegdGezagNummer=41000&peildatum=${TODAY}`;

let register: RunningRegister;
/** May do what the service may not. */
let owner: Database;

beforeAll(async () => {
  register = await startRegister(TODAY);
  owner = openDatabase({ url: register.database.adminUrl, applicationName: 'test', poolSize: 1 });
  const wire = snapshot({ person: teacher, day: TODAY });
  const record: OutgoingRecord = {
    topic: 'lrr.opdracht.v1',
    key: Buffer.from(teacher),
    value: Buffer.from(JSON.stringify(wire)),
    headers: { id: wire.id, type: wire.soort, schemaversion: '1' },
  };
  await register.publisher.publish([record]);
  await eventually(
    async () => {
      const { rows } = await owner.query('SELECT FROM persons WHERE register_id = $1', [teacher]);
      return rows.length === 1 ? true : undefined;
    },
    { withinMs: 30_000, what: 'the person' },
  );
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
