import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createSecretKey, randomInt, randomUUID, type KeyObject } from 'node:crypto';
import { testDatabase, type TestDatabase } from '../../../test/support/databases.ts';
import { shapeCheck } from '../../../schemas/message-book/v1/validators.ts';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openDatabase, type Database } from '../../_platform/src/database/database.ts';
import { fetchFeedback, type FetchParts } from '../src/intake/fetch-feedback.ts';
import { feedbackRow } from '../src/messages/feedback.ts';
import type { PersonAtHandOver } from '../src/messages/hand-over.ts';
import { insertFeedback, type NewFeedback } from '../src/sql/insert-feedback.ts';
import { bsn, type Json } from './support/records.ts';
import { rejectionRow } from './support/rejection-row.ts';

let own: TestDatabase;
let database: Database;
/** Each test has a board of its own, so their stocks do not meet. */
let board: string;
/** What the vault is asked, and what it answers. */
let asked: string[][];
let vault: (registerId: string) => PersonAtHandOver;
let bundleKey: KeyObject;

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
  asked = [];
  vault = (registratieId) => ({ registratieId, burgerservicenummer: bsn });
  bundleKey = createSecretKey(Buffer.alloc(32, 2));
});

function parts(): FetchParts {
  return {
    database,
    clock: { now: () => new Date('2026-01-15T10:00:00.000Z') },
    askNumbers: (ids) => {
      asked.push([...ids]);
      return Promise.resolve().then(() => new Map(ids.map((id) => [id, vault(id)])));
    },
    bundleKey,
  };
}

const feedback = (text?: string): NewFeedback => rejectionRow(board, text);

async function stock(count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, () => feedback());
  await database.transaction((tx) => insertFeedback(tx, rows));
  return rows.map(({ id }) => id);
}

