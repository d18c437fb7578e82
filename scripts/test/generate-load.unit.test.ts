import { describe, expect, it } from '@jest/globals';
import { loadCodeLists } from '../../schemas/code-lists/load-code-lists.ts';
import { syntheticPerson } from '../../infra/sandbox/src/population/synthetic-person.ts';
import { syntheticNumbers } from '../../infra/sandbox/src/population/citizen-numbers.ts';
import { boardsOf } from '../generator/boards.ts';
import { generateLoad, MIXTURE } from '../generator/generate-load.ts';
import type { GeneratedLoad, GeneratedRecord } from '../generator/generate-load.ts';
import { createRandom } from '../generator/random.ts';

const lists = loadCodeLists();
const RECORDS = 8_000;
const persons = syntheticNumbers(0, RECORDS).map(syntheticPerson);

function load(seed: number, from = persons): GeneratedLoad {
  const now = new Date('2026-11-02T10:00:00Z');
  return generateLoad({
    seed,
    lists,
    today: '2026-11-02',
    now,
    persons: from,
    records: RECORDS,
    perRequest: 100,
    streams: 4,
  });
}

const recordsOf = (made: GeneratedLoad): GeneratedRecord[] =>
  made.streams.flat().flatMap((delivery) => delivery.records);
const bodyOf = ({ record }: GeneratedRecord): Record<string, unknown> => record['benoeming'] as Record<string, unknown>;

describe('a load', () => {
  it('is the same for the same seed, and another one for another', () => {
    expect(JSON.stringify(load(1))).toBe(JSON.stringify(load(1)));
    expect(JSON.stringify(load(1))).not.toBe(JSON.stringify(load(2)));
  });

  it('says how many persons it took', () => {
    const made = load(1);
    expect(made.persons).toBeLessThan(0.9 * RECORDS);
    expect(load(1, persons.slice(0, made.persons))).toEqual(made);
    expect(() => load(1, persons.slice(0, made.persons - 1))).toThrow(RangeError);
  });

  it('has the shares of the mixture', () => {
    const records = recordsOf(load(3));
    expect(records).toHaveLength(RECORDS);
    for (const [kind, share] of Object.entries(MIXTURE)) {
      const found = records.filter((record) => record.kind === kind).length / RECORDS;
      expect(Math.abs(found - share)).toBeLessThan(0.01);
    }
  });

  it('keeps the snapshots of one appointment in one stream, in rising order', () => {
    for (const [, deliveries] of load(4).streams.entries()) {
      const numbers = new Map<string, number>();
      for (const record of deliveries.flatMap((delivery) => delivery.records)) {
        if (!['NEW', 'CORRECTION', 'END'].includes(record.kind)) continue;
        const { persoon, benoemingvolgnummer, standvolgnummer } = bodyOf(record);
        const board = (record.record['kop'] as Record<string, string>)['bevoegdGezagNummer'];
        const key = JSON.stringify([board, persoon, benoemingvolgnummer]);
        const former = numbers.get(key) ?? 1;
        expect(standvolgnummer).toBe(former + 1);
        numbers.set(key, former + 1);
      }
    }
  });

  it('sends copies with the same bytes, and other content under a known id only', () => {
    const first = new Map<string, string>();
    for (const record of recordsOf(load(5))) {
      const text = JSON.stringify(record.record);
      if (record.kind === 'SAME_AGAIN') expect(text).toBe(first.get(record.messageId));
      else if (record.kind === 'OTHER_CONTENT') expect(first.get(record.messageId)).not.toBe(text);
      else first.set(record.messageId, text);
    }
  });

  it('fills requests of one supplier, up to the size asked for', () => {
    for (const { supplierOin, records } of load(6).streams.flat()) {
      expect(records.length).toBeLessThanOrEqual(100);
      const suppliers = new Set(
        records.map(({ record }) => (record['kop'] as Record<string, string>)['oinLeverancier']),
      );
      expect([...suppliers]).toEqual([supplierOin]);
    }
  });
});

it('draws boards by their size, and three suppliers for four out of five', () => {
  const boards = boardsOf(lists.institutions, 1);
  const random = createRandom(1);
  const drawn = Array.from({ length: 20_000 }, () => boards.draw(random));
  const pupils = new Map<string, number>();
  for (const row of lists.institutions) {
    if (row.sector === 'MBO' || row.herkomst !== 'bron' || row.geldigTot !== undefined) continue;
    pupils.set(row.bevoegdGezag, (pupils.get(row.bevoegdGezag) ?? 0) + 1 + (row.leerlingen ?? 0));
  }
  const total = [...pupils.values()].reduce((sum, count) => sum + count, 0);
  const [largest = ['', 0]] = [...pupils].sort(([, a], [, b]) => b - a);
  const share = drawn.filter(({ board }) => board === largest[0]).length / drawn.length;
  expect(Math.abs(share - largest[1] / total)).toBeLessThan(0.005);
  const large = new Set(boards.suppliers.slice(0, 3));
  const served = boards.mandates.filter(({ supplierOin }) => large.has(supplierOin)).length;
  expect(Math.abs(served / boards.mandates.length - 0.8)).toBeLessThan(0.05);
});
