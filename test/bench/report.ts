import os from 'node:os';
import type { Measurement, RoundFigures } from './measure-round.ts';
import type { BenchSettings } from './settings.ts';
import { summarise } from './statistics.ts';
import type { Summary } from './statistics.ts';

export interface Report {
  readonly machine: { readonly cpus: number; readonly model: string; readonly memoryGb: number; readonly node: string };
  readonly settings: BenchSettings;
  readonly rounds: number;
  readonly records: number;
  /** Why the run has no speed; empty when it has. */
  readonly faults: readonly string[];
  readonly retried: number;
  /** Ratios to a limit of the same round: 1 = as fast as the limit. */
  readonly ratios: Readonly<Record<string, Summary>>;
  /** Per second. */
  readonly rates: Readonly<Record<string, Summary>>;
  /** CPU microseconds per record, by step and process. */
  readonly cpu: Readonly<Record<string, Readonly<Record<string, Summary>>>>;
  /** Highest resident memory by process, in bytes. */
  readonly memory: Readonly<Record<string, number>>;
}

/** Processes of the platform itself; the rest are servers, and the sandbox, which plays the outside world. */
const OWN = ['appointment-intake', 'identity-vault', 'register-state', 'diploma-matching', 'portfolio-storage'];

const TARGETS: Readonly<Record<string, string>> = {
  'B1 accept / L5 COPY': 'target 0.40, stretch 0.60',
  'B3 drain / L5 COPY': 'target 0.50, stretch 0.70',
  'B5 whole path / L5 COPY': 'target 0.20, stretch 0.30',
  'B10 CPU of own processes / parse + Ajv': 'target 12, stretch 8 (less is better)',
};

export function makeReport(o: {
  settings: BenchSettings;
  rounds: readonly RoundFigures[];
  faults: readonly string[];
  memory: Readonly<Record<string, number>>;
}): Report {
  const { rounds } = o;
  const over = (of: (round: RoundFigures) => number): Summary => summarise(rounds.map(of));
  return {
    machine: {
      cpus: os.availableParallelism(),
      model: os.cpus()[0]?.model ?? 'unknown',
      memoryGb: Math.round(os.totalmem() / 2 ** 30),
      node: process.version,
    },
    settings: o.settings,
    rounds: rounds.length,
    records: rounds.reduce((sum, round) => sum + round.accept.records + round.path.records, 0),
    faults: o.faults,
    retried: rounds.reduce((sum, round) => sum + round.retried, 0),
    ratios: {
      'B1 accept / L5 COPY': over((round) => round.copy.accept.seconds / round.accept.seconds),
      'B1 accept / L1 parse': over((round) => round.parse.seconds / round.accept.seconds),
      'B3 drain / L5 COPY': over((round) => round.copy.drain.seconds / round.drain.seconds),
      'B3 records published / L3 producer tool': over((round) => round.drain.published / round.producerTool),
      'B5 whole path / L5 COPY': over((round) => round.copy.path.seconds / round.path.seconds),
      'B10 CPU of own processes / parse + Ajv': over(
        (round) => ownCpu(round.path) / round.path.records / ((round.parse.cpu['parse'] ?? 0) / round.parse.records),
      ),
    },
    rates: {
      'B1 records accepted': over((round) => round.accept.records / round.accept.seconds),
      'B1 records accepted and published': over((round) => round.accept.records / round.accept.published),
      'B3 commands drained': over((round) => round.drain.records / round.drain.seconds),
      'B3 records published (events and feedback)': over((round) => round.drain.published),
      'B5 records, accept to feedback in stock': over((round) => round.path.records / round.path.seconds),
      'L1 records parsed': over((round) => round.parse.records / round.parse.seconds),
      'L3 records of the producer tool': over((round) => round.producerTool),
      'L5 records of B1 copied': over((round) => round.accept.records / round.copy.accept.seconds),
      'L5 commands of B3 copied': over((round) => round.drain.records / round.copy.drain.seconds),
      'L5 records of B5 copied': over((round) => round.path.records / round.copy.path.seconds),
    },
    cpu: {
      'B1 accept': cpuPerRecord(rounds.map((round) => round.accept)),
      'B3 drain': cpuPerRecord(rounds.map((round) => round.drain)),
      'B5 whole path': cpuPerRecord(rounds.map((round) => round.path)),
      'L1 parse': cpuPerRecord(rounds.map((round) => round.parse)),
    },
    memory: o.memory,
  };
}

export function toMarkdown(report: Report): string {
  const { machine, settings } = report;
  const lines = [
    '# Benchmark',
    '',
    `${report.rounds} rounds, ${report.records.toLocaleString('en')} records, ${settings.perRequest} per request, ${settings.streams} requests under way, seed ${settings.seed}.`,
    `${machine.cpus} × ${machine.model}, ${machine.memoryGb} GB, Node ${machine.node}; fsync on, synchronous_commit on, acks=all.`,
    'Median over the rounds with a bootstrap 90 % interval.',
    '',
  ];
  if (report.faults.length > 0) {
    lines.push('**The end state is wrong, so this run has no speed:**', '');
    lines.push(...report.faults.slice(0, 20).map((fault) => `- ${fault}`));
    if (report.faults.length > 20) lines.push(`- … and ${report.faults.length - 20} more`);
    return `${lines.join('\n')}\n`;
  }
  lines.push('| ratio | median | 90 % | |', '| --- | --- | --- | --- |');
  for (const [name, figure] of Object.entries(report.ratios)) {
    lines.push(`| ${name} | ${figure.median.toFixed(2)} | ${spread(figure, 2)} | ${TARGETS[name] ?? ''} |`);
  }
  lines.push('', '| per second | median | 90 % |', '| --- | --- | --- |');
  for (const [name, figure] of Object.entries(report.rates)) {
    lines.push(`| ${name} | ${figure.median.toFixed(0)} | ${spread(figure, 0)} |`);
  }
  const processes = [...new Set(Object.values(report.cpu).flatMap((step) => Object.keys(step)))];
  const steps = Object.keys(report.cpu);
  lines.push('', `| CPU µs per record | ${steps.join(' | ')} |`, `| --- |${' --- |'.repeat(steps.length)}`);
  for (const name of processes) {
    const cells = steps.map((step) => report.cpu[step]?.[name]?.median.toFixed(1) ?? '');
    lines.push(`| ${name} | ${cells.join(' | ')} |`);
  }
  lines.push('', '| highest resident memory | MB |', '| --- | --- |');
  for (const [name, bytes] of Object.entries(report.memory)) lines.push(`| ${name} | ${(bytes / 1e6).toFixed(0)} |`);
  if (report.retried > 0) lines.push('', `${report.retried} requests were answered 429 or 503 and sent again.`);
  return `${lines.join('\n')}\n`;
}

const spread = ({ low, high }: Summary, digits: number): string => `${low.toFixed(digits)}–${high.toFixed(digits)}`;

function ownCpu({ cpu }: Measurement): number {
  return OWN.reduce((sum, name) => sum + (cpu[name] ?? 0), 0);
}

function cpuPerRecord(measurements: readonly Measurement[]): Record<string, Summary> {
  const names = Object.keys(measurements[0]?.cpu ?? {});
  return Object.fromEntries(
    names.map((name) => [name, summarise(measurements.map(({ cpu, records }) => ((cpu[name] ?? 0) / records) * 1e6))]),
  );
}
