import { parseArgs } from 'node:util';

export interface BenchSettings {
  /** Measured rounds; each delivers `records` twice (accept and drain, then the whole path). */
  readonly rounds: number;
  readonly records: number;
  readonly perRequest: number;
  readonly streams: number;
  /** No new round begins after this many minutes. */
  readonly minutes: number;
  readonly seed: number;
  readonly keep: boolean;
}

export const HELP = `Measures the platform against limits of this machine, side by side in one run.

  npm run bench                          5 rounds of 2 × 10,000 records, about 10 minutes on two cores
  npm run bench -- --rounds 7 --records 50000 --minutes 60

  --rounds N       measured rounds after one that warms up (5)
  --records N      records per step of a round (10000)
  --per-request N  records per request (100)
  --streams N      requests under way at once (8)
  --minutes N      begin no round after this many minutes (30)
  --seed N         seed of the generated records (1)
  --keep           leave the data and logs of the run in .data/bench

Writes .data/bench/report.json and report.md, and prints the latter. Never fails for being slow; exit code 1 when the
end state is not what the records should have led to, because a run like that has no speed.`;

export function readSettings(args: readonly string[]): BenchSettings | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '5' },
      records: { type: 'string', default: '10000' },
      'per-request': { type: 'string', default: '100' },
      streams: { type: 'string', default: '8' },
      minutes: { type: 'string', default: '30' },
      seed: { type: 'string', default: '1' },
      keep: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    rounds: positive('rounds', values.rounds),
    records: positive('records', values.records),
    perRequest: positive('per-request', values['per-request']),
    streams: positive('streams', values.streams),
    minutes: positive('minutes', values.minutes),
    seed: positive('seed', values.seed),
    keep: values.keep,
  };
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`--${name} must be a whole number above 0`);
  return value;
}
