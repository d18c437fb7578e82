import type pg from 'pg';
import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import { call } from '../../scripts/demonstration/clients.ts';
import { startBenchPlatform } from './bench-platform.ts';
import type { BenchPlatform } from './bench-platform.ts';
import { fillRegister } from './fill-register.ts';
import { openClient } from './open-client.ts';
import { until } from './platform-calls.ts';
import { cpuSeconds } from './process-figures.ts';

const PERSONS = 250_000;
const DUE = 5_000;
const TURN_WITHIN_MS = 300_000;

interface Turn {
  /** From asking the sandbox for the next day until every partition has applied its turn. */
  readonly seconds: number;
  /** CPU of the register's process and of PostgreSQL. */
  readonly cpuSeconds: number;
  readonly events: number;
}

export interface DayTurnFigures {
  readonly persons: number;
  readonly due: number;
  readonly turns: Readonly<Record<string, Turn>>;
  readonly faults: readonly string[];
}

/**
 * Turns days on a platform of its own whose register is full: with nobody due, with 5,000 whose appointments end and
 * terms pass, with nobody again, and with 5,000 who are destroyed. The way is the real one: date, day clock, outbox,
 * Kafka, consumer.
 */
export async function measureDayTurn(o: {
  readonly keep: boolean;
  readonly say: (line: string) => void;
}): Promise<DayTurnFigures> {
  o.say('Starting a platform for the turn of the day ...');
  const platform = await startBenchPlatform(o.keep);
  const client = await openClient(platform.adminUrl('register'));
  try {
    const today = await dateOf(platform);
    await reached(client, today);
    const days = { ordinary: addDays(today, 2), destruction: addDays(today, 4) };
    o.say(`Filling the register with ${PERSONS} persons ...`);
    await fillRegister(client, { persons: PERSONS, due: DUE, days });
    const turns: Record<string, Turn> = {};
    for (const what of ['nobody due', 'appointments end and terms pass', 'nobody due again', 'persons destroyed']) {
      turns[what] = await turnNextDay(platform, client);
      o.say(`${what}: ${turns[what].seconds.toFixed(2)} s`);
    }
    return { persons: PERSONS, due: DUE, turns, faults: await faultsOf(client, turns) };
  } finally {
    await client.end();
    await platform.stop();
  }
}

async function dateOf({ endpoints }: BenchPlatform): Promise<string> {
  return (await call<{ datum: string }>('GET', `${endpoints.sandbox}/datum`)).datum;
}

async function reached(client: pg.Client, day: string): Promise<void> {
  await until(`the turn of ${day}`, TURN_WITHIN_MS, async () => {
    const { rows } = await client.query(
      `SELECT FROM positions WHERE consumer = 'register-state.opdracht' AND (day IS NULL OR day < $1::date)`,
      [day],
    );
    return rows.length === 0;
  });
}

async function turnNextDay(platform: BenchPlatform, client: pg.Client): Promise<Turn> {
  const next = addDays(await dateOf(platform), 1);
  const events = async (): Promise<number> =>
    Number((await client.query<{ count: string }>('SELECT count(*) FROM event_log')).rows[0]?.count ?? 0);
  const before = await events();
  const cpuBefore = cpuOf(platform);
  const startedAt = performance.now();
  await call('PUT', `${platform.endpoints.sandbox}/datum`, { body: { datum: next } });
  await reached(client, next);
  const seconds = (performance.now() - startedAt) / 1_000;
  return { seconds, cpuSeconds: cpuOf(platform) - cpuBefore, events: (await events()) - before };
}

function cpuOf({ pids }: BenchPlatform): number {
  return ['register-state', 'postgresql'].reduce((sum, name) => sum + cpuSeconds(pids.get(name) ?? 0), 0);
}

/** A turn that did not do what was due has no speed. */
async function faultsOf(client: pg.Client, turns: Readonly<Record<string, Turn>>): Promise<string[]> {
  const counted = async (where: string): Promise<number> =>
    Number((await client.query<{ count: string }>(`SELECT count(*) FROM ${where}`)).rows[0]?.count ?? 0);
  const expected: readonly (readonly [string, number, number])[] = [
    ['persons asleep', await counted(`persons WHERE status = 'SLAPEND'`), DUE / 2],
    ['entries over their term', await counted(`anteroom_entries WHERE status = 'TERMIJN_VERSTREKEN'`), DUE / 2],
    ['persons destroyed', await counted(`persons WHERE status = 'VERNIETIGD'`), DUE],
    ['appointments left', await counted('appointments'), PERSONS - DUE + (PERSONS - 2 * DUE) / 5 + DUE / 2],
    ['parked records', await counted('parked'), 0],
    ['events of the turn with nobody due', turns['nobody due']?.events ?? -1, 0],
    [
      'events of the ordinary turn',
      turns['appointments end and terms pass']?.events ?? -1,
      (DUE / 2) * 3 + (DUE / 2) * 2,
    ],
  ];
  return expected
    .filter(([, found, wanted]) => found !== wanted)
    .map(([what, found, wanted]) => `day turn: ${what}: ${found} instead of ${wanted}`);
}
