import openapi from '../../../schemas/openapi/register-state.json' with { type: 'json' };
import { loadCodeLists } from '../../../schemas/code-lists/load-code-lists.ts';
import { startClock } from '../../_platform/src/clock/start-clock.ts';
import { platformSettings } from '../../_platform/src/config/platform-settings.ts';
import { hexKey, listOf, text } from '../../_platform/src/config/settings.ts';
import { startConsumer } from '../../_platform/src/consumer/start-consumer.ts';
import { openDatabase } from '../../_platform/src/database/database.ts';
import { createFaultPoints } from '../../_platform/src/fault-points/fault-points.ts';
import { registerAdminRoutes } from '../../_platform/src/http/admin-routes.ts';
import { createHttpServer } from '../../_platform/src/http/create-http-server.ts';
import { tokenVerifierFrom } from '../../_platform/src/http/tokens-from-config.ts';
import { probeDatabase } from '../../_platform/src/http/sql/probe-database.ts';
import { connectKafka } from '../../_platform/src/messaging/kafkajs/connect-kafka.ts';
import { createOutbox } from '../../_platform/src/outbox/outbox.ts';
import { createCursorRelay } from '../../_platform/src/relay/cursor-relay.ts';
import type { RunningService, ServiceContext } from '../../_platform/src/service/service-context.ts';
import { stopInOrder } from '../../_platform/src/service/stop-in-order.ts';
import { createCommandHandler } from './command-handler.ts';
import { startDayClock } from './day-clock/day-clock.ts';
import { createGroundBook } from './domain/ground-book.ts';
import { createBoardPseudonyms } from './http/board-pseudonyms.ts';
import { registerBoardRoutes } from './http/board-routes.ts';
import { registerCommandRoutes } from './http/command-routes.ts';
import { registerDayTurnRoute } from './http/day-turn-route.ts';
import { registerRegistrationRoutes } from './http/registration-routes.ts';
import { createTeachingCheck } from './http/teaching-check.ts';
import { createMatchHandler } from './match-handler.ts';
import { COMMAND_TOPIC } from './messages/command-row.ts';
import { createCommandLogReader } from './publish/command-log-reader.ts';
import { ensureListVersion } from './sql/ensure-list-version.ts';

export const settings = {
  ...platformSettings,
  /** Makes the pseudonym under which a board knows a person; 32 bytes in hex. */
  REGISTER_PSEUDONYM_KEY: hexKey(32),
  /** Organisation number of the register, in the `source` of its events; the default is one for tests. */
  REGISTER_OIN: text({ default: '00000099000000001000', pattern: '^[0-9]{8}[0-9A-Z]{12}$' }),
};

export async function startRegisterState(context: ServiceContext<typeof settings>): Promise<RunningService> {
  const { name, version, instance, config, log, metrics } = context;
  const faultPoints = createFaultPoints({
    faultPoint: config.FAULT_POINT,
    production: config.NODE_ENV === 'production',
  });
  const lists = loadCodeLists();
  const source = `urn:nld:oin:${config.REGISTER_OIN}:systeem:register-state`;
  const clock = await startClock({ sandboxUrl: config.SANDBOX_URL, log });
  const database = openDatabase({ url: config.DATABASE_URL, applicationName: name });
  const messaging = connectKafka({
    brokers: listOf(config.KAFKA_BROKERS),
    clientId: instance,
    prefix: config.KAFKA_PREFIX,
    log,
  });
  const partitions = await messaging.partitionCount(COMMAND_TOPIC);
  const book = createGroundBook(lists.grounds);
  const law = { book, listVersion: await ensureListVersion(database, lists.version) };

  const outboxPublisher = messaging.publisher('outbox');
  const outbox = createOutbox({ database, publisher: outboxPublisher, instance, faultPoints, log, metrics });
  const relayPublisher = messaging.publisher('gebeurtenissen');
  const relay = createCursorRelay({
    name: 'gebeurtenissen',
    partitions,
    database,
    publisher: relayPublisher,
    reader: createCommandLogReader({ source, partitions }),
    instance,
    faultPoints,
    log,
    metrics,
  });
  await outbox.start();
  relay.start();

  const consuming = { messaging, database, log, metrics, faultPoints };
  const commands = await startConsumer({ ...consuming, handler: createCommandHandler({ law, relay, source }) });
  const matches = await startConsumer({ ...consuming, handler: createMatchHandler({ outbox, clock }) });
  const dayClock = startDayClock({ database, outbox, clock, partitions, log });

  const server = await createHttpServer({
    service: name,
    version,
    log,
    metrics,
    tokens: tokenVerifierFrom(config),
    readiness: {
      database: () => probeDatabase(database),
      opdrachten: () => commands.ready(),
      diplomamatches: () => matches.ready(),
    },
    limits: { requestsPerMinute: config.RATE_LIMIT_PER_MINUTE },
    openapi,
  });
  const parts = { database, outbox, clock, book, parked: commands.parked };
  registerRegistrationRoutes(server, parts);
  registerCommandRoutes(server, { ...parts, checkTeaching: createTeachingCheck(lists) });
  registerBoardRoutes(server, { ...parts, pseudonyms: createBoardPseudonyms(config.REGISTER_PSEUDONYM_KEY) });
  registerDayTurnRoute(server, { database, partitions });
  registerAdminRoutes(server, {
    consumers: [commands, matches],
    outboxes: { [name]: outbox },
    relays: { gebeurtenissen: relay },
    clock,
  });
  await server.listen({ host: config.HOST, port: config.PORT });

  return {
    stop: (deadlineMs) =>
      stopInOrder(
        {
          clock,
          servers: [server],
          loops: [dayClock],
          consumers: [commands, matches],
          relays: [outbox, relay],
          connections: [{ close: () => outboxPublisher.close() }, { close: () => relayPublisher.close() }, messaging],
          databases: [database],
        },
        deadlineMs,
        log,
      ),
  };
}
