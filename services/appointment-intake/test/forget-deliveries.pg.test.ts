// A delivery that was forgotten in the instant in which it came again left the records of its second coming behind.
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { testDatabase, type TestDatabase } from '../../../test/support/databases.ts';
import { eventually } from '../../../test/support/eventually.ts';
import { openDatabase, type Database } from '../../_platform/src/database/database.ts';
import { claimDeliveries, type NewDelivery } from '../src/sql/claim-deliveries.ts';
import { forgetDeliveries } from '../src/sql/forget-deliveries.ts';
import { insertDeliveryRecords } from '../src/sql/insert-delivery-records.ts';
import { moveDeliveries } from '../src/sql/move-deliveries.ts';

let own: TestDatabase;
let database: Database;
const delivery: NewDelivery = {
  oin: '00000001000000000001',
  delivery_id: randomUUID(),
  received_at: '2025-01-15T10:00:00.000Z',
  attempt: randomUUID(),
  records: 1,
};

beforeAll(async () => {
  own = await testDatabase('appointment-intake');
  database = openDatabase({ url: own.url, applicationName: 'test' });
  await database.transaction((tx) => claimDeliveries(tx, [delivery]));
});
afterAll(async () => {
  await database.close();
  await own.drop();
});

const count = async (table: 'deliveries' | 'delivery_records'): Promise<number> =>
  (await database.query(`select from ${table}`)).rowCount;

it('a delivery that comes again while it is being forgotten stays, with its records', async () => {
  let forgetting: Promise<number> | undefined;
  await database.transaction(async (tx) => {
    const [claimed] = await claimDeliveries(tx, [delivery]);
    forgetting = forgetDeliveries(database, '2026-03-01', 10);
    await eventually(
      async () => {
        const { rowCount } = await database.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return rowCount > 0 ? true : undefined;
      },
      { what: 'the forgetting waits for the delivery' },
    );
    const record = { delivery: claimed!.number, ordinal: 0, recordHash: 'ab', status: 'B', codes: [] } as const;
    await insertDeliveryRecords(tx, [record]);
    await moveDeliveries(tx, [{ ...delivery, attempt: randomUUID() }]);
  });
  expect(await forgetting).toBe(0);
  expect([await count('deliveries'), await count('delivery_records')]).toEqual([1, 1]);
  expect(await forgetDeliveries(database, '2026-03-01', 10)).toBe(1);
  expect([await count('deliveries'), await count('delivery_records')]).toEqual([0, 0]);
});
