import { afterAll, beforeAll, expect, it } from '@jest/globals';
import pg from 'pg';
import { loadCodeLists } from '../../schemas/code-lists/load-code-lists.ts';
import { receiptFaults } from '../bench/check-receipts.ts';
import { endStateFaults } from '../bench/check-end-state.ts';
import { deliverLoad, prepareLoad } from '../bench/deliver-load.ts';
import type { DeliveredLoad } from '../bench/deliver-load.ts';
import { unanswered } from '../bench/bench-sql.ts';
import { openKafkaWatch } from '../bench/kafka-watch.ts';
import type { KafkaWatch } from '../bench/kafka-watch.ts';
import { giveMandates, population, supplierToken, today } from '../bench/platform-calls.ts';
import { eventually } from '../support/eventually.ts';
import { startStack } from '../support/stack.ts';
import type { TestStack } from '../support/stack.ts';
import { boardsOf } from '../../scripts/generator/boards.ts';
import { generateLoad } from '../../scripts/generator/generate-load.ts';
import type { GeneratedLoad } from '../../scripts/generator/generate-load.ts';

/** Mostly wrong: every fault comes by several times. */
const MIXTURE = {
  NEW: 0.4,
  CORRECTION: 0.1,
  END: 0.05,
  SAME_AGAIN: 0.05,
  OTHER_CONTENT: 0.05,
  INVALID: 0.25,
  LATE: 0.05,
  UNKNOWN_SCHOOL: 0.05,
};
const RECORDS = 800;

let stack: TestStack;
let kafka: KafkaWatch;
let clients: Record<'intake' | 'identity' | 'register', pg.Client>;
let load: GeneratedLoad;
let delivered: DeliveredLoad;

beforeAll(async () => {
  stack = await startStack({ services: ['sandbox', 'identity-vault', 'appointment-intake', 'register-state'] });
  const { endpoints, databases } = stack;
  const open = async (url: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return client;
  };
  clients = {
    intake: await open(databases['appointment-intake'].kijkerUrl),
    identity: await open(databases['identity-vault'].kijkerUrl),
    register: await open(databases['register-state'].kijkerUrl),
  };
  kafka = openKafkaWatch(endpoints.kafka, stack.prefix);

  const lists = loadCodeLists();
  const boards = boardsOf(lists.institutions, 1);
  await giveMandates(endpoints, boards);
  const tokens = new Map<string, string>();
  for (const oin of boards.suppliers) tokens.set(oin, await supplierToken(endpoints, oin));
  load = generateLoad({
    seed: 7,
    lists,
    today: await today(endpoints),
    now: new Date(),
    persons: await population(endpoints, 50_000, RECORDS),
    records: RECORDS,
    perRequest: 50,
    streams: 3,
    mixture: MIXTURE,
  });
  delivered = await deliverLoad(endpoints.intake, prepareLoad(load, tokens));
}, 120_000);

afterAll(async () => {
  for (const client of Object.values(clients)) await client.end();
  await kafka.close();
  await stack.stop();
});

it('gives every record the receipt it must get', () => {
  expect(receiptFaults(delivered.answers)).toEqual([]);
});

it('answers every stored record once, and keeps every sequence without a gap', async () => {
  await eventually(async () => ((await unanswered(clients.intake)) === 0 ? true : undefined), {
    what: 'an answer to every accepted record',
    withinMs: 30_000,
  });
  const published = async (): Promise<string[]> => endStateFaults({ loads: [load], clients, kafka });
  const faults = await eventually(async () => {
    const found = await published();
    // The last events may follow the last feedback by a moment.
    return found.some((fault) => fault.includes('in Kafka')) ? undefined : found;
  });
  expect(faults).toEqual([]);
});
