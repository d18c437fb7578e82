import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createPlatform } from '../../scripts/stack/create-platform.ts';
import type { Endpoints } from '../../scripts/stack/endpoints.ts';
import { takeFolder } from '../../scripts/stack/run-lock.ts';

export interface FuzzedPlatform {
  readonly endpoints: Endpoints;
  /** Where its keys are. */
  readonly folder: string;
  /** Processes that ended by themselves, by name: whatever was asked of them, that is a fault. */
  readonly ended: readonly string[];
  stop(): Promise<void>;
}

/** The whole platform as `npm start` runs it, empty, in a folder of its own. */
export async function startPlatform(folder: string, keep: boolean): Promise<FuzzedPlatform> {
  mkdirSync(folder, { recursive: true });
  const lock = await takeFolder(folder);
  for (const part of ['postgres', 'kafka', 'keys', 'logs']) {
    rmSync(path.join(folder, part), { recursive: true, force: true });
  }
  // One client sends everything: an answer 429 would hide what the service makes of the request.
  process.env['RATE_LIMIT_PER_MINUTE'] ??= '10000000';
  let isReady = false;
  const ended: string[] = [];
  const platform = createPlatform({
    folder,
    say: (line) => {
      console.log(`  ${line}`);
    },
    onSpawn: ({ name, pid }) => {
      lock.addChild(pid);
      if (isReady) ended.push(name);
    },
  });
  const stop = async (): Promise<void> => {
    await platform.stop();
    if (keep) lock.release();
    else rmSync(folder, { recursive: true, force: true });
  };
  try {
    const endpoints = await platform.start();
    isReady = true;
    return { endpoints, folder, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
