import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createSecretKey, randomInt } from 'node:crypto';
import { testDatabase, type TestDatabase } from '../../../test/support/databases.ts';
import { openDatabase, type Database } from '../../_platform/src/database/database.ts';
import { createWebhookDesk, type WebhookDesk } from '../../_platform/src/webhooks/webhook-desk.ts';
import { endMandate } from '../src/intake/end-mandate.ts';
import { fetchFeedback } from '../src/intake/fetch-feedback.ts';
import { registerWebhook } from '../src/intake/register-webhook.ts';
import { tellWaiting } from '../src/intake/tell-waiting.ts';
import { giveMandate } from '../src/sql/give-mandate.ts';
import { insertFeedback } from '../src/sql/insert-feedback.ts';
import type { Json } from './support/records.ts';
import { rejectionRow } from './support/rejection-row.ts';

let own: TestDatabase;
let database: Database;
let desk: WebhookDesk;
let board: string;
const oin = '00000001000000000001';
const clock = { now: () => new Date('2026-01-15T10:00:00Z'), today: () => '2026-01-15' };
/** Nobody waits in a test: what is due at once, and what never. */
const atOnce = { gapSeconds: 0, againSeconds: 3600 };

beforeAll(async () => {
  own = await testDatabase('appointment-intake');
  database = openDatabase({ url: own.url, applicationName: 'test' });
  desk = createWebhookDesk({ database, key: createSecretKey('33'.repeat(32), 'hex'), local: true });
});
afterAll(async () => {
  await desk.close();
  await database.close();
  await own.drop();
});
beforeEach(async () => {
  await database.query('delete from webhook_subscriptions');
  board = String(randomInt(10_000, 99_999));
  await database.query(
    `insert into mandates (oin, board, delivery_point) values ($1, $2, '01') on conflict do nothing`,
    [oin, board],
  );
  await register();
});

const key = () => ({ oin, board, delivery_point: '01' });
const register = () => registerWebhook(database, desk, key(), 'http://127.0.0.1:1/');
const tell = (pace = atOnce) => tellWaiting({ database, desk, clock }, pace);

async function stock(count: number): Promise<void> {
  const rows = Array.from({ length: count }, () => rejectionRow(board));
  await database.transaction((tx) => insertFeedback(tx, rows));
}

async function fetchAll(volgnummerVerzoek: number, maxAantal = 500): Promise<Json> {
  const asked = { bevoegdGezagNummer: board, aanleverpuntnummer: '01', volgnummerVerzoek, maxAantal };
  const askNumbers = () => Promise.resolve(new Map());
  const bundleKey = createSecretKey(Buffer.alloc(32, 2));
  return fetchFeedback(asked, { database, clock, askNumbers, bundleKey });
}

/** What is on its way to the supplier; it arrives at once. */
async function arrived(): Promise<Json[]> {
  const { rows } = await database.query<{ body: string }>('select body from webhook_messages order by number');
  await database.query('delete from webhook_lanes');
  return rows.map(({ body }) => JSON.parse(body));
}

it('one message, however many records, which says how many and nothing else', async () => {
  await stock(1000);
  expect(await tell()).toBe(1);
  expect(await arrived()).toEqual([
    {
      type: 'terugkoppeling.wachtend',
      timestamp: '2026-01-15T10:00:00.000Z',
      data: { bevoegdGezagNummer: board, aanleverpuntnummer: '01', wachtend: 1000 },
    },
  ]);
});

it('no message when nothing waits, and none for a point without a webhook', async () => {
  expect(await tell()).toBe(0);
  await stock(1);
  await database.query('delete from webhook_subscriptions');
  expect(await tell()).toBe(0);
});

describe('somebody who was told', () => {
  beforeEach(async () => {
    await stock(3);
    await tell();
    await arrived();
  });

  it('is not told again while he has not fetched, whatever comes', async () => {
    await stock(100);
    expect(await tell()).toBe(0);
  });

  it('nor while he is fetching', async () => {
    await fetchAll(1, 1);
    await stock(1);
    expect(await tell()).toBe(0);
  });

  it('is told of what comes after he has emptied the stock', async () => {
    await fetchAll(1);
    expect(await tell()).toBe(0);
    await stock(2);
    expect(await tell()).toBe(1);
    expect(await arrived()).toMatchObject([{ data: { wachtend: 2 } }]);
  });

  it('but not more than once in a while', async () => {
    await fetchAll(1);
    await stock(1);
    expect(await tell({ gapSeconds: 3600, againSeconds: 3600 })).toBe(0);
  });

  it('and does not come, is told again after an hour, when there is more to tell', async () => {
    const anHourLater = { gapSeconds: 0, againSeconds: 0 };
    expect(await tell(anHourLater)).toBe(0);
    await stock(1);
    expect(await tell(anHourLater)).toBe(1);
  });

  it('is told at once when he gives another address', async () => {
    await register();
    expect(await tell()).toBe(1);
  });
});

it('while a message is on its way no other is made', async () => {
  await stock(1);
  expect(await tell()).toBe(1);
  await fetchAll(1);
  await stock(1);
  expect(await tell()).toBe(0);
  await arrived();
  expect(await tell()).toBe(1);
});

it('two processes that look at once make one message', async () => {
  await stock(1);
  const told = await Promise.all(Array.from({ length: 6 }, () => tell()));
  expect(told.reduce((sum, one) => sum + one)).toBe(1);
});

it('a supplier whose mandate was withdrawn is told nothing', async () => {
  await stock(1);
  await database.query('delete from mandates where board = $1', [board]);
  expect(await tell()).toBe(0);
});

// What had been queued before a mandate was withdrawn still went out.
it('what was about to be told goes with the mandate, and is told when it is given again', async () => {
  await stock(1);
  expect(await tell()).toBe(1);
  expect(await endMandate(database, desk, key(), 'beheer')).toBe(true);
  expect((await database.query('select from webhook_messages')).rowCount).toBe(0);
  expect(await endMandate(database, desk, key(), 'beheer')).toBe(false);
  await giveMandate(database, key(), 'beheer');
  expect(await tell()).toBe(1);
});

it('two registrations at once make one webhook', async () => {
  await database.query('delete from webhook_subscriptions');
  const made = await Promise.all([register(), register(), register()]);
  expect(made.filter(({ secret }) => secret !== undefined)).toHaveLength(1);
  const { rows } = await database.query('select from webhook_subscriptions');
  expect(rows).toHaveLength(1);
});
