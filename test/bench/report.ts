import os from 'node:os';
import type { DayTurnFigures } from './measure-day-turn.ts';
import type { DecideFigures } from './measure-decide.ts';
import type { GrowthFigures } from './measure-growth.ts';
import type { JudgeFigures } from './measure-judge.ts';
import type { LatencyFigures } from './measure-latency.ts';
import type { RebuildFigures } from './measure-rebuild.ts';
import type { RoundFigures } from './measure-round.ts';
import type { StreamFigures } from './measure-stream.ts';
import type { Measurement } from './measurement.ts';
import type { BenchSettings } from './settings.ts';
import { summarise } from './statistics.ts';
import type { Summary } from './statistics.ts';

/** What was measured; steps that were not asked for are absent. */
export interface Measured {
  readonly rounds: readonly RoundFigures[];
  readonly stream?: StreamFigures;
  readonly judge?: JudgeFigures;
  readonly decide?: DecideFigures;
  readonly latency?: LatencyFigures;
  readonly rebuild?: RebuildFigures;
  readonly growth?: GrowthFigures;
  readonly dayTurn?: DayTurnFigures;
}

export interface Report extends Omit<Measured, 'rounds'> {
  readonly machine: { readonly cpus: number; readonly model: string; readonly memoryGb: number; readonly node: string };
  readonly settings: BenchSettings;
  readonly rounds: number;
  readonly records: number;
  /** Why the run has no speed; empty when it has. */
  readonly faults: readonly string[];
  readonly retried: number;
  /** Ratios to a limit or a peer of the same round: 1 = as fast as that. */
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

export function makeReport(o: {
  settings: BenchSettings;
  measured: Measured;
  faults: readonly string[];
  memory: Readonly<Record<string, number>>;
}): Report {
  const { rounds, ...others } = o.measured;
  const { stream } = others;
  return {
    machine: {
      cpus: os.availableParallelism(),
      model: os.cpus()[0]?.model ?? 'unknown',
      memoryGb: Math.round(os.totalmem() / 2 ** 30),
      node: process.version,
    },
    settings: o.settings,
    rounds: rounds.length,
    records: rounds.reduce((sum, round) => sum + recordsOf(round), stream?.records ?? 0),
    faults: o.faults,
    retried: rounds.reduce((sum, round) => sum + round.retried, 0),
    ratios: { ...ratiosOf(rounds), ...ratiosAtOnce(o.measured) },
    rates: ratesOf(rounds),
    cpu: cpuOf(o.measured),
    memory: o.memory,
    ...others,
  };
}

/** The platform's own records; the monolith got those of `single` too. */
function recordsOf({ accept, path, single }: RoundFigures): number {
  return [accept, path, single?.accept.own, single?.path.own].reduce((sum, part) => sum + (part?.records ?? 0), 0);
}

function ratiosOf(rounds: readonly RoundFigures[]): Record<string, Summary> {
  return summaries(rounds, {
    'B1 accept / L5 COPY': ({ accept }) => accept && accept.copy.seconds / accept.seconds,
    'B1 accept / L1 parse': ({ accept, parse }) => accept && parse && parse.seconds / accept.seconds,
    'B2 single records, accept / P5 monolith': ({ single }) =>
      single && single.accept.monolith.seconds / single.accept.own.seconds,
    'B2 single records, accept to feedback in stock / P5 monolith': ({ single }) =>
      single && single.path.monolith.seconds / single.path.own.seconds,
    'B3 drain / L5 COPY': ({ drain }) => drain && drain.copy.seconds / drain.seconds,
    'B3 records published / L3 producer tool': ({ drain }) => drain && drain.published / drain.producerTool,
    'B5 whole path / L5 COPY': ({ path }) => path && path.copy.seconds / path.seconds,
    'B10 CPU of own processes / parse + Ajv': ({ path, parse }) =>
      path && parse && ownCpu(path) / path.records / ((parse.cpu['parse'] ?? 0) / parse.records),
  });
}

/** Of what is measured once: its interval says nothing, and is the figure itself. */
function ratiosAtOnce({ rounds, latency, rebuild, growth }: Measured): Record<string, Summary> {
  const drained = rounds.flatMap(({ drain }) => (drain === undefined ? [] : [drain.records / drain.seconds]));
  const [first, last] = [growth?.slices[0], growth?.slices.at(-1)];
  const figures: Record<string, number | undefined> = {
    'B6 send to event p50 / floor p50': latency && latency.event.p50 / latency.floor.whole.p50,
    'B6 send to event p99 / floor p99': latency && latency.event.p99 / latency.floor.whole.p99,
    'B6 send to receipt p50 / one commit p50': latency && latency.receipt.p50 / latency.floor.commit.p50,
    'B7 rebuild / own drain': rebuild && rebuild.commands / rebuild.seconds / summarise(drained).median,
    'B8 last slice / first': first && last && last.perSecond / first.perSecond,
    'B8 look-up of a receipt, p99 last / first': first && last && last.receipt.p99 / first.receipt.p99,
    'B8 look-up of a registration, p99 last / first': first && last && last.registration.p99 / first.registration.p99,
  };
  return Object.fromEntries(
    Object.entries(figures).flatMap(([name, value]) => (value === undefined ? [] : [[name, summarise([value])]])),
  );
}

function ratesOf(rounds: readonly RoundFigures[]): Record<string, Summary> {
  const rate = (part: Pick<Measurement, 'records' | 'seconds'> | undefined): number | undefined =>
    part && part.records / part.seconds;
  return summaries(rounds, {
    'B1 records accepted': ({ accept }) => rate(accept),
    'B1 records accepted and published': ({ accept }) => accept && accept.records / accept.published,
    'B2 single records accepted': ({ single }) => rate(single?.accept.own),
    'B2 single records, accept to feedback in stock': ({ single }) => rate(single?.path.own),
    'P5 single records of the monolith': ({ single }) => rate(single?.accept.monolith),
    'B3 commands drained': ({ drain }) => rate(drain),
    'B3 records published (events and feedback)': ({ drain }) => drain?.published,
    'B5 records, accept to feedback in stock': ({ path }) => rate(path),
    'L1 records parsed': ({ parse }) => rate(parse),
    'L3 records of the producer tool': ({ drain }) => drain?.producerTool,
    'L5 records of B1 copied': ({ accept }) => accept && accept.records / accept.copy.seconds,
    'L5 commands of B3 copied': ({ drain }) => drain && drain.records / drain.copy.seconds,
    'L5 records of B5 copied': ({ path }) => path && path.records / path.copy.seconds,
  });
}

/** Figures by name; those that no round has are left out. */
function summaries(
  rounds: readonly RoundFigures[],
  figures: Readonly<Record<string, (round: RoundFigures) => number | undefined>>,
): Record<string, Summary> {
  return Object.fromEntries(
    Object.entries(figures).flatMap(([name, of]) => {
      const values = rounds.map(of).filter((value) => value !== undefined);
      return values.length === 0 ? [] : [[name, summarise(values)]];
    }),
  );
}

function cpuOf({ rounds, stream }: Measured): Report['cpu'] {
  const steps: Record<string, (Measurement | undefined)[]> = {
    'B1 accept': rounds.map((round) => round.accept),
    'B2 single, accept': rounds.map((round) => round.single?.accept.own),
    'B2 single, to feedback': rounds.map((round) => round.single?.path.own),
    'P5 single': rounds.map((round) => round.single?.accept.monolith),
    'B3 drain': rounds.map((round) => round.drain),
    'B5 whole path': rounds.map((round) => round.path),
    lines: [stream],
    'L1 parse': rounds.map((round) => round.parse),
  };
  return Object.fromEntries(
    Object.entries(steps).flatMap(([name, parts]) => {
      const measured = parts.filter((part) => part !== undefined);
      return measured.length === 0 ? [] : [[name, cpuPerRecord(measured)]];
    }),
  );
}

function ownCpu({ cpu }: Measurement): number {
  return OWN.reduce((sum, name) => sum + (cpu[name] ?? 0), 0);
}

function cpuPerRecord(measurements: readonly Measurement[]): Record<string, Summary> {
  const names = Object.keys(measurements[0]?.cpu ?? {});
  return Object.fromEntries(
    names.map((name) => [name, summarise(measurements.map(({ cpu, records }) => ((cpu[name] ?? 0) / records) * 1e6))]),
  );
}
