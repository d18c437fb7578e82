import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { withConnection } from '../../infra/postgres/create-database.ts';
import { loadCodeLists } from '../../schemas/code-lists/load-code-lists.ts';
import { silentLogger } from '../../services/_platform/src/logging/create-logger.ts';
import { connectKafka } from '../../services/_platform/src/messaging/kafkajs/connect-kafka.ts';
import topics from '../../infra/kafka/topics.json' with { type: 'json' };
import { serviceCatalogue } from '../../scripts/stack/service-catalogue.ts';
import { call, operatorToken, population, supplierToken, today, untilQuiet } from '../bench/platform-calls.ts';
import { DELIVERY_POINT, boardsOf } from '../../scripts/generator/boards.ts';
import { generateLoad, type GeneratedDelivery } from '../../scripts/generator/generate-load.ts';
import { kafkaBrokers } from '../support/kafka.ts';
import { startStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let deliveries: GeneratedDelivery[];
const oin = '00000001000000000066';

beforeAll(async () => {
  stack = await startStack();
  const { endpoints } = stack;
  const lists = loadCodeLists();
  const mandates = boardsOf(lists.institutions, 1).mandates.map(({ board }) => ({
    oin,
    bevoegdGezagNummer: board,
    aanleverpuntnummer: DELIVERY_POINT,
  }));
  for (let from = 0; from < mandates.length; from += 500) {
    await call('POST', `${endpoints.sandbox}/mandaten`, { body: mandates.slice(from, from + 500) });
  }
  const load = generateLoad({
    seed: 5,
    lists,
    today: await today(endpoints),
    now: new Date(),
    persons: await population(endpoints, 0, 120),
    records: 120,
    perRequest: 20,
    streams: 1,
    // Many that follow up on others, and many that are wrong: every kind of answer is among them.
    mixture: {
      NEW: 0.4,
      CORRECTION: 0.2,
      END: 0.1,
      SAME_AGAIN: 0.05,
      OTHER_CONTENT: 0.05,
      INVALID: 0.1,
      LATE: 0.05,
      UNKNOWN_SCHOOL: 0.05,
    },
  });
  deliveries = load.streams.flat();
}, 180_000);
afterAll(() => stack.stop());

/** Every row of every table, and the end of every partition of every topic. */
async function everything(): Promise<Record<string, unknown>> {
  const { endpoints } = stack;
  const operator = await operatorToken(endpoints);
  const urls = [endpoints.intake, endpoints.register, endpoints.portfolio, endpoints.matching, endpoints.vault];
  await untilQuiet(urls, operator);
  const found: Record<string, unknown> = {};
  for (const { name, database } of serviceCatalogue) {
    await withConnection(stack.databases[name].adminUrl, async (admin) => {
      const tables = await admin.query<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables
          where schemaname not in ('pg_catalog', 'information_schema')`,
      );
      for (const table of tables.rows) {
        const { rows } = await admin.query<{ count: string }>(`select count(*) from ${table.name}`);
        found[`${database} ${table.name}`] = rows[0]?.count;
      }
    });
  }
  const kafka = connectKafka({
    brokers: kafkaBrokers(),
    clientId: 'test',
    prefix: stack.prefix,
    log: silentLogger,
  });
  for (const { name } of topics.topics) found[name] = (await kafka.logRanges(name)).map(({ end }) => end);
  await kafka.close(5_000);
  return found;
}

interface Simulation {
  readonly ontvangstbevestiging: { readonly statusMelding: string; readonly signalen: readonly { code: string }[] };
  readonly verwachteTerugkoppeling?: { readonly berichtsoort: string; readonly inhoud: Record<string, unknown> };
  readonly gebeurtenissen?: readonly { readonly type: string }[];
}

const own = (delivery: GeneratedDelivery): object[] =>
  delivery.records.map(({ record }) => ({ ...record, kop: { ...(record['kop'] as object), oinLeverancier: oin } }));

async function send<T>(path: string, berichten: readonly object[]): Promise<T> {
  const token = await supplierToken(stack.endpoints, oin);
  return call<T>('POST', `${stack.endpoints.intake}${path}`, { token, body: { leveringId: randomUUID(), berichten } });
}

describe('simulations on the whole platform', () => {
  it('tell what the deliveries would do, and leave no row and no message but lines of the processing log', async () => {
    const half = Math.ceil(deliveries.length / 2);
    for (const delivery of deliveries.slice(0, half)) await send('/v1/leveringen', own(delivery));
    const before = await everything();

    const simulations: Simulation[] = [];
    for (const delivery of deliveries) {
      const { simulaties } = await send<{ simulaties: Simulation[] }>('/v1/leveringen/simulaties', own(delivery));
      expect(simulaties).toHaveLength(delivery.records.length);
      simulations.push(...simulaties);
    }
    const after = await everything();

    const lines = 'lrr.verwerking.v1';
    expect({ ...after, [lines]: [] }).toEqual({ ...before, [lines]: [] });
    expect(after[lines]).not.toEqual(before[lines]);
    const kinds = simulations.map(({ verwachteTerugkoppeling }) => verwachteTerugkoppeling?.berichtsoort);
    expect(new Set(kinds)).toEqual(new Set([undefined, 'TERUGKOPPELING_BENOEMING', 'TERUGKOPPELING_AFKEURING']));
    for (const { ontvangstbevestiging, verwachteTerugkoppeling, gebeurtenissen } of simulations) {
      if (verwachteTerugkoppeling?.berichtsoort !== 'TERUGKOPPELING_BENOEMING') continue;
      expect(ontvangstbevestiging.statusMelding).toBe('B');
      expect(verwachteTerugkoppeling.inhoud).toHaveProperty('registratieplekken');
      expect(gebeurtenissen).toBeDefined();
    }
  }, 180_000);

  it('tell the receipts and the events that follow when the same is delivered', async () => {
    const last = deliveries.at(-1);
    if (last === undefined) throw new Error('no deliveries');
    const [first] = own(last);
    const { simulaties } = await send<{ simulaties: Simulation[] }>('/v1/leveringen/simulaties', [first ?? {}]);
    const delivered = await send<{ ontvangstbevestigingen: Simulation['ontvangstbevestiging'][] }>('/v1/leveringen', [
      first ?? {},
    ]);
    const withoutTime = (receipt: object) => ({ ...receipt, datumTijdOntvangst: '' });
    expect(simulaties.map(({ ontvangstbevestiging }) => withoutTime(ontvangstbevestiging))).toEqual(
      delivered.ontvangstbevestigingen.map(withoutTime),
    );
  });
});
