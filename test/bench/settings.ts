import { parseArgs } from 'node:util';

/** What can be measured by itself. */
export const STEPS = [
  'accept',
  'drain',
  'path',
  'single',
  'stream',
  'judge',
  'decide',
  'day-turn',
  'latency',
  'rebuild',
  'growth',
] as const;
export type Step = (typeof STEPS)[number];
/** Measured when it is asked for by name: a million records take a long while. */
const NOT_WITHOUT_ASKING: readonly Step[] = ['growth'];

export interface BenchSettings {
  readonly only: readonly Step[];
  /** Measured rounds; each delivers `records` twice (accept and drain, then the whole path) and `singles` twice. */
  readonly rounds: number;
  readonly records: number;
  readonly perRequest: number;
  readonly streams: number;
  /** Records that go one per request, over `connections` connections. */
  readonly singles: number;
  readonly connections: number;
  /** Connections of the monolith to its database. */
  readonly pool: number;
  /** Records of the one delivery that goes as lines. */
  readonly lines: number;
  /** Records of `growth`, in ten slices. */
  readonly grown: number;
  /** No new round begins after this many minutes. */
  readonly minutes: number;
  readonly seed: number;
  readonly keep: boolean;
}

export const HELP = `Measures the platform against limits of this machine and a peer, side by side in one run.

  npm run bench                          all steps, 5 rounds, about 12 minutes on two cores
  npm run bench -- --only accept,drain
  npm run bench -- --rounds 7 --records 50000 --minutes 60

  --only S,S       steps out of ${STEPS.join(', ')} (all but growth; rebuild measures drain too)
  --rounds N       measured rounds after one that warms up (5)
  --records N      records per step of a round (10000)
  --per-request N  records per request (100)
  --streams N      requests under way at once (8)
  --singles N      records per round that go one per request, twice (3000)
  --connections N  connections for these (64)
  --pool N         connections of the monolith to its database (32)
  --lines N        records of the delivery in lines (30000)
  --grown N        records that growth delivers, in ten slices (1000000)
  --minutes N      begin no round after this many minutes (30)
  --seed N         seed of the generated records (1)
  --keep           leave the data and logs of the run in .data/bench

Writes .data/bench/report.json and report.md, and prints the latter. Never fails for being slow; exit code 1 when the
end state is not what the records should have led to, because a run like that has no speed.`;

export function readSettings(args: readonly string[]): BenchSettings | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string', default: STEPS.filter((step) => !NOT_WITHOUT_ASKING.includes(step)).join(',') },
      rounds: { type: 'string', default: '5' },
      records: { type: 'string', default: '10000' },
      'per-request': { type: 'string', default: '100' },
      streams: { type: 'string', default: '8' },
      singles: { type: 'string', default: '3000' },
      connections: { type: 'string', default: '64' },
      pool: { type: 'string', default: '32' },
      lines: { type: 'string', default: '30000' },
      grown: { type: 'string', default: '1000000' },
      minutes: { type: 'string', default: '30' },
      seed: { type: 'string', default: '1' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    only: steps(values.only),
    rounds: positive('rounds', values.rounds),
    records: positive('records', values.records),
    perRequest: positive('per-request', values['per-request']),
    streams: positive('streams', values.streams),
    singles: positive('singles', values.singles),
    connections: positive('connections', values.connections),
    pool: positive('pool', values.pool),
    lines: positive('lines', values.lines),
    grown: positive('grown', values.grown),
    minutes: positive('minutes', values.minutes),
    seed: positive('seed', values.seed),
    keep: values.keep,
  };
}

function steps(text: string): Step[] {
  const asked = new Set(text.split(','));
  // A rebuild is held against the drain of the same run.
  if (asked.has('rebuild')) asked.add('drain');
  const found = STEPS.filter((step) => asked.has(step));
  if (found.length !== asked.size) throw new RangeError(`--only takes steps out of ${STEPS.join(', ')}`);
  return found;
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`--${name} must be a whole number above 0`);
  return value;
}
