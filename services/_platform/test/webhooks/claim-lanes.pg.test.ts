import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createSecretKey, randomUUID } from 'node:crypto';
import { testDatabase } from '../../../../test/support/databases.ts';
import { openDatabase, type Database } from '../../src/database/database.ts';
import { webhookMigrations } from '../../src/webhooks/migrations.ts';
import { claimLanes } from '../../src/webhooks/sql/claim-lanes.ts';
import { createWebhookDesk, type WebhookDesk } from '../../src/webhooks/webhook-desk.ts';

let pg: Awaited<ReturnType<typeof testDatabase>>;
let database: Database;
let desk: WebhookDesk;

beforeEach(async () => {
  pg = await testDatabase('appointment-intake', [webhookMigrations]);
  database = openDatabase({ url: pg.url, applicationName: 'test' });
  desk = createWebhookDesk({ database, key: createSecretKey('11'.repeat(32), 'hex'), local: true });
});
afterEach(async () => {
  await desk.close();
  await database.close();
  await pg.drop();
});

/** A receiver with ten messages of different keys. */
async function receiver(): Promise<string> {
  return database.transaction(async (tx) => {
    const { id } = await desk.subscribe(tx, 'http://127.0.0.1:9/');
    const messages = Array.from({ length: 10 }, (_, n) => ({
      subscriptionId: id,
      key: String(n),
      id: `m-${n}`,
      body: '{}',
    }));
    await desk.tell(tx, messages);
    return id;
  });
}

/** Whose lanes one turn takes. */
async function claimed(limit: number): Promise<string[]> {
  const lanes = await claimLanes(database, { claim: randomUUID(), leaseSeconds: 60, perSubscription: 4, limit });
  return lanes.map(({ subscription_id: id }) => id);
}

// A process calls so many receivers at once. Eight that take all the time there is, and answer well, took each place that
// came free, and a ninth was never called.
it('a place that comes free is for the receiver that is called least', async () => {
  const slow = [await receiver(), await receiver()];
  expect(new Set(await claimed(6))).toEqual(new Set(slow));
  const quick = await receiver();
  expect(await claimed(1)).toEqual([quick]);
  expect(await claimed(1)).toEqual([quick]);
});

it('places that are free at once are shared out', async () => {
  const all = [await receiver(), await receiver(), await receiver()];
  const shares = Map.groupBy(await claimed(6), (id) => id);
  expect(all.map((id) => shares.get(id)?.length)).toEqual([2, 2, 2]);
});
