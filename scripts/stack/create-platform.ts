import path from 'node:path';

import { choosePorts } from './choose-ports.ts';
import { endpointsOf, type Endpoints } from './endpoints.ts';
import { startKafka } from './kafka-server.ts';
import { adminUrlOf, startPostgres } from './postgres-server.ts';
import { prepareDatabases, serviceDatabaseUrl } from './prepare-databases.ts';
import { prepareTopics } from './prepare-topics.ts';
import { forEachService, serviceCatalogue, type ServiceName } from './service-catalogue.ts';
import type { StackSettings } from './service-environment.ts';
import { loadSecrets, type StackSecrets } from './stack-secrets.ts';
import type { RunningProcess } from './start-process.ts';
import { startService } from './start-service.ts';
import { supervise, type SupervisedPart } from './supervise.ts';

export interface Platform {
  /** Resolves when every part is ready. Call once. */
  start(): Promise<Endpoints>;
  /** Services first, so that they find what they need to finish; then sandbox, broker, database. Also halfway a start. */
  stop(): Promise<void>;
}

/** A service gets 10 s to stop by itself (see runService); then it is killed. */
const STOP_WITHIN_MS = 12_000;

/**
 * The whole platform with its data in `folder`, every part a process of its own that is started again when it ends by
 * itself. Databases are migrated and topics created before the first service starts.
 */
export function createPlatform(options: {
  readonly folder: string;
  readonly say: (line: string) => void;
  /** Called for each new process. */
  readonly onSpawn: (process: RunningProcess) => void;
}): Platform {
  const { folder, say } = options;
  const logFolder = path.join(folder, 'logs');
  const parts = new Map<string, SupervisedPart>();
  const begun = Date.now();
  let stopping = false;

  const run = async (
    name: string,
    address: string,
    start: (onSpawn: (process: RunningProcess) => void) => Promise<RunningProcess>,
    stopSignal: NodeJS.Signals = 'SIGTERM',
  ): Promise<void> => {
    if (stopping) throw new Error('The platform is being stopped');
    const part = supervise({
      name,
      start: (onSpawn) =>
        start((process) => {
          options.onSpawn(process);
          onSpawn(process);
        }),
      stopSignal,
      stopWithinMs: STOP_WITHIN_MS,
      say,
    });
    parts.set(name, part);
    await part.ready;
    say(`${name.padEnd(20)} ready  ${address.padEnd(26)} ${((Date.now() - begun) / 1_000).toFixed(1)} s`);
  };

  return {
    async start() {
      const secrets = loadSecrets(path.join(folder, 'keys'));
      const ports = await choosePorts();
      const brokers = `127.0.0.1:${ports.kafka}`;
      const database = { port: ports.postgres, password: secrets.superuserPassword };
      const adminUrl = adminUrlOf(database);
      const settings = settingsFor(ports.services, brokers, adminUrl, secrets);

      const postgres = {
        ...database,
        folder: path.join(folder, 'postgres'),
        logFile: path.join(logFolder, 'postgresql.log'),
      };
      const kafka = {
        port: ports.kafka,
        folder: path.join(folder, 'kafka'),
        logFile: path.join(logFolder, 'kafka.log'),
      };
      await Promise.all([
        run('postgresql', `127.0.0.1:${ports.postgres}`, (onSpawn) => startPostgres({ ...postgres, onSpawn }), 'SIGINT')
          .then(() => prepareDatabases(adminUrl, secrets))
          .then((applied) => {
            say(`databases            ready  ${applied.length} migrations applied now`);
          }),
        run('kafka', brokers, (onSpawn) => startKafka({ ...kafka, onSpawn }))
          .then(() => prepareTopics({ brokers, prefix: '', size: 'embedded' }))
          .then((count) => {
            say(`topics               ready  ${count} of the catalogue`);
          }),
      ]);
      await Promise.all(
        serviceCatalogue.map(({ name }) =>
          run(name, `127.0.0.1:${ports.services[name]}`, (onSpawn) =>
            startService(name, { settings, logFolder, onSpawn }),
          ),
        ),
      );
      return endpointsOf(
        settings,
        forEachService(({ database }) => serviceDatabaseUrl(adminUrl, secrets, database, 'kijker')),
      );
    },
    async stop() {
      stopping = true;
      const services = serviceCatalogue.map(({ name }) => name).filter((name) => name !== 'sandbox');
      for (const group of [services, ['sandbox'], ['kafka'], ['postgresql']]) {
        await Promise.all(group.map(async (name) => parts.get(name)?.stop()));
      }
    },
  };
}

function settingsFor(
  ports: Readonly<Record<ServiceName, number>>,
  brokers: string,
  adminUrl: string,
  secrets: StackSecrets,
): StackSettings {
  const databaseUrls = forEachService(({ database }) => serviceDatabaseUrl(adminUrl, secrets, database, 'app'));
  return { ports, databaseUrls, brokers, prefix: '', secrets };
}
