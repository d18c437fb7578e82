import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

import { freePort } from './free-port.ts';
import { inProject } from './project-paths.ts';
import { startProcess, type RunningProcess } from './start-process.ts';
import { failWhenEnded, waitUntil } from './wait-until.ts';

export interface KafkaOptions {
  readonly folder: string;
  readonly logFile: string;
  readonly port: number;
  readonly forTests?: boolean;
  /** Called as soon as there is a process, before it is ready. */
  readonly onSpawn?: (process: RunningProcess) => void;
}

const CLASSPATH = inProject('infra/kafka/libs/*');
const HEAP = ['-Xms512m', '-Xmx512m'];
/** Compiling lightly makes the broker ready in 2.3 s; good for tests, whose broker lives for minutes. */
const FOR_TESTS = ['-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC'];
/** The settings of Kafka's own start script. */
const FOR_USE = ['-server', '-XX:+UseG1GC', '-XX:MaxGCPauseMillis=20', '-XX:InitiatingHeapOccupancyPercent=35'];

/**
 * Starts a real broker on loopback with its log in `folder`, which is formatted the first time. Returns when it takes
 * requests. SIGTERM stops it cleanly; that took 0.3 s.
 */
export async function startKafka(options: KafkaOptions): Promise<RunningProcess> {
  const logFolder = path.join(options.folder, 'log');
  mkdirSync(logFolder, { recursive: true });
  const settings = path.join(options.folder, 'server.properties');
  writeFileSync(settings, await renderSettings(options.port, logFolder));
  const jvm = [...HEAP, ...(options.forTests === true ? FOR_TESTS : FOR_USE), '-Djava.awt.headless=true'];
  const env = { PATH: process.env['PATH'], JAVA_HOME: process.env['JAVA_HOME'] };
  if (!existsSync(path.join(logFolder, 'meta.properties'))) await formatStorage(settings, env);

  const alreadyLogged = existsSync(options.logFile) ? statSync(options.logFile).size : 0;
  const broker = await startProcess({
    name: 'kafka',
    command: javaCommand(),
    args: [...jvm, ...loggingFlags(), '-cp', CLASSPATH, 'kafka.Kafka', settings],
    env,
    logFile: options.logFile,
  });
  options.onSpawn?.(broker);
  // The broker opens its port before it answers; this line is the last it writes when it is ready.
  await waitUntil(() => readFileSync(options.logFile).subarray(alreadyLogged).includes('Kafka Server started'), {
    what: 'start of the Kafka broker',
    withinMs: 60_000,
    giveUp: () => {
      failWhenEnded(broker);
    },
  });
  return broker;
}

function javaCommand(): string {
  const home = process.env['JAVA_HOME'];
  return home === undefined || home === '' ? 'java' : path.join(home, 'bin', 'java');
}

async function renderSettings(port: number, logFolder: string): Promise<string> {
  const values: Record<string, string> = {
    PORT: String(port),
    CONTROLLER_PORT: String(await freePort()),
    LOG_FOLDER: logFolder,
  };
  const template = readFileSync(inProject('infra/kafka/server.properties'), 'utf8');
  return template.replaceAll(/\$\{([A-Z_]+)\}/g, (placeholder, name: string) => values[name] ?? placeholder);
}

function loggingFlags(): string[] {
  return [`-Dlog4j2.configurationFile=${inProject('infra/kafka/log4j2.properties')}`];
}

async function formatStorage(settings: string, env: NodeJS.ProcessEnv): Promise<void> {
  // A cluster id is 16 random bytes in base64url; one that begins with '-' would be read as an option.
  const clusterId = randomBytes(16).toString('base64url').replace(/^-/, 'A');
  const tool = ['kafka.tools.StorageTool', 'format', '--standalone', '-t', clusterId, '-c', settings];
  await promisify(execFile)(javaCommand(), [...HEAP, ...FOR_TESTS, ...loggingFlags(), '-cp', CLASSPATH, ...tool], {
    env,
  });
}
