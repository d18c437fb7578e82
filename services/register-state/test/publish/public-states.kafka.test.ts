import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Opdracht } from '../../../../schemas/message-book/v1/generated.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { kafkaBrokers } from '../../../../test/support/kafka.ts';
import { openDatabase } from '../../../_platform/src/database/database.ts';
import type { IncomingRecord } from '../../../_platform/src/messaging/messaging.ts';
import { loadPersons } from '../../src/apply/load-persons.ts';
import { registerId } from '../../src/domain/ids.ts';
import { dayTurnMessage } from '../../src/messages/day-turn-message.ts';
import { publicState } from '../../src/publish/public-state.ts';
import { STATE_TOPIC } from '../../src/publish/public-state-reader.ts';
import { stateFaults } from '../apply/event-schemas.ts';
import { outgoingCommand } from '../consume/outgoing-command.ts';
import { openRegisterBench, PARTITIONS } from '../consume/register-bench.ts';
import type { RegisterBench } from '../consume/register-bench.ts';
import { DUTCH, ENGLISH } from '../domain/history.ts';
import {
  correctionRequest,
  deletion,
  keyData,
  personId,
  snapshot,
  statement,
  teacherRequest,
  vaultFact,
} from '../wire.ts';

const TODAY = '2026-09-01';
const PERSONS = 30;

let bench: RegisterBench;
let seen: IncomingRecord[];
let relays: ChildProcess[];

beforeEach(async () => {
  bench = await openRegisterBench();
  relays = [];
  seen = [];
  await bench.messaging.subscribe({
    group: 'states',
    topics: [STATE_TOPIC],
    fromBeginning: true,
    onBatch: ({ records, resolve }) => {
      seen.push(...records);
      resolve(String(Number(records.at(-1)?.offset) + 1));
      return Promise.resolve();
    },
  });
});
afterEach(async () => {
  for (const relay of relays) await stopped(relay, 'SIGTERM');
  await bench.close();
});

const person = fc.integer({ min: 1, max: PERSONS }).map(personId);
const number = fc.constantFrom('1', '2');
const day = TODAY;
const spans = fc.constantFrom(
  [['501', '2020-08-01'] as const],
  [['501', '2020-08-01', '2026-09-10'] as const],
  [['511', '2026-08-01'] as const],
  [['511', '2024-08-01', '2026-07-31'] as const, ['501', '2026-08-01'] as const],
  [['530', '2026-08-01'] as const],
);
/** What may reach the register about one of the persons. */
const command = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .record({ person, number, spans, staff: fc.boolean() })
      .map(({ staff, ...o }) => snapshot({ ...o, day, stand: staff ? { personeelsnummer: 'P-GEHEIM' } : {} })),
  },
  { weight: 1, arbitrary: fc.record({ person, number }).map((o) => deletion({ ...o, day, begin: '2020-08-01' })) },
  { weight: 3, arbitrary: person.map((id) => statement(id, day, DUTCH, ENGLISH)) },
  { weight: 2, arbitrary: person.map((id) => correctionRequest(id, day)) },
  { weight: 1, arbitrary: person.map((id) => keyData({ person: id, day })) },
  { weight: 1, arbitrary: person.map((id) => teacherRequest('VERZOEK_UITSCHRIJVING', id, day)) },
  { weight: 1, arbitrary: person.map((id) => vaultFact('AOW_BEREIKT', id, day)) },
  { weight: 1, arbitrary: person.map((id) => vaultFact('OVERLIJDEN', id, day)) },
);

const commands = (count: number, seed: number): Opdracht[] => fc.sample(command, { numRuns: count, seed });
const apply = async (all: readonly Opdracht[]): Promise<void> => {
  await bench.publish(...all.map(outgoingCommand));
  await bench.applied();
};
const turnOf = (turned: string): Opdracht[] =>
  Array.from({ length: PARTITIONS }, (_, partition) => dayTurnMessage(partition, turned));

function startRelay(instance: string, faultPoint = ''): ChildProcess {
  const relay = spawn(process.execPath, [join(import.meta.dirname, 'state-relay-process.ts')], {
    stdio: 'inherit',
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      DATABASE_URL: bench.testDatabase.url,
      KAFKA_BROKERS: kafkaBrokers().join(','),
      KAFKA_PREFIX: bench.prefix,
      INSTANCE: instance,
      FAULT_POINT: faultPoint,
    },
  });
  relays.push(relay);
  return relay;
}

