/** `npm run bench`: see settings.ts for what it takes, README.md for what it measures. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import type { GeneratedLoad } from '../../scripts/generator/generate-load.ts';
import type { Bench } from './bench.ts';
import { BENCH_FOLDER, startBenchPlatform } from './bench-platform.ts';
import type { BenchPlatform, StepDatabase } from './bench-platform.ts';
import { endStateFaults } from './check-end-state.ts';
import { monolithFaults } from './check-monolith.ts';
import { openCopyLimit } from './copy-limit.ts';
import { openKafkaWatch } from './kafka-watch.ts';
import { createLoadMaker } from './load-maker.ts';
import type { LoadMaker } from './load-maker.ts';
import { measureDayTurn } from './measure-day-turn.ts';
import { measureDecide } from './measure-decide.ts';
import { measureGrowth } from './measure-growth.ts';
import { measureJudge } from './measure-judge.ts';
import { measureLatency } from './measure-latency.ts';
import { measureRebuild } from './measure-rebuild.ts';
import { measureRound } from './measure-round.ts';
import type { RoundFigures, RoundLoads } from './measure-round.ts';
import { measureStream } from './measure-stream.ts';
import type { Measurement } from './measurement.ts';
import { startMonolith } from './monolith/start-monolith.ts';
import type { Monolith } from './monolith/start-monolith.ts';
import { openClient } from './open-client.ts';
import { startParseLimit } from './parse-limit.ts';
import { consumerSwitch, operatorToken, untilQuiet } from './platform-calls.ts';
import { peakMemory } from './process-figures.ts';
import { makeReport } from './report.ts';
import type { Measured } from './report.ts';
import { toMarkdown } from './report-markdown.ts';
import { HELP, readSettings } from './settings.ts';
import type { BenchSettings, Step } from './settings.ts';

const say = (line: string): void => {
  console.log(line);
};

const IN_ROUNDS: readonly Step[] = ['accept', 'drain', 'path', 'single'];
const WARM_UP_RECORDS = 2_000;
/** Of a run that needs no platform. */
const BY_THEMSELVES: readonly Step[] = ['judge', 'decide', 'day-turn'];
const NOTHING: Outcome = { measured: { rounds: [] }, faults: [], memory: {} };

const settings = readSettings(process.argv.slice(2));
if (settings === 'help') say(HELP);
else process.exitCode = await run(settings);

interface Outcome {
  readonly measured: Measured;
  readonly faults: readonly string[];
  readonly memory: Readonly<Record<string, number>>;
}

