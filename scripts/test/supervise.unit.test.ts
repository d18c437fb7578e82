import { afterEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { eventually } from '../../test/support/eventually.ts';
import { startProcess, type RunningProcess } from '../stack/start-process.ts';
import { supervise, type SupervisedPart } from '../stack/supervise.ts';

describe('supervising a process', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'supervise-'));
  const parts: SupervisedPart[] = [];

  afterEach(async () => {
    await Promise.all(parts.splice(0).map((part) => part.stop()));
    rmSync(folder, { recursive: true, force: true });
  });

  function supervised(program: string): { part: SupervisedPart; started: RunningProcess[]; said: string[] } {
    const started: RunningProcess[] = [];
    const said: string[] = [];
    const part = supervise({
      name: 'example',
      start: async (onSpawn) => {
        const logFile = path.join(folder, 'example.log');
        const child = await startProcess({
          name: 'example',
          command: process.execPath,
          args: ['-e', program],
          env: { PATH: process.env['PATH'] },
          logFile,
        });
        started.push(child);
        onSpawn(child);
        if (program.includes('exit(1)')) {
          await child.exited;
          throw new Error('example stopped while starting');
        }
        return child;
      },
      stopSignal: 'SIGTERM',
      stopWithinMs: 5_000,
      say: (line) => said.push(line),
    });
    parts.push(part);
    return { part, started, said };
  }

  it('starts it again after it was killed, and says so', async () => {
    const { part, started, said } = supervised('setInterval(() => {}, 1000)');
    await part.ready;
    started[0]!.kill('SIGKILL');
    await eventually(() => started[1], { what: 'a second process' });
    expect(said[0]).toBe('example ended unexpectedly (SIGKILL)');
    expect(said[1]).toBe('example is started again');
  });

  it('stops it without starting it again', async () => {
    const { part, started, said } = supervised('setInterval(() => {}, 1000)');
    await part.ready;
    await part.stop();
    expect(started.map((child) => child.end())).toEqual([{ code: null, signal: 'SIGTERM' }]);
    expect(said).toEqual([]);
  });

  it('gives up when it never became ready in three tries', async () => {
    const { part, started } = supervised('process.exit(1)');
    await expect(part.ready).rejects.toThrow('example stopped while starting');
    expect(started).toHaveLength(3);
  });

  it('kills it when it does not stop in time', async () => {
    const child = await startProcess({
      name: 'stubborn',
      command: process.execPath,
      args: ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000); console.log("here")'],
      env: { PATH: process.env['PATH'] },
      logFile: path.join(folder, 'stubborn.log'),
    });
    await eventually(() => (child.end() === undefined ? true : undefined));
    const begun = Date.now();
    await expect(child.stop('SIGTERM', 300)).resolves.toBeDefined();
    expect(Date.now() - begun).toBeLessThan(5_000);
  });
});
