import path from 'node:path';

import { inProject } from './project-paths.ts';
import { serviceEntry, type ServiceName } from './service-catalogue.ts';
import { serviceEnvironment, serviceUrl, type StackSettings } from './service-environment.ts';
import { startProcess, type RunningProcess } from './start-process.ts';
import { failWhenEnded, waitUntil } from './wait-until.ts';

export interface ServiceOptions {
  readonly settings: StackSettings;
  readonly logFolder: string;
  /** A named point in the code at which the process kills itself; for crash tests. */
  readonly faultPoint?: string;
  /** Called as soon as there is a process, before it is ready. */
  readonly onSpawn?: (process: RunningProcess) => void;
}

/**
 * On a machine with much memory Node lets garbage grow for long; a small nursery and a bound on the rest keep it down. The
 * bound leaves room for all the bodies that may be in work at once (bodyBytesInFlight), parsed: reaching it ends the process.
 */
const HEAP = ['--max-semi-space-size=8', '--max-old-space-size=768'];

/** Starts a service as a process of its own and returns when it says it is ready. SIGTERM stops it within 10 s. */
export async function startService(name: ServiceName, options: ServiceOptions): Promise<RunningProcess> {
  const entry = serviceEntry(name);
  const { settings, faultPoint } = options;
  const service = await startProcess({
    name,
    command: process.execPath,
    args: [...HEAP, inProject(entry.folder, 'src/main.ts')],
    env: {
      ...serviceEnvironment(entry, settings),
      ...(faultPoint === undefined ? {} : { FAULT_POINT: faultPoint }),
      // With an arena per thread, memory of buffers that were given back stays with the process.
      MALLOC_ARENA_MAX: '2',
      // Halves the processor time of a start; Node keeps it by content, so it is never stale.
      NODE_COMPILE_CACHE: inProject('.data/compile-cache'),
    },
    logFile: path.join(options.logFolder, `${name}.log`),
  });
  options.onSpawn?.(service);
  await waitUntil(() => isReady(`${serviceUrl(settings, name)}/health/ready`), {
    what: `readiness of ${name} (log: ${service.logFile})`,
    withinMs: 60_000,
    giveUp: () => {
      failWhenEnded(service);
    },
  });
  return service;
}

async function isReady(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}
