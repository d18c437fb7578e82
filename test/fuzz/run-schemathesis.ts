import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { KnownValues } from './fill-platform.ts';
import type { Role } from './roles.ts';

export interface Round {
  /** Name of the API, for reports. */
  readonly name: string;
  /** Base URL of the service. */
  readonly url: string;
  /** The calls under /v1, or those beside it: schemathesis does not see that some paths have a server of their own. */
  readonly part: 'v1' | 'beside';
  readonly roles: readonly Role[];
  readonly known: KnownValues;
  readonly seed: number;
  readonly seconds: number;
}

export interface RoundOutcome {
  readonly passed: boolean;
  /** By role how often each status was answered. */
  readonly calls: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const BESIDE = '^/(health|beheer)/';
/** It ends by itself when its time is over; shrinking what was found and the report come after that. */
const GRACE_S = 30;

/** One run of schemathesis over one document, with the tokens of all roles. */
export async function runSchemathesis(program: string, folder: string, round: Round): Promise<RoundOutcome> {
  const { name, url, part, roles, known, seed, seconds } = round;
  const place = path.join(folder, `${name}-${part}`);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const tally = path.join(place, 'calls.json');
  const child = spawn(
    program,
    [
      ...['--config-file', path.join(import.meta.dirname, 'schemathesis.toml'), '--no-color'],
      ...['run', `${url}/v1/openapi.json`],
      ...(part === 'v1'
        ? ['--origin', url, '--exclude-path-regex', BESIDE]
        : ['--url', url, '--include-path-regex', BESIDE]),
      ...['--seed', String(seed), '--max-time', String(seconds)],
      ...['--report', 'junit', '--report-dir', place],
    ],
    {
      cwd: place,
      env: {
        ...process.env,
        SCHEMATHESIS_HOOKS: path.join(import.meta.dirname, 'hooks.py'),
        PYTHONDONTWRITEBYTECODE: '1',
        // Whatever the machine sends out through a proxy: these requests stay on it.
        NO_PROXY: '127.0.0.1',
        no_proxy: '127.0.0.1',
        FUZZ_KNOWN: JSON.stringify(known),
        FUZZ_ROLES: JSON.stringify(roles),
        FUZZ_TALLY: tally,
      },
      stdio: ['ignore', 'inherit', 'inherit'],
      signal: AbortSignal.timeout((seconds + GRACE_S) * 1_000),
    },
  );
  const passed = await once(child, 'exit').then(
    ([code]) => code === 0,
    () => {
      console.log('schemathesis did not end in time');
      return false;
    },
  );
  const calls = existsSync(tally) ? (JSON.parse(readFileSync(tally, 'utf8')) as RoundOutcome['calls']) : {};
  return { passed, calls };
}
