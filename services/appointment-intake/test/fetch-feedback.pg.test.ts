import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomInt, randomUUID } from 'node:crypto';
import { testDatabase, type TestDatabase } from '../../../test/support/databases.ts';
import { shapeCheck } from '../../../schemas/message-book/v1/validators.ts';
import { openDatabase, type Database } from '../../_platform/src/database/database.ts';
import { fetchFeedback } from '../src/intake/fetch-feedback.ts';
import { feedbackRow } from '../src/messages/feedback.ts';
import { insertFeedback, type NewFeedback } from '../src/sql/insert-feedback.ts';
import type { Json } from './support/records.ts';

let own: TestDatabase;
let database: Database;
/** Each test has a board of its own, so their stocks do not meet. */
let board: string;

beforeAll(async () => {
  own = await testDatabase('appointment-intake');
  database = openDatabase({ url: own.url, applicationName: 'test' });
});
afterAll(async () => {
  await database.close();
  await own.drop();
});
beforeEach(() => {
  board = String(randomInt(10_000, 99_999));
});

function feedback(text = 'x'): NewFeedback {
  return feedbackRow({
    kop: {
      identificatiecodeBedrijfsdocument: randomUUID(),
      berichtsoort: 'TERUGKOPPELING_AFKEURING',
      berichtenboekVersie: '1.0',
      verzendendeInstantie: 'LRR',
      ontvangendeInstantie: board,
      verwijstNaar: randomUUID(),
      datumTijdBedrijfsdocument: '2026-01-15T10:00:00.000Z',
      bevoegdGezagNummer: board,
      aanleverpuntnummer: '01',
    },
    terugkoppelingAfkeuring: { signalen: [{ code: '990', ernst: 'A', veld: '', tekst: text }] },
  });
}

async function stock(count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, () => feedback());
  await database.transaction((tx) => insertFeedback(tx, rows));
  return rows.map(({ id }) => id);
}

async function fetchBundle(volgnummerVerzoek: number, maxAantal = 500): Promise<Json> {
  return fetchFeedback(database, { bevoegdGezagNummer: board, aanleverpuntnummer: '01', volgnummerVerzoek, maxAantal });
}

const idsOf = (bundle: Json): string[] =>
  bundle.berichten.map((record: Json) => record.kop.identificatiecodeBedrijfsdocument as string);

describe('a higher number', () => {
  it('gives the oldest records in order of arrival, and says how many wait after them', async () => {
    const ids = await stock(5);
    const first = await fetchBundle(7, 2);
    expect(idsOf(first)).toEqual(ids.slice(0, 2));
    expect(first).toMatchObject({ volgnummerVerzoek: 7, restant: 3 });
    expect(shapeCheck('bundel-terugkoppelingen')(first)).toEqual([]);
    // The numbers need not be next to each other.
    const second = await fetchBundle(12);
    expect(idsOf(second)).toEqual(ids.slice(2));
    expect(second.restant).toBe(0);
    expect(await fetchBundle(13)).toEqual({ volgnummerVerzoek: 13, berichten: [], restant: 0 });
  });

  it('does not give records of another delivery point', async () => {
    await stock(2);
    const other = { bevoegdGezagNummer: board, aanleverpuntnummer: '02', volgnummerVerzoek: 1, maxAantal: 500 };
    expect(await fetchFeedback(database, other)).toEqual({ volgnummerVerzoek: 1, berichten: [], restant: 0 });
  });

  it('finds a record that got a lower row number but was committed after a later one was fetched', async () => {
    const late = feedback();
    let commitLate = (): void => undefined;
    const written = Promise.withResolvers<undefined>();
    const slow = database.transaction(async (tx) => {
      await insertFeedback(tx, [late]);
      written.resolve(undefined);
      await new Promise<void>((resolve) => {
        commitLate = resolve;
      });
    });
    await written.promise;
    const [early] = await stock(1);
    expect(idsOf(await fetchBundle(1))).toEqual([early]);
    commitLate();
    await slow;
    expect(idsOf(await fetchBundle(2))).toEqual([late.id]);
  });
});

describe('the same number', () => {
  it('gives the former bundle again, identical, whatever maxAantal and whatever came since', async () => {
    await stock(3);
    const first = await fetchBundle(1, 2);
    await stock(4);
    expect(await fetchBundle(1, 500)).toEqual(first);
    expect(await fetchBundle(1, 1)).toEqual(first);
  });
  it('gives an empty bundle again as empty', async () => {
    const empty = await fetchBundle(3);
    await stock(1);
    expect(await fetchBundle(3)).toEqual(empty);
    expect((await fetchBundle(4)).berichten).toHaveLength(1);
  });
});

describe('a lower number', () => {
  it('is refused and changes nothing', async () => {
    await stock(2);
    const bundle = await fetchBundle(5, 1);
    expect(await fetchBundle(4)).toBe('NUMBER_TOO_LOW');
    expect(await fetchBundle(5)).toEqual(bundle);
    expect((await fetchBundle(6)).berichten).toHaveLength(1);
  });
});

describe('two fetchers at once', () => {
  it('with one number get the same bundle', async () => {
    await stock(20);
    const bundles = await Promise.all(Array.from({ length: 8 }, () => fetchBundle(1, 10)));
    for (const bundle of bundles) expect(bundle).toEqual(bundles[0]);
    expect((await fetchBundle(2)).berichten).toHaveLength(10);
  });

  it('with different numbers never split or lose a bundle', async () => {
    const ids = await stock(60);
    const bundles = await Promise.all([1, 2, 3, 4, 5, 6].map((number) => fetchBundle(number, 10)));
    const given = bundles.filter((bundle) => bundle !== 'NUMBER_TOO_LOW').flatMap(idsOf);
    expect(new Set(given).size).toBe(given.length);
    const rest = idsOf(await fetchBundle(7));
    expect([...given, ...rest].sort()).toEqual([...ids].sort());
  });
});

describe('the size of a bundle', () => {
  it('stays below four mebibytes, but a bundle is never empty while records wait', async () => {
    const large = 'x'.repeat(1_500_000);
    const rows = [feedback('y'.repeat(5_000_000)), feedback(large), feedback(large), feedback(large)];
    await database.transaction((tx) => insertFeedback(tx, rows));
    expect(idsOf(await fetchBundle(1))).toEqual([rows[0]!.id]);
    const second = await fetchBundle(2);
    expect(idsOf(second)).toEqual([rows[1]!.id, rows[2]!.id]);
    expect(second.restant).toBe(1);
    expect(idsOf(await fetchBundle(3))).toEqual([rows[3]!.id]);
  });
});

it('keeps records that were fetched readable', async () => {
  const [id] = await stock(1);
  await fetchBundle(1);
  await fetchBundle(2);
  const { rows } = await database.query('select bundle from feedback where id = $1', [id]);
  expect(rows).toEqual([{ bundle: 1 }]);
});
