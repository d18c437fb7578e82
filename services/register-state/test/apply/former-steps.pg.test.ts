import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { expectFold } from '../../../../test/support/expect-fold.ts';
import { openDatabase } from '../../../_platform/src/database/database.ts';
import { deletion, personId, snapshot, vaultFact } from '../wire.ts';
import { closePartitions, partition } from './partition.ts';

afterAll(closePartitions);

const [ended, moved, under, dead, living] = [1, 2, 3, 4, 5].map(personId) as [string, string, string, string, string];
const FILE = path.join(import.meta.dirname, '../../migrations/015-days-of-former-steps.sql');

// Whoever was over his term when steps got days was never on the inspectorate's list, and no rebuild agreed any more.
it('steps that were taken before they kept their days get what a fold says of them', async () => {
  const register = await partition();
  await register.turn('2019-09-01');
  await register.apply(
    snapshot({ person: ended, day: '2019-09-01', spans: [['518', '2019-08-01']] }),
    snapshot({ person: moved, day: '2019-09-01', spans: [['518', '2019-08-01']], order: 1 }),
    snapshot({ person: under, day: '2019-09-01', spans: [['511', '2018-08-01', '2019-09-30']] }),
    snapshot({ person: under, day: '2019-09-01', number: '2', spans: [['512', '2019-10-01']], order: 1 }),
    snapshot({ person: dead, day: '2019-09-01', spans: [['518', '2019-08-01']] }),
    snapshot({ person: living, day: '2019-09-01', spans: [['513', '2019-12-01']] }),
  );
  for (const day of ['2020-01-31', '2020-08-01', '2020-08-02']) await register.turn(day);
  await register.apply(
    snapshot({ person: moved, day: '2020-08-03', spans: [['518', '2020-08-01']], order: 2 }),
    snapshot({ person: moved, day: '2020-08-03', spans: [['518', '2019-08-01', '2019-08-02']], number: '2' }),
    vaultFact('OVERLIJDEN', dead, '2020-08-03'),
  );
  for (const day of ['2020-08-30', '2021-03-01']) await register.turn(day);
  await register.apply(deletion({ person: under, day: '2021-03-02', begin: '2018-08-01' }));
  await register.turn('2021-08-01');
  await expectFold(register.migratorUrl);
  const before = await register.table('anteroom_entries');
  for (const part of ['VERSTREKEN', 'BEEINDIGD"",""day', 'isTold', 'until', '2021-03-01)'])
    expect(before.join()).toContain(part);

  await register.database.query(
    `UPDATE anteroom_entries SET overdue_since = NULL, steps = coalesce((
       SELECT json_agg(json_build_object('ground', s ->> 'ground', 'latestDay', s ->> 'latestDay', 'kind', s ->> 'kind'))
       FROM json_array_elements(steps) AS s WHERE s ->> 'kind' <> 'BEEINDIGD'), '[]')`,
  );
  await expect(expectFold(register.migratorUrl)).rejects.toThrow('anteroom_entries');
  const owner = openDatabase({ url: register.migratorUrl, applicationName: 'test', poolSize: 1 });
  await owner.query(readFileSync(FILE, 'utf8'));
  await owner.close();
  expect(await register.table('anteroom_entries')).toEqual(before);
  await expectFold(register.migratorUrl);
});
