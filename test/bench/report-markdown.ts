import type { DecideFigures } from './measure-decide.ts';
import type { DayTurnFigures } from './measure-day-turn.ts';
import type { GrowthFigures } from './measure-growth.ts';
import type { JudgeFigures } from './measure-judge.ts';
import type { LatencyFigures } from './measure-latency.ts';
import type { StreamFigures } from './measure-stream.ts';
import type { Report } from './report.ts';
import type { Quantiles, Summary } from './statistics.ts';

const TARGETS: Readonly<Record<string, string>> = {
  'B1 accept / L5 COPY': 'target 0.40, stretch 0.60',
  'B2 single records, accept / P5 monolith': 'target 3, stretch 6',
  'B3 drain / L5 COPY': 'target 0.50, stretch 0.70',
  'B5 whole path / L5 COPY': 'target 0.20, stretch 0.30',
  'B6 send to event p50 / floor p50': 'target 2.5, stretch 2 (less is better)',
  'B6 send to event p99 / floor p99': 'target 6, stretch 4 (less is better)',
  'B7 rebuild / own drain': 'target 1.8, stretch 2.5',
  'B8 last slice / first': 'target 0.85, stretch 0.95',
  'B8 look-up of a receipt, p99 last / first': 'target 1.2, stretch 1.1 (less is better)',
  'B8 look-up of a registration, p99 last / first': 'target 1.2, stretch 1.1 (less is better)',
  'B10 CPU of own processes / parse + Ajv': 'target 12, stretch 8 (less is better)',
};
const FAULTS_SHOWN = 20;

/** The report for people. A run with faults has no speed, and shows none. */
export function toMarkdown(report: Report): string {
  const parts = report.faults.length > 0 ? [faultLines(report.faults)] : figureParts(report);
  return `${[...headLines(report), ...parts.flatMap((lines) => ['', ...lines])].join('\n')}\n`;
}

function headLines({ machine, settings, rounds, records }: Report): string[] {
  const { perRequest, streams, connections, seed } = settings;
  return [
    '# Benchmark',
    '',
    `Steps ${settings.only.join(', ')}; ${rounds} rounds, ${records.toLocaleString('en')} records, ${perRequest} per request, ${streams} requests under way (single records: ${connections}), seed ${seed}.`,
    `${machine.cpus} × ${machine.model}, ${machine.memoryGb} GB, Node ${machine.node}; fsync on, synchronous_commit on, acks=all.`,
    'Median over the rounds with a bootstrap 90 % interval.',
  ];
}

function faultLines(faults: readonly string[]): string[] {
  const more = faults.length - FAULTS_SHOWN;
  return [
    '**The end state is wrong, so this run has no speed:**',
    '',
    ...faults.slice(0, FAULTS_SHOWN).map((fault) => `- ${fault}`),
    ...(more > 0 ? [`- … and ${more} more`] : []),
  ];
}

function figureParts(report: Report): string[][] {
  return [
    table('ratio', report.ratios, 2, TARGETS),
    table('per second', report.rates, 0),
    cpuTable(report.cpu),
    report.stream === undefined ? [] : streamTable(report.stream),
    report.judge === undefined ? [] : judgeTable(report.judge),
    report.latency === undefined ? [] : latencyTable(report.latency),
    report.growth === undefined ? [] : growthTable(report.growth),
    report.decide === undefined ? [] : decideTable(report.decide),
    report.dayTurn === undefined ? [] : dayTurnTable(report.dayTurn),
    memoryTable(report.memory),
    report.retried === 0 ? [] : [`${report.retried} requests were answered 429 or 503 and sent again.`],
  ].filter((lines) => lines.length > 0);
}

function table(
  title: string,
  figures: Readonly<Record<string, Summary>>,
  digits: number,
  notes?: Readonly<Record<string, string>>,
): string[] {
  const rows = Object.entries(figures);
  if (rows.length === 0) return [];
  const last = notes === undefined ? '' : ' |';
  return [
    `| ${title} | median | 90 % |${last}`,
    `| --- | --- | --- |${notes === undefined ? '' : ' --- |'}`,
    ...rows.map(
      ([name, figure]) =>
        `| ${name} | ${figure.median.toFixed(digits)} | ${spread(figure, digits)} |${notes === undefined ? '' : ` ${notes[name] ?? ''} |`}`,
    ),
  ];
}

function cpuTable(cpu: Report['cpu']): string[] {
  const steps = Object.keys(cpu);
  if (steps.length === 0) return [];
  const processes = [...new Set(Object.values(cpu).flatMap((step) => Object.keys(step)))];
  return [
    `| CPU µs per record | ${steps.join(' | ')} |`,
    `| --- |${' --- |'.repeat(steps.length)}`,
    ...processes.map(
      (name) => `| ${name} | ${steps.map((step) => cpu[step]?.[name]?.median.toFixed(1) ?? '').join(' | ')} |`,
    ),
  ];
}

