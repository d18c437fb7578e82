import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { identifyProcess } from '../stack/process-identity.ts';
import { FolderInUse, takeFolder } from '../stack/run-lock.ts';

describe('taking a data folder', () => {
  let folder: string;
  const started: ChildProcess[] = [];

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'run-lock-'));
  });
  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });

  async function sleeper(): Promise<ChildProcess> {
    const child = spawn('sleep', ['600']);
    started.push(child);
    await once(child, 'spawn');
    return child;
  }

  it('is refused while another process that lives has it', async () => {
    const other = await sleeper();
    const owner = identifyProcess(other.pid!);
    writeFileSync(path.join(folder, 'run.json'), JSON.stringify({ owner, children: [] }));
    await expect(takeFolder(folder)).rejects.toThrow(FolderInUse);
    expect(other.exitCode).toBeNull();
  });

  it('ends what a killed owner left running, and only that', async () => {
    const left = await sleeper();
    const stranger = await sleeper();
    const children = [identifyProcess(left.pid!), { ...identifyProcess(stranger.pid!), started: 'at another moment' }];
    const owner = { pid: left.pid, started: 'before the last restart of the machine' };
    writeFileSync(path.join(folder, 'run.json'), JSON.stringify({ owner, children }));
    const gone = once(left, 'exit');
    const lock = await takeFolder(folder);
    await gone;
    expect(stranger.exitCode).toBeNull();
    expect(stranger.signalCode).toBeNull();
    lock.release();
  });

  it('gets over a file that was written halfway', async () => {
    writeFileSync(path.join(folder, 'run.json'), '{"owner":');
    const lock = await takeFolder(folder);
    lock.release();
    expect(existsSync(path.join(folder, 'run.json'))).toBe(false);
  });

  it('can be done again after it was released', async () => {
    const first = await takeFolder(folder);
    await expect(takeFolder(folder)).rejects.toThrow(String(process.pid));
    first.release();
    const second = await takeFolder(folder);
    second.release();
  });
});