async function fetchBundle(volgnummerVerzoek: number, maxAantal = 500): Promise<Json> {
  return fetchFeedback({ bevoegdGezagNummer: board, aanleverpuntnummer: '01', volgnummerVerzoek, maxAantal }, parts());
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
    expect(await fetchFeedback(other, parts())).toEqual({ volgnummerVerzoek: 1, berichten: [], restant: 0 });
  });

  it('finds a record that got a lower row number but was committed after a later one was fetched', async () => {
    const late = feedback();
    let commitLate = (): void => undefined;
    const written = Promise.withResolvers<undefined>();
    const slow = database.transaction(async (tx) => {
      // As the consumer of a partition does: it has a slot of the counts for itself.
      await insertFeedback(tx, [late], 0);
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

describe('records with persons', () => {
  const examples = path.join(import.meta.dirname, '../../../schemas/message-book/v1/examples');
  const otherBsn = '999990020';

  function example(name: string, change: (record: Json) => void = () => undefined): NewFeedback {
    const record = JSON.parse(readFileSync(path.join(examples, `${name}.json`), 'utf8'));
    record.kop = { ...record.kop, identificatiecodeBedrijfsdocument: randomUUID(), bevoegdGezagNummer: board };
    change(record);
    return feedbackRow(record);
  }
  const overview = (registratieId: string = randomUUID()) =>
    example('terugkoppeling.registratieoverzicht', ({ registratieoverzicht: { standen } }) => {
      standen[0].persoon = { registratieId };
    });
  const mutation = (soort: string, registratieId: string = randomUUID()) =>
    example('terugkoppeling.spontane-mutatie', ({ spontaneMutatie }) => {
      Object.assign(spontaneMutatie, { soort, persoon: { registratieId } });
    });
  const put = (...rows: NewFeedback[]) => database.transaction((tx) => insertFeedback(tx, rows));
  const personsOf = (bundle: Json): Json[] =>
    bundle.berichten.map((record: Json) => (record.registratieoverzicht?.standen[0] ?? record.spontaneMutatie).persoon);

  it('are handed out with numbers, and with names where these changed', async () => {
    await put(overview(), mutation('BSN_GEWIJZIGD'), mutation('NAAM_GEWIJZIGD'), mutation('OVERLEDEN'));
    const names = { geslachtsnaam: 'Berg', voorvoegsel: 'van den', voornamen: 'Anna' };
    vault = (registratieId) => ({
      registratieId,
      burgerservicenummer: bsn,
      vorigBurgerservicenummer: otherBsn,
      ...names,
    });
    const bundle = await fetchBundle(1);
    expect(personsOf(bundle)).toEqual([
      { burgerservicenummer: bsn },
      { burgerservicenummer: otherBsn, nieuwBurgerservicenummer: bsn },
      { burgerservicenummer: bsn, ...names },
      { burgerservicenummer: bsn },
    ]);
    expect(shapeCheck('bundel-terugkoppelingen')(bundle)).toEqual([]);
  });

  it('are handed out without a number when the vault no longer knows the person', async () => {
    await put(overview(), mutation('OVERLEDEN'));
    vault = (registratieId) => ({ registratieId, onbekend: true });
    const bundle = await fetchBundle(1);
    expect(personsOf(bundle)).toEqual([{}, {}]);
    expect(shapeCheck('bundel-terugkoppelingen')(bundle)).toEqual([]);
  });

  it('wait while the vault is away, and nothing has happened: the same number gives them later', async () => {
    await put(feedback(), overview(), feedback());
    const ready = vault;
    vault = () => {
      throw new Error('away');
    };
    await expect(fetchBundle(1)).rejects.toThrow('away');
    await expect(fetchBundle(2, 1)).resolves.toMatchObject({ restant: 2 });
    await expect(fetchBundle(3)).rejects.toThrow('away');
    const { rows } = await database.query('select last_request from delivery_points where board = $1', [board]);
    expect(rows).toEqual([{ last_request: 2 }]);
    vault = ready;
    expect((await fetchBundle(3)).berichten).toHaveLength(2);
    expect(await fetchBundle(4)).toEqual({ volgnummerVerzoek: 4, berichten: [], restant: 0 });
  });

  it('come again identical, whatever the vault says by then and after a restart', async () => {
    await put(overview(), mutation('BSN_GEWIJZIGD'));
    const bundle = await fetchBundle(1);
    vault = () => {
      throw new Error('away');
    };
    await database.close();
    database = openDatabase({ url: own.url, applicationName: 'test' });
    expect(JSON.stringify(await fetchBundle(1))).toBe(JSON.stringify(bundle));
    expect(asked).toHaveLength(1);
  });

  it('are kept sealed, for as long as their bundle is the last', async () => {
    const id = randomUUID();
    await put(overview(id));
    await fetchBundle(1);
    const kept = async () => {
      const text = 'select sealed_persons from delivery_points where board = $1';
      const { rows } = await database.query<{ sealed_persons: Buffer | null }>(text, [board]);
      return rows[0]!.sealed_persons;
    };
    expect((await kept())!.includes(Buffer.from(bsn))).toBe(false);
    const { rows } = await database.query('select record::text as record from feedback where board = $1', [board]);
    expect(JSON.stringify(rows)).not.toContain(bsn);
    await fetchBundle(2);
    expect(await kept()).toBeNull();
  });

  it('are asked for again when the key of the sealing was changed', async () => {
    await put(overview());
    const bundle = await fetchBundle(1);
    bundleKey = createSecretKey(Buffer.alloc(32, 3));
    expect(await fetchBundle(1)).toEqual(bundle);
    expect(asked).toHaveLength(2);
  });

  it('that came in while the vault was asked are asked for before they go out', async () => {
    await put(overview());
    const plain = vault;
    let meanwhile: Promise<unknown> | undefined;
    vault = (id) => {
      meanwhile ??= put(overview(), overview());
      return plain(id);
    };
    const { askNumbers } = parts();
    const slowly: FetchParts['askNumbers'] = async (ids) => {
      const known = await askNumbers(ids);
      await meanwhile;
      return known;
    };
    const request = { bevoegdGezagNummer: board, aanleverpuntnummer: '01', volgnummerVerzoek: 1, maxAantal: 500 };
    const bundle: Json = await fetchFeedback(request, { ...parts(), askNumbers: slowly });
    expect(personsOf(bundle)).toEqual([1, 2, 3].map(() => ({ burgerservicenummer: bsn })));
    expect(asked.map((ids) => ids.length)).toEqual([1, 2]);
  });

  it('are one bundle for fetchers at once', async () => {
    await put(...Array.from({ length: 12 }, () => overview()));
    const bundles = await Promise.all(Array.from({ length: 8 }, () => fetchBundle(1, 5)));
    for (const bundle of bundles) expect(bundle).toEqual(bundles[0]);
    expect((await fetchBundle(2)).berichten).toHaveLength(7);
  });
});

it('counts what waits without reading the stock, whoever adds to it meanwhile', async () => {
  const added = Promise.all(Array.from({ length: 10 }, () => stock(7)));
  for (let request = 1; request <= 5; request += 1) await fetchBundle(request, 6);
  await added;
  const { rows } = await database.query<{ waiting: number }>(
    'select count(*)::integer as waiting from feedback where board = $1 and bundle is null',
    [board],
  );
  const bundle = await fetchBundle(6, 6);
  expect(bundle.restant).toBe(rows[0]!.waiting - 6);
});
