import { rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { call, tokenFor, until } from '../../scripts/demonstration/clients.ts';
import { giveMandates } from '../../scripts/demonstration/deliver.ts';
import { boardSeats } from '../../scripts/demonstration/seats.ts';
import type { Endpoints } from '../../scripts/stack/endpoints.ts';
import { stoppedConsumers } from '../../scripts/stack/stopped-consumers.ts';
import { withConnection } from '../../infra/postgres/create-database.ts';
import { checkEffects } from './check-effects.ts';
import { campaignRecords, deliverUnderFaults } from './delivery-under-faults.ts';
import { populationOf, todayOf } from './population.ts';
import { privatePlatform, type PrivatePlatform } from './private-platform.ts';
import { smallDisk, type SmallDisk } from './small-disk.ts';

let platform: PrivatePlatform;
let endpoints: Endpoints;
let disk: SmallDisk;

beforeAll(async () => {
  platform = await privatePlatform();
  const started = await platform.start();
  endpoints = started;
  disk = smallDisk(path.join(platform.folder, 'small-disk'), 96);
  for (const database of ['intake', 'register']) await disk.holdTablesOf(platform.adminUrl(started, database));
}, 240_000);

afterAll(async () => {
  await platform.stop();
  disk.unmount();
  await platform.remove();
}, 60_000);

/** How many commands the register has applied. */
async function applied(): Promise<number> {
  const answer = await withConnection(endpoints.postgres.register, (client) =>
    client.query<{ count: number }>('select count(*)::int as count from command_log'),
  );
  return answer.rows[0]?.count ?? 0;
}

interface ConsumerStatus {
  readonly naam: string;
  readonly partities: readonly { readonly toestand: string; readonly reden?: string }[];
}

async function consumersOf(url: string): Promise<ConsumerStatus[]> {
  const token = await tokenFor(endpoints, 'urn:lrr:beheer', { claims: { rol: 'OPERATOR' } });
  return (await call<{ consumenten: ConsumerStatus[] }>('GET', `${url}/beheer/v1/consumenten`, { token })).consumenten;
}

describe('servers that go away', () => {
  it('lose nothing and park nothing: broker killed, database killed, disk full, all in the middle of a delivery', async () => {
    const today = await todayOf(endpoints);
    const persons = await populationOf(endpoints, 20_000, 500);
    await giveMandates(endpoints, boardSeats());
    const records = campaignRecords({ seed: 'servers', today, persons });
    const happened: string[] = [];
    const journal = await deliverUnderFaults(endpoints, records, {
      seed: 'servers',
      async onRequest(number) {
        if (number === 4) await platform.kill('kafka', 'SIGKILL').then(() => happened.push('broker killed'));
        if (number === 12) await platform.kill('postgresql', 'SIGKILL').then(() => happened.push('database killed'));
        if (number === 20) {
          disk.fill();
          happened.push('disk full');
          setTimeout(() => {
            disk.free();
          }, 5_000);
        }
      },
    });
    expect(happened).toEqual(['broker killed', 'database killed', 'disk full']);
    // Proof that the faults were felt: some calls had to be repeated.
    expect(journal.failedCalls).toBeGreaterThan(0);
    const source = { broker: endpoints.kafka, prefix: '' };
    expect(await checkEffects(endpoints, source, journal)).toEqual([]);
    await platform.expectFold(endpoints);
  }, 360_000);

  it("stop and say so when Kafka's data is gone while PostgreSQL's is kept", async () => {
    const before = await applied();
    await platform.stop();
    rmSync(path.join(platform.folder, 'kafka'), { recursive: true });
    const started = await platform.start();
    endpoints = started;
    const states = await until('every consumer of the register has noticed', 60_000, async () => {
      const consumers = await consumersOf(endpoints.register);
      const partitions = consumers.flatMap(({ partities }) => partities);
      const stopped = partitions.filter(({ toestand }) => toestand === 'GESTOPT');
      return partitions.length > 0 && stopped.length === partitions.length ? stopped : undefined;
    });
    expect(new Set(states.map(({ reden }) => reden))).toEqual(new Set(['CLUSTER_CHANGED']));
    expect(await stoppedConsumers(started)).toEqual(expect.arrayContaining(['register-state.opdracht']));
    expect(await applied()).toBe(before);
  }, 240_000);
});
