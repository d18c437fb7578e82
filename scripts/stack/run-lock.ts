import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { identifyProcess, isAlive, type ProcessIdentity } from './process-identity.ts';
import { waitUntil } from './wait-until.ts';

interface Content {
  readonly owner: ProcessIdentity;
  readonly children: readonly ProcessIdentity[];
}

export interface RunLock {
  /** Writes down a child, so that a later run can end it if we get killed before we could. */
  addChild(pid: number): void;
  release(): void;
}

/** Another run holds the folder. */
export class FolderInUse extends Error {
  readonly pid: number;
  constructor(folder: string, pid: number) {
    super(`${folder} is in use by process ${String(pid)}`);
    this.pid = pid;
  }
}

/**
 * Takes a data folder for this process: file `run.json` names the owner and its children. When the owner is gone
 * (killed, power cut), children it left behind are ended first, so that nobody else writes in the folder.
 */
export async function takeFolder(folder: string): Promise<RunLock> {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'run.json');
  const owner = identifyProcess(process.pid);
  if (owner === undefined) throw new Error('This process cannot find itself in the process table');
  for (;;) {
    if (tryCreate(file, { owner, children: [] })) break;
    const held = read(file);
    if (held !== undefined && isAlive(held.owner)) throw new FolderInUse(folder, held.owner.pid);
    await endLeftovers(held?.children ?? []);
    rmSync(file, { force: true });
  }
  // Two starts may clear the same stale file; the later one wins and the earlier one sees it here.
  await delay(50);
  const winner = read(file);
  if (winner?.owner.pid !== owner.pid) throw new FolderInUse(folder, winner?.owner.pid ?? 0);

  const children: ProcessIdentity[] = [];
  return {
    addChild(pid) {
      const child = identifyProcess(pid);
      if (child === undefined) return;
      children.push(child);
      const alive = children.filter(isAlive);
      writeFileSync(`${file}.new`, JSON.stringify({ owner, children: alive }));
      renameSync(`${file}.new`, file);
    },
    release() {
      rmSync(file, { force: true });
    },
  };
}

function tryCreate(file: string, content: Content): boolean {
  try {
    writeFileSync(file, JSON.stringify(content), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function read(file: string): Content | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Content;
  } catch {
    return undefined;
  }
}

/** SIGINT is a fast, clean shutdown for PostgreSQL and for Node services; whoever ignores it is killed. */
async function endLeftovers(children: readonly ProcessIdentity[]): Promise<void> {
  const alive = children.filter(isAlive);
  for (const child of alive) process.kill(child.pid, 'SIGINT');
  await waitUntil(() => !alive.some(isAlive), { what: 'end of leftover processes', withinMs: 10_000 }).catch(() => {
    for (const child of alive.filter(isAlive)) process.kill(child.pid, 'SIGKILL');
  });
}