async function stopped(relay: ChildProcess, signal?: NodeJS.Signals): Promise<void> {
  if (relay.exitCode !== null || relay.signalCode !== null) return;
  const ended = once(relay, 'exit');
  if (signal !== undefined) relay.kill(signal);
  await ended;
}

async function loseCursors(): Promise<void> {
  const admin = openDatabase({ url: bench.testDatabase.adminUrl, applicationName: 'test-admin' });
  await admin.query(`DELETE FROM relay_cursors WHERE relay = 'registratiestanden'`);
  await admin.close();
}

/** What is left of the topic when it is compacted. */
function compacted(): Map<string, unknown> {
  const newest = new Map<string, unknown>();
  for (const { key, value } of seen) newest.set(String(key), value === null ? null : JSON.parse(String(value)));
  return newest;
}

/** The public state of everybody that an event was about. */
async function expectedStates(): Promise<Map<string, unknown>> {
  const { rows } = await bench.database.query<{ id: string }>('SELECT DISTINCT register_id AS id FROM event_log');
  const ids = rows.map(({ id }) => registerId(id));
  const persons = await loadPersons(bench.database, ids);
  return new Map(ids.map((id) => [id, publicState(persons.get(id)) ?? null]));
}

async function expectTopicToHoldEverybody(): Promise<void> {
  const expected = await expectedStates();
  expect(expected.size).toBeGreaterThan(0);
  await eventually(
    () => {
      expect(compacted()).toEqual(expected);
      return true;
    },
    { withinMs: 30_000, what: 'the compacted topic holding the state of everybody' },
  );
  expect([...expected.values()].filter((state) => state !== null).flatMap(stateFaults)).toEqual([]);
}

/** The sequence numbers of a person as they lie in the topic, tombstones left out. */
function numbersNeverFall(): boolean {
  const last = new Map<string, string>();
  return seen.every(({ key, value }) => {
    if (value === null) return true;
    const { volgnummer } = JSON.parse(String(value)) as { volgnummer: string };
    const before = last.get(String(key)) ?? '';
    last.set(String(key), volgnummer);
    return volgnummer >= before;
  });
}

describe('lrr.registratiestand.v1', () => {
  it('holds the public state of everybody after any commands, without personeelsnummer', async () => {
    startRelay('one');
    await apply(turnOf(TODAY));
    for (const seed of [1, 2, 3]) await apply(commands(80, seed));
    await apply(turnOf('2026-09-11'));
    await expectTopicToHoldEverybody();
    expect(numbersNeverFall()).toBe(true);
    expect(seen.map(({ value }) => String(value)).join()).not.toContain('P-GEHEIM');
    expect(new Set(seen.map(({ headers }) => String(headers['type'])))).toEqual(
      new Set(['nl.lerarenregister.registratiestand.v1']),
    );
  });

  it('holds it also when the relay is killed half-way, its cursors are lost, and another takes over', async () => {
    await apply(commands(120, 4));
    const killed = startRelay('one', 'after-publish-before-forget:3');
    await stopped(killed);
    expect(killed.signalCode).toBe('SIGKILL');
    await loseCursors();
    startRelay('other');
    await apply(commands(120, 5));
    await expectTopicToHoldEverybody();
    expect(numbersNeverFall()).toBe(true);
  });

  it('holds a tombstone of who was destroyed, also when it is published again', async () => {
    const [gone, stays] = [personId(1), personId(2)];
    await apply([
      ...turnOf(TODAY),
      snapshot({ person: gone, day, spans: [['501', '2020-08-01', '2026-12-31']] }),
      snapshot({ person: stays, day }),
      teacherRequest('VERZOEK_UITSCHRIJVING', gone, day),
    ]);
    const first = startRelay('one');
    await eventually(() => (compacted().size === 2 ? true : undefined), { what: 'both being there' });
    await apply(turnOf('2031-09-02'));
    await eventually(() => (compacted().get(gone) === null ? true : undefined), { what: 'a tombstone' });
    await expectTopicToHoldEverybody();
    await stopped(first, 'SIGTERM');
    await loseCursors();
    const before = seen.length;
    startRelay('other');
    await eventually(() => (seen.length >= before + 2 ? true : undefined), { what: 'both once more' });
    await expectTopicToHoldEverybody();
    expect(seen.filter(({ key }) => String(key) === gone).at(-1)?.value).toBeNull();
  });
});