function streamTable({ lines, seconds, singles, eventLoop, memory }: StreamFigures): string[] {
  return [
    '| one delivery in lines, single records beside it | |',
    '| --- | --- |',
    `| lines | ${lines.toLocaleString('en')} |`,
    `| lines per second | ${(lines / seconds).toFixed(0)} |`,
    `| single records beside it | ${singles.records}, p50 ${singles.p50.toFixed(0)} ms, p99 ${singles.p99.toFixed(0)} ms |`,
    `| delay of intake's event loop (idle: 10 ms) | p50 ${eventLoop.p50.toFixed(1)} ms, p99 ${eventLoop.p99.toFixed(1)} ms, highest ${eventLoop.max.toFixed(1)} ms |`,
    `| resident memory of intake, every second | ${memory.map(megabytes).join(', ')} MB |`,
  ];
}

function judgeTable({ records, shortest, longest, microseconds }: JudgeFigures): string[] {
  return [
    `| CPU µs per sound record of ${shortest} to ${longest} characters (${records} of them) | |`,
    '| --- | --- |',
    ...Object.entries(microseconds).map(([what, took]) => `| ${what} | ${took.toFixed(2)} |`),
  ];
}

const milli = ({ p50, p99 }: Quantiles): string => `${p50.toFixed(2)} | ${p99.toFixed(2)}`;

function latencyTable({ capacity, perSecond, records, receipt, event, floor }: LatencyFigures): string[] {
  return [
    `| ms, ${records} single records at ${perSecond.toFixed(0)}/s of ${capacity.toFixed(0)}/s | p50 | p99 |`,
    '| --- | --- | --- |',
    `| send to receipt | ${milli(receipt)} |`,
    `| send to event readable | ${milli(event)} |`,
    `| floor: one commit | ${milli(floor.commit)} |`,
    `| floor: two commits, two broker hops | ${milli(floor.whole)} |`,
  ];
}

function growthTable({ slices }: GrowthFigures): string[] {
  const ends = [slices[0], slices.at(-1)].filter((slice) => slice !== undefined);
  const processes = Object.keys(ends[0]?.memory ?? {}).filter((name) => name !== 'postgresql');
  return [
    '| records | per second | receipt p50 ms | p99 | registration p50 ms | p99 |',
    '| --- | --- | --- | --- | --- | --- |',
    ...slices.map(
      ({ records, perSecond, receipt, registration }) =>
        `| ${records} | ${perSecond.toFixed(0)} | ${milli(receipt)} | ${milli(registration)} |`,
    ),
    '',
    `| resident MB at | ${ends.map(({ records }) => records).join(' | ')} |`,
    `| --- |${' --- |'.repeat(ends.length)}`,
    ...processes.map((name) => `| ${name} | ${ends.map(({ memory }) => megabytes(memory[name] ?? 0)).join(' | ')} |`),
  ];
}

function decideTable({ decisions, sizes }: DecideFigures): string[] {
  const milliseconds = (microseconds: number): string => (microseconds / 1000).toFixed(3);
  const rows = Object.entries(sizes).flatMap(([size, { p50, p99, all, kinds }]) => [
    [`a person with ${size}`, p50, p99] as const,
    ['… each try by itself', all.p50, all.p99] as const,
    ...Object.entries(kinds).map(([kind, of]) => [`… ${kind}`, of.p50, of.p99] as const),
  ]);
  return [
    `| decide, evolve and next due day, ms (${decisions} decisions each, the lowest of three tries; at most 1 at p99) | p50 | p99 |`,
    '| --- | --- | --- |',
    ...rows.map(([what, p50, p99]) => `| ${what} | ${milliseconds(p50)} | ${milliseconds(p99)} |`),
  ];
}

function dayTurnTable({ persons, due, turns }: DayTurnFigures): string[] {
  const perPerson = (seconds: number): string => ((seconds / due) * 1e6).toFixed(0);
  return [
    `| turn of a day with ${persons} persons, ${due} of them due (at most 20 s) | s | µs per person due | CPU µs | events |`,
    '| --- | --- | --- | --- | --- |',
    ...Object.entries(turns).map(
      ([what, { seconds, cpuSeconds, events }]) =>
        `| ${what} | ${seconds.toFixed(2)} | ${perPerson(seconds)} | ${perPerson(cpuSeconds)} | ${events} |`,
    ),
  ];
}

function memoryTable(memory: Report['memory']): string[] {
  const rows = Object.entries(memory).map(([name, bytes]) => `| ${name} | ${megabytes(bytes)} |`);
  return rows.length === 0 ? [] : ['| highest resident memory | MB |', '| --- | --- |', ...rows];
}

const spread = ({ low, high }: Summary, digits: number): string => `${low.toFixed(digits)}–${high.toFixed(digits)}`;
const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
