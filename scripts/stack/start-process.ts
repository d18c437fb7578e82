import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import path from 'node:path';

export interface ProcessOptions {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Complete environment of the child: nothing of ours is inherited by accident. */
  readonly env: NodeJS.ProcessEnv;
  /** Standard output and error are appended here; the child keeps writing even if we die. */
  readonly logFile: string;
  readonly cwd?: string;
  readonly user?: { readonly uid: number; readonly gid: number };
}

export interface RunningProcess {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string;
  /** Resolves when the process is gone, with its exit code or the signal that ended it. Never rejects. */
  readonly exited: Promise<ProcessEnd>;
  /** undefined while it runs. */
  end(): ProcessEnd | undefined;
  kill(signal: NodeJS.Signals): void;
  /** Sends the signal, and SIGKILL when the process is still there after the deadline. */
  stop(signal: NodeJS.Signals, deadlineMs: number): Promise<ProcessEnd>;
}

export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/**
 * Starts a program in a process group of its own, so that Ctrl-C in the terminal reaches only us
 * and the parts can be stopped in order.
 */
export async function startProcess(options: ProcessOptions): Promise<RunningProcess> {
  mkdirSync(path.dirname(options.logFile), { recursive: true });
  const log = openSync(options.logFile, 'a');
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env,
    detached: true,
    stdio: ['ignore', log, log],
    ...options.user,
  });
  closeSync(log);
  let ended: ProcessEnd | undefined;
  const exited = new Promise<ProcessEnd>((resolve) => {
    child.once('exit', (code, signal) => {
      ended = { code, signal };
      resolve(ended);
    });
  });
  await once(child, 'spawn');
  const { pid } = child;
  if (pid === undefined) throw new Error(`${options.name} could not be started`);

  const kill = (signal: NodeJS.Signals): void => {
    if (ended === undefined) child.kill(signal);
  };
  return {
    name: options.name,
    pid,
    logFile: options.logFile,
    exited,
    end: () => ended,
    kill,
    async stop(signal, deadlineMs) {
      kill(signal);
      const timer = setTimeout(() => {
        kill('SIGKILL');
      }, deadlineMs);
      try {
        return await exited;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
