import { loadCodeLists } from '../../../schemas/code-lists/load-code-lists.ts';
import { testDatabase } from '../../../test/support/databases.ts';
import type { TestDatabase } from '../../../test/support/databases.ts';
import { createSandboxClock } from '../../_platform/src/clock/sandbox-clock.ts';
import type { MovableClock } from '../../_platform/src/clock/clock.ts';
import { openDatabase } from '../../_platform/src/database/database.ts';
import { noFaultPoints } from '../../_platform/src/fault-points/fault-points.ts';
import { createServiceClient } from '../../_platform/src/http/service-client.ts';
import { silentLogger } from '../../_platform/src/logging/create-logger.ts';
import { createMetrics } from '../../_platform/src/metrics/metrics.ts';
import { createOutbox } from '../../_platform/src/outbox/outbox.ts';
import { createBrp } from '../src/adapters/brp.ts';
import { createIntake } from '../src/adapters/intake.ts';
import { createPersonSeals } from '../src/crypto/person-seals.ts';
import { readVaultKeys } from '../src/crypto/vault-keys.ts';
import { pensionAgesFrom } from '../src/domain/state-pension.ts';
import type { VaultParts } from '../src/work/vault-parts.ts';
import { startOutsideWorld } from './outside-world.ts';
import type { OutsideWorld } from './outside-world.ts';

export const TEST_KEYS = { lookup: 'a1'.repeat(32), value: 'b2'.repeat(32), wrap: 'c3'.repeat(32) };

/** The vault's work on a real database, asking a BRP over HTTP. What it would publish stays in the outbox table. */
export interface PartsOnPostgres {
  readonly parts: VaultParts;
  readonly clock: MovableClock;
  readonly world: OutsideWorld;
  readonly pg: TestDatabase;
  stop(): Promise<void>;
}

export async function startParts(today: string): Promise<PartsOnPostgres> {
  const world = await startOutsideWorld();
  const pg = await testDatabase('identity-vault');
  const database = openDatabase({ url: pg.url, applicationName: 'test' });
  const clock = createSandboxClock({ datum: today, werkelijkeDatum: new Date().toISOString().slice(0, 10) });
  const client = createServiceClient({ baseUrl: world.url, timeoutMs: 2_000 });
  const keys = readVaultKeys(TEST_KEYS);
  const outbox = createOutbox({
    database,
    publisher: { publish: () => Promise.reject(new Error('not started')), close: () => Promise.resolve() },
    instance: 'test',
    faultPoints: noFaultPoints,
    log: silentLogger,
    metrics: createMetrics({ service: 'identity-vault' }),
  });
  return {
    parts: {
      database,
      outbox,
      clock,
      log: silentLogger,
      keys,
      seals: createPersonSeals(keys.value),
      brp: createBrp(client),
      intake: createIntake(client),
      registerEvents: { areRead: () => Promise.resolve(!world.away.has('register')) },
      pensionAges: pensionAgesFrom(loadCodeLists().statePensionAges),
    },
    clock,
    world,
    pg,
    stop: async () => {
      clock.stop();
      await client.close();
      await database.close();
      await pg.drop();
      world.close();
    },
  };
}