async function run(o: BenchSettings): Promise<number> {
  mkdirSync(BENCH_FOLDER, { recursive: true });
  const judge = o.only.includes('judge') ? await measureJudge() : undefined;
  const decide = o.only.includes('decide') ? await measureDecide() : undefined;
  const dayTurn = o.only.includes('day-turn') ? await measureDayTurn({ keep: o.keep, say }) : undefined;
  const needsPlatform = o.only.some((step) => !BY_THEMSELVES.includes(step));
  const { measured, faults, memory } = needsPlatform ? await measureOnPlatform(o) : NOTHING;
  const report = makeReport({
    settings: o,
    measured: {
      ...measured,
      ...(judge === undefined ? {} : { judge }),
      ...(decide === undefined ? {} : { decide }),
      ...(dayTurn === undefined ? {} : { dayTurn }),
    },
    faults: [...faults, ...(dayTurn?.faults ?? [])],
    memory,
  });
  const markdown = toMarkdown(report);
  writeFileSync(path.join(BENCH_FOLDER, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(path.join(BENCH_FOLDER, 'report.md'), markdown);
  say(`\n${markdown}`);
  return report.faults.length === 0 ? 0 : 1;
}

async function measureOnPlatform(o: BenchSettings): Promise<Outcome> {
  say('Starting the platform, empty ...');
  const platform = await startBenchPlatform(o.keep);
  const parseLimit = await startParseLimit();
  let monolith: Monolith | undefined;
  const stop = async (): Promise<void> => {
    parseLimit.stop();
    await monolith?.stop();
    await platform.stop();
  };
  // Told to end, the run takes its platform with it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void stop().finally(() => process.exit(130)));
  try {
    if (o.only.includes('single')) monolith = await startMonolith(platform, o.pool);
    const bench: Bench = {
      ...(await connect(platform)),
      parseLimit,
      ...(monolith === undefined ? {} : { monolith }),
    };
    const { measured, faults } = await measure(bench, o);
    // PostgreSQL is many processes that share most of their memory: one figure would say nothing.
    const pids = [...platform.pids].filter(([name]) => name !== 'postgresql');
    if (monolith !== undefined) pids.push(['monolith', monolith.pid]);
    const memory = Object.fromEntries(pids.map(([name, pid]) => [name, peakMemory(pid)]));
    await disconnect(bench);
    return { measured, faults, memory };
  } finally {
    await stop();
  }
}

async function connect(platform: BenchPlatform): Promise<Omit<Bench, 'parseLimit' | 'monolith'>> {
  const { endpoints } = platform;
  const operator = await operatorToken(endpoints);
  const open = (database: StepDatabase): Promise<pg.Client> => openClient(platform.adminUrl(database));
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

async function measure(bench: Bench, o: BenchSettings): Promise<Pick<Outcome, 'measured' | 'faults'>> {
  const maker = await createLoadMaker(bench.platform, { seed: o.seed, say });
  await bench.monolith?.copyMandates(bench.clients.intake);
  const { rounds, loads, singles } = await measureRounds(bench, maker, o);
  const stream = o.only.includes('stream') ? await measureStream(bench, maker, o.lines) : undefined;
  if (stream !== undefined) loads.push(stream.load);
  const latency = o.only.includes('latency')
    ? await measureLatency(bench, maker, { records: o.singles, connections: o.connections })
    : undefined;
  if (latency !== undefined) loads.push(...latency.loads);
  const rebuild = o.only.includes('rebuild') ? await measureRebuild(bench) : undefined;
  say('Checking the end state ...');
  const { clients, kafka, monolith } = bench;
  const faults = [
    ...rounds.flatMap((round) => round.faults),
    ...(stream?.faults ?? []),
    ...(latency?.faults ?? []),
    ...(rebuild?.faults ?? []),
    ...(await endStateFaults({ loads, clients, kafka })),
    ...(monolith === undefined ? [] : await monolithFaults({ loads: singles, client: monolith.client, clients })),
  ];
  // Last: its loads are checked as they go, because nobody can hold a million records to the end.
  const growth = o.only.includes('growth')
    ? await measureGrowth(bench, maker, { records: o.grown, perRequest: o.perRequest, streams: o.streams, say })
    : undefined;
  return {
    measured: {
      rounds: rounds.slice(1),
      ...(stream === undefined ? {} : { stream: stream.figures }),
      ...(latency === undefined ? {} : { latency: latency.figures }),
      ...(rebuild === undefined ? {} : { rebuild: rebuild.figures }),
      ...(growth === undefined ? {} : { growth: growth.figures }),
    },
    faults: [...faults, ...(growth?.faults ?? [])],
  };
}

/** Round 0 warms everything up and is not counted; its records are checked like all others. */
async function measureRounds(
  bench: Bench,
  maker: LoadMaker,
  o: BenchSettings,
): Promise<{ rounds: RoundFigures[]; loads: GeneratedLoad[]; singles: GeneratedLoad[] }> {
  const began = performance.now();
  const rounds: RoundFigures[] = [];
  const loads: GeneratedLoad[] = [];
  const singles: GeneratedLoad[] = [];
  const last = o.only.some((step) => IN_ROUNDS.includes(step)) ? o.rounds : -1;
  for (let round = 0; round <= last; round += 1) {
    if (round > 1 && performance.now() - began > o.minutes * 60_000) {
      say(`${o.minutes} minutes are over: ${round - 1} of ${o.rounds} rounds were measured`);
      break;
    }
    const most = round === 0 ? WARM_UP_RECORDS : Number.POSITIVE_INFINITY;
    const prepared = await prepareRound(maker, o, most);
    const single = prepared.single === undefined ? [] : [prepared.single.accept.load, prepared.single.path.load];
    singles.push(...single);
    loads.push(...[prepared.accept, prepared.path].flatMap((one) => one?.load ?? []), ...single);
    const figures = await measureRound(bench, prepared, { round, steps: o.only });
    rounds.push(figures);
    if (round === 0) {
      await bench.platform.gatherStatistics();
      await bench.monolith?.gatherStatistics();
    }
    say(`round ${round}${round === 0 ? ' (warm-up)' : ''}: ${inWords(figures)}`);
  }
  return { rounds, loads, singles };
}

async function prepareRound(maker: LoadMaker, o: BenchSettings, most: number): Promise<RoundLoads> {
  const many = { records: Math.min(o.records, most), perRequest: o.perRequest, streams: o.streams };
  const one = { records: Math.min(o.singles, most), perRequest: 1, streams: o.connections };
  const has = (step: Step): boolean => o.only.includes(step);
  return {
    ...(has('accept') || has('drain') ? { accept: await maker.prepare(many) } : {}),
    ...(has('path') ? { path: await maker.prepare(many) } : {}),
    ...(has('single') ? { single: { accept: await maker.prepare(one), path: await maker.prepare(one) } } : {}),
  };
}

function inWords({ accept, drain, path: whole, parse, single, faults }: RoundFigures): string {
  const perSecond = (of: Measurement): string => (of.records / of.seconds).toFixed(0);
  const ratio = (limit: { seconds: number }, own: { seconds: number }): string =>
    (limit.seconds / own.seconds).toFixed(2);
  return [
    accept && `accept ${perSecond(accept)}/s (${ratio(accept.copy, accept)} of COPY)`,
    accept && parse && `${ratio(parse, accept)} of parsing`,
    drain && `drain ${perSecond(drain)}/s (${ratio(drain.copy, drain)})`,
    whole && `whole path ${perSecond(whole)}/s (${ratio(whole.copy, whole)})`,
    single &&
      `single ${perSecond(single.accept.own)}/s (${ratio(single.accept.monolith, single.accept.own)} of the monolith, to feedback ${ratio(single.path.monolith, single.path.own)})`,
    faults.length > 0 && `${faults.length} receipts are wrong`,
  ]
    .filter(Boolean)
    .join(', ');
}
