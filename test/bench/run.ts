/** `npm run bench`: see settings.ts for what it takes, README.md for what it measures. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { loadCodeLists } from '../../schemas/code-lists/load-code-lists.ts';
import { boardsOf } from '../../scripts/generator/boards.ts';
import { generateLoad } from '../../scripts/generator/generate-load.ts';
import type { GeneratedLoad } from '../../scripts/generator/generate-load.ts';
import { BENCH_FOLDER, startBenchPlatform } from './bench-platform.ts';
import type { BenchPlatform, StepDatabase } from './bench-platform.ts';
import { endStateFaults } from './check-end-state.ts';
import { openCopyLimit } from './copy-limit.ts';
import { prepareLoad } from './deliver-load.ts';
import type { PreparedLoad } from './deliver-load.ts';
import { openKafkaWatch } from './kafka-watch.ts';
import { measureRound } from './measure-round.ts';
import type { Bench, RoundFigures } from './measure-round.ts';
import { startParseLimit } from './parse-limit.ts';
import {
  consumerSwitch,
  giveMandates,
  operatorToken,
  population,
  supplierToken,
  today,
  untilQuiet,
} from './platform-calls.ts';
import { peakMemory } from './process-figures.ts';
import { makeReport, toMarkdown } from './report.ts';
import { HELP, readSettings } from './settings.ts';
import type { BenchSettings } from './settings.ts';

const say = (line: string): void => {
  console.log(line);
};

const settings = readSettings(process.argv.slice(2));
if (settings === 'help') say(HELP);
else process.exitCode = await run(settings);

async function run(o: BenchSettings): Promise<number> {
  mkdirSync(BENCH_FOLDER, { recursive: true });
  say('Starting the platform, empty ...');
  const platform = await startBenchPlatform(o.keep);
  const parseLimit = await startParseLimit();
  try {
    const bench: Bench = { ...(await connect(platform)), parseLimit };
    const { rounds, loads } = await measure(bench, o);
    say('Checking the end state ...');
    const faults = [
      ...rounds.flatMap((round) => round.faults),
      ...(await endStateFaults({ loads, clients: bench.clients, kafka: bench.kafka })),
    ];
    // PostgreSQL is many processes that share most of their memory: one figure would say nothing.
    const pids = [...platform.pids].filter(([name]) => name !== 'postgresql');
    const memory = Object.fromEntries(pids.map(([name, pid]) => [name, peakMemory(pid)]));
    const report = makeReport({ settings: o, rounds: rounds.slice(1), faults, memory });
    const markdown = toMarkdown(report);
    writeFileSync(path.join(BENCH_FOLDER, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
    writeFileSync(path.join(BENCH_FOLDER, 'report.md'), markdown);
    say(`\n${markdown}`);
    await disconnect(bench);
    return faults.length === 0 ? 0 : 1;
  } finally {
    parseLimit.stop();
    await platform.stop();
  }
}

async function connect(platform: BenchPlatform): Promise<Omit<Bench, 'parseLimit'>> {
  const { endpoints } = platform;
  const operator = await operatorToken(endpoints);
  const open = async (database: StepDatabase): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: platform.adminUrl(database), application_name: 'bench' });
    await client.connect();
    return client;
  };
  const kafka = openKafkaWatch(endpoints.kafka);
  await kafka.createToolTopic();
  return {
    platform,
    clients: { intake: await open('intake'), identity: await open('identity'), register: await open('register') },
    kafka,
    quiet: () =>
      untilQuiet(
        [endpoints.intake, endpoints.vault, endpoints.register, endpoints.matching, endpoints.portfolio],
        operator,
      ),
    copyLimit: await openCopyLimit(platform),
    consumers: {
      register: consumerSwitch(endpoints.register, 'register-state.opdracht', operator),
      feedback: consumerSwitch(endpoints.intake, 'appointment-intake-terugkoppeling', operator),
      vault: consumerSwitch(endpoints.vault, 'identity-vault-registratie', operator),
    },
  };
}

async function disconnect(bench: Bench): Promise<void> {
  await bench.copyLimit.close();
  await bench.kafka.close();
  for (const client of Object.values(bench.clients)) await client.end();
}

/** Round 0 warms everything up and is not counted; its records are checked like all others. */
async function measure(bench: Bench, o: BenchSettings): Promise<{ rounds: RoundFigures[]; loads: GeneratedLoad[] }> {
  const began = performance.now();
  const makeLoads = await loadMaker(bench.platform, o);
  const rounds: RoundFigures[] = [];
  const loads: GeneratedLoad[] = [];
  for (let round = 0; round <= o.rounds; round += 1) {
    if (round > 1 && performance.now() - began > o.minutes * 60_000) {
      say(`${o.minutes} minutes are over: ${round - 1} of ${o.rounds} rounds were measured`);
      break;
    }
    const records = round === 0 ? Math.min(2_000, o.records) : o.records;
    const prepared = { accept: await makeLoads(records), path: await makeLoads(records) };
    loads.push(prepared.accept.load, prepared.path.load);
    const figures = await measureRound(bench, prepared);
    rounds.push(figures);
    if (round === 0) await bench.platform.gatherStatistics();
    say(`round ${round}${round === 0 ? ' (warm-up)' : ''}: ${inWords(figures)}`);
  }
  return { rounds, loads };
}

/** Makes loads of persons nobody used before. */
async function loadMaker(
  platform: BenchPlatform,
  o: BenchSettings,
): Promise<(records: number) => Promise<PreparedLoad>> {
  const { endpoints } = platform;
  const lists = loadCodeLists();
  const boards = boardsOf(lists.institutions, 1);
  say(`Giving mandates for ${boards.mandates.length} boards ...`);
  await giveMandates(endpoints, boards);
  const tokens = new Map<string, string>();
  for (const oin of boards.suppliers) tokens.set(oin, await supplierToken(endpoints, oin));
  let used = 0;
  let made = 0;
  return async (records) => {
    const persons = await population(endpoints, used, records);
    used += records;
    made += 1;
    const load = generateLoad({
      seed: o.seed * 1_000 + made,
      lists,
      today: await today(endpoints),
      now: new Date(),
      persons,
      records,
      perRequest: o.perRequest,
      streams: o.streams,
    });
    return prepareLoad(load, tokens);
  };
}

function inWords({ accept, drain, path: whole, parse, copy, faults }: RoundFigures): string {
  const perSecond = (of: { records: number; seconds: number }): string => (of.records / of.seconds).toFixed(0);
  const ratio = (limit: { seconds: number }, own: { seconds: number }): string =>
    (limit.seconds / own.seconds).toFixed(2);
  return [
    `accept ${perSecond(accept)}/s (${ratio(copy.accept, accept)} of COPY, ${ratio(parse, accept)} of parsing)`,
    `drain ${perSecond(drain)}/s (${ratio(copy.drain, drain)})`,
    `whole path ${perSecond(whole)}/s (${ratio(copy.path, whole)})`,
    ...(faults.length === 0 ? [] : [`${faults.length} receipts are wrong`]),
  ].join(', ');
}
