import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** The process of parse-limit-process.ts. */
export interface ParseLimit {
  readonly url: string;
  readonly pid: number;
  stop(): void;
}

export async function startParseLimit(): Promise<ParseLimit> {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'parse-limit-process.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [firstLine] = (await once(child.stdout, 'data')) as [Buffer];
  if (child.pid === undefined) throw new Error('the process of the parse limit did not start');
  return {
    url: String(firstLine).trim(),
    pid: child.pid,
    stop: () => {
      child.kill('SIGTERM');
    },
  };
}
