import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { KnownValues } from './fill-platform.ts';
import type { Role } from './roles.ts';

export interface Round {
  /** Name of the API, for reports. */
  readonly name: string;
  /** Base URL of the service, and the path of the document there. */
  readonly url: string;
  readonly document: string;
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

/** It ends by itself when its time is over; shrinking what was found and the report come after that. */
const GRACE_S = 30;

/** One run of schemathesis over one document, with the tokens of all roles. */
export async function runSchemathesis(program: string, folder: string, round: Round): Promise<RoundOutcome> {
  const { name, url, document, roles, known, seed, seconds } = round;
  const place = path.join(folder, name);
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const tally = path.join(place, 'calls.json');
  const child = spawn(
    program,
    [
      ...['--config-file', path.join(import.meta.dirname, 'schemathesis.toml'), '--no-color'],
      ...['run', url + document, '--origin', url],
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
