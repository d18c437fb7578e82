import { parseArgs } from 'node:util';

export const FUZZED_SERVICES = [
  'appointment-intake',
  'register-state',
  'portfolio-storage',
  'diploma-matching',
  'identity-vault',
] as const;

export type FuzzedService = (typeof FUZZED_SERVICES)[number];

export interface FuzzSettings {
  /** Of sending requests; starting and stopping the platform come on top. */
  readonly minutes: number;
  readonly seed: number;
  readonly services: readonly FuzzedService[];
  readonly keep: boolean;
  /** File to write the counts to, for the run of all tests. */
  readonly outcome: string | undefined;
}

export const HELP = `Sends the services what their OpenAPI documents allow and what they forbid, with the token of every role.

  npm run fuzz                                       appointment-intake, 1 minute
  npm run fuzz -- --minutes 10 --seed 7
  npm run fuzz -- --service register-state --service identity-vault

  --minutes N      of sending requests, shared by the services (1)
  --seed N         seed of what is made up (1)
  --service NAME   ${FUZZED_SERVICES.join(', ')}; may be given several times
  --keep           leave the data and logs of the platform in .data/fuzz/platform

Needs Python 3.10 or newer; schemathesis is installed into .data/fuzz/venv. Exit code 1 when a check failed; what was sent
and answered then is printed as curl commands, and stands in .data/fuzz/reports.`;

export function readSettings(args: readonly string[]): FuzzSettings | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      minutes: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      service: { type: 'string', multiple: true, default: ['appointment-intake'] },
      keep: { type: 'boolean', default: false },
      outcome: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  return {
    minutes: positive('minutes', values.minutes),
    seed: positive('seed', values.seed),
    services: values.service.map(fuzzedService),
    keep: values.keep,
    outcome: values.outcome,
  };
}

function fuzzedService(name: string): FuzzedService {
  const service = FUZZED_SERVICES.find((known) => known === name);
  if (service === undefined) throw new RangeError(`--service is one of ${FUZZED_SERVICES.join(', ')}`);
  return service;
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new RangeError(`--${name} must be a whole number above 0`);
  return value;
}
