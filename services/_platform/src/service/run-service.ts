import { randomBytes } from 'node:crypto';
import { processSettings } from '../config/platform-settings.ts';
import { ConfigError, printableConfig, readConfig } from '../config/read-config.ts';
import type { Settings } from '../config/settings.ts';
import { createLogger } from '../logging/create-logger.ts';
import type { LogLevel } from '../logging/create-logger.ts';
import type { Logger } from '../logging/logger.ts';
import { createMetrics } from '../metrics/metrics.ts';
import type { RunningService, ServiceContext } from './service-context.ts';

/** Time for a whole orderly stop. */
const STOP_WITHIN_MS = 10_000;
/** What the parts of the service get of it; the rest is for ending the process. */
const PARTS_STOP_WITHIN_MS = 9_000;

export interface ServiceDescription<S extends Settings> {
  /** Folder name of the service. */
  readonly name: string;
  readonly version: string;
  /** All environment variables of the service, processSettings among them. */
  readonly settings: S & typeof processSettings;
  start(context: ServiceContext<S>): Promise<RunningService>;
}

/**
 * Runs one process from its environment to its exit code: 0 after SIGTERM or SIGINT and an orderly stop within 10 s,
 * 1 for anything else. A second signal ends it at once. An error that nobody caught ends it too: what that interrupted
 * is repaired at the next start, because everything durable is in PostgreSQL; going on could do harm.
 *
 * `--print-config` shows the configuration without secrets instead of starting.
 */
export async function runService<S extends Settings>(service: ServiceDescription<S>): Promise<void> {
  const begunAt = performance.now();
  const context = contextOf(service);
  const { log } = context;
  endOnUncaughtErrors(log);

  const starting = beginStart(service, context);
  stopOnSignal(starting, log);
  try {
    await starting;
  } catch (error) {
    if (error instanceof ConfigError) process.stderr.write(`${service.name}: ${error.message}\n`);
    log.error('SERVICE_START_FAILED', { error });
    process.exit(1);
  }
  log.info('SERVICE_STARTED', { durationMs: Math.round(performance.now() - begunAt), version: service.version });
}

/** Turns an error thrown before the first await into a rejection as well. */
async function beginStart<S extends Settings>(
  service: ServiceDescription<S>,
  context: ServiceContext<S>,
): Promise<RunningService> {
  return service.start(context);
}

function contextOf<S extends Settings>({ name, version, settings }: ServiceDescription<S>): ServiceContext<S> {
  try {
    const config = readConfig<S>(settings, process.env);
    const { INSTANCE, LOG_LEVEL } = readConfig(processSettings, process.env);
    if (process.argv.includes('--print-config')) {
      process.stdout.write(`${JSON.stringify(printableConfig<S>(settings, config), undefined, 2)}\n`);
      process.exit(0);
    }
    const instance = INSTANCE ?? `${name}-${randomBytes(4).toString('hex')}`;
    const log = createLogger({ service: name, instance, level: LOG_LEVEL as LogLevel });
    return { name, version, instance, config, log, metrics: createMetrics({ service: name }) };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${name}: ${error.message}\n`);
    return process.exit(1);
  }
}

function endOnUncaughtErrors(log: Logger): void {
  const end = (code: string) => (error: unknown) => {
    log.error(code, { error });
    process.exit(1);
  };
  process.on('uncaughtException', end('UNCAUGHT_EXCEPTION'));
  process.on('unhandledRejection', end('UNHANDLED_REJECTION'));
}

function stopOnSignal(starting: Promise<RunningService>, log: Logger): void {
  let isStopping = false;
  const onSignal = (nodeSignal: NodeJS.Signals): void => {
    if (isStopping) {
      log.warn('SERVICE_ENDED_AT_ONCE', { nodeSignal });
      process.exit(1);
    }
    isStopping = true;
    log.info('SERVICE_STOPPING', { nodeSignal });
    setTimeout(() => {
      log.error('SERVICE_STOP_TOO_SLOW', { limit: STOP_WITHIN_MS });
      process.exit(1);
    }, STOP_WITHIN_MS).unref();
    void stop(starting, log);
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

async function stop(starting: Promise<RunningService>, log: Logger): Promise<void> {
  try {
    const running = await starting;
    await running.stop(PARTS_STOP_WITHIN_MS);
  } catch (error) {
    log.error('SERVICE_STOP_FAILED', { error });
    process.exit(1);
  }
  log.info('SERVICE_STOPPED');
  process.exit(0);
}
