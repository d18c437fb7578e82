import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const RECORDS_PER_ROUND = 5_000;

/** What judge-process.ts prints. */
export interface JudgeFigures {
  readonly records: number;
  /** Characters. */
  readonly shortest: number;
  readonly longest: number;
  /** CPU time per record by what was done. */
  readonly microseconds: Readonly<Record<'parse' | 'schema' | 'fingerprint' | 'judgement', number>>;
}

/** In a process of its own, whose CPU time is that of the judgement alone. */
export async function measureJudge(): Promise<JudgeFigures> {
  const script = path.join(import.meta.dirname, 'judge-process.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, String(RECORDS_PER_ROUND)]);
  return JSON.parse(stdout) as JudgeFigures;
}
