import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Quantiles } from './statistics.ts';

const DECISIONS = 3_000;

/** What decide-process.ts prints. */
export interface DecideFigures {
  /** Per size of the person; what follows is µs per decision. */
  readonly decisions: number;
  readonly sizes: Readonly<Record<string, DecisionsOfSize>>;
}

/** The lowest of three tries of each decision. */
interface DecisionsOfSize extends Quantiles {
  /** Each try by itself. */
  readonly all: Quantiles;
  readonly kinds: Readonly<Record<string, Quantiles>>;
}

/** In a process of its own, with nothing beside it in its thread. */
export async function measureDecide(): Promise<DecideFigures> {
  const script = path.join(import.meta.dirname, 'decide-process.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, String(DECISIONS)]);
  return JSON.parse(stdout) as DecideFigures;
}
