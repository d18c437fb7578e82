import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../../_platform/src/database/database.ts';
import type { Lookup } from '../../src/lookups/write-lookups.ts';
import { writeLookups } from '../../src/lookups/write-lookups.ts';
import { closePartitions, partition } from '../apply/partition.ts';
import { personId } from '../wire.ts';

let database: Database;

beforeAll(async () => {
  ({ database } = await partition());
});
afterAll(closePartitions);

/** How many lines go to the processing log. */
async function look(o: Pick<Lookup, 'activity' | 'reader'> & { readonly persons: number[]; at: string }) {
  const persons = o.persons.map(personId);
  const lines = await database.transaction((tx) => writeLookups(tx, { ...o, persons, at: new Date(o.at) }));
  return lines.length;
}

async function rowsOf(person: number): Promise<string[]> {
  const { rows } = await database.query<{ at: string; organisation: string; activity: string }>(
    'SELECT at, organisation, activity FROM lookups WHERE register_id = $1 ORDER BY id',
    [personId(person)],
  );
  return rows.map(({ at, organisation, activity }) => `${organisation} ${activity} ${at}`);
}

// A consumer that took events one by one, or read the register again and again, left a row of each with each teacher:
// rows without end, in which he could not find who else had looked.
describe('what a consumer gets of a person', () => {
  const follows = (organisation: string) =>
    ({ activity: 'GEBEURTENISSEN_OPHALEN', reader: { role: 'AFNEMER', organisation } }) as const;

  it('is one row a day, with the time of the first, and a line each', async () => {
    expect(await look({ ...follows('een'), persons: [1, 2], at: '2026-09-01T06:00:00.000Z' })).toBe(2);
    // Still 1 September in Amsterdam, and then no more.
    expect(await look({ ...follows('een'), persons: [2, 3], at: '2026-09-01T21:59:59.999Z' })).toBe(2);
    expect(await look({ ...follows('een'), persons: [2], at: '2026-09-01T22:00:00.000Z' })).toBe(1);
    expect(await look({ ...follows('een'), persons: [2], at: '2026-09-02T08:00:00.000Z' })).toBe(1);
    expect(await rowsOf(1)).toEqual(['een GEBEURTENISSEN_OPHALEN 2026-09-01T06:00:00.000Z']);
    expect(await rowsOf(2)).toEqual([
      'een GEBEURTENISSEN_OPHALEN 2026-09-01T06:00:00.000Z',
      'een GEBEURTENISSEN_OPHALEN 2026-09-01T22:00:00.000Z',
    ]);
    expect(await rowsOf(3)).toEqual(['een GEBEURTENISSEN_OPHALEN 2026-09-01T21:59:59.999Z']);
  });

  it('is a row for each consumer, and for each way of getting it', async () => {
    const at = '2026-09-01T06:00:00.000Z';
    await look({ ...follows('een'), persons: [4], at });
    await look({ ...follows('twee'), persons: [4], at });
    await look({ ...follows('een'), activity: 'REGISTRATIESTANDEN_OPHALEN', persons: [4], at });
    expect(await rowsOf(4)).toEqual([
      `een GEBEURTENISSEN_OPHALEN ${at}`,
      `twee GEBEURTENISSEN_OPHALEN ${at}`,
      `een REGISTRATIESTANDEN_OPHALEN ${at}`,
    ]);
  });
});

it('leaves a row of each look of anybody else', async () => {
  const board = { activity: 'PERSOON_INZIEN', reader: { role: 'BESTUUR', organisation: '41000' } } as const;
  for (const at of ['2026-09-01T06:00:00.000Z', '2026-09-01T06:00:01.000Z']) await look({ ...board, persons: [5], at });
  expect(await rowsOf(5)).toHaveLength(2);
});
