import { loadCodeLists } from '../../../schemas/code-lists/load-code-lists.ts';
import openapi from '../../../schemas/openapi/diploma-matching.json' with { type: 'json' };
import { startClock } from '../../_platform/src/clock/start-clock.ts';
import { platformSettings } from '../../_platform/src/config/platform-settings.ts';
import { listOf } from '../../_platform/src/config/settings.ts';
import { startConsumer } from '../../_platform/src/consumer/start-consumer.ts';
import { openDatabase } from '../../_platform/src/database/database.ts';
import { createFaultPoints } from '../../_platform/src/fault-points/fault-points.ts';
import { registerAdminRoutes } from '../../_platform/src/http/admin-routes.ts';
import { createHttpServer } from '../../_platform/src/http/create-http-server.ts';
import { probeDatabase } from '../../_platform/src/http/sql/probe-database.ts';
import { tokenVerifierFrom } from '../../_platform/src/http/tokens-from-config.ts';
import { connectKafka } from '../../_platform/src/messaging/kafkajs/connect-kafka.ts';
import { createOutbox } from '../../_platform/src/outbox/outbox.ts';
import type { RunningService, ServiceContext } from '../../_platform/src/service/service-context.ts';
import { stopInOrder } from '../../_platform/src/service/stop-in-order.ts';
import { registerMatchRoutes } from './http/match-routes.ts';
import { claimsHandler } from './messages/claims-handler.ts';
import { insertCodeLists } from './sql/insert-code-lists.ts';
import { storedLists, versionLists } from './version-lists.ts';

export const settings = platformSettings;

export async function startDiplomaMatching(context: ServiceContext<typeof settings>): Promise<RunningService> {
  const { name, version, instance, config, log, metrics } = context;
  const lists = versionLists(loadCodeLists());
  const faultPoints = createFaultPoints({
    faultPoint: config.FAULT_POINT,
    production: config.NODE_ENV === 'production',
  });
  const clock = await startClock({ sandboxUrl: config.SANDBOX_URL, log });
  const database = openDatabase({ url: config.DATABASE_URL, applicationName: name });
  await insertCodeLists(database, storedLists(lists), clock.now());
  const messaging = connectKafka({
    brokers: listOf(config.KAFKA_BROKERS),
    clientId: instance,
    prefix: config.KAFKA_PREFIX,
    log,
  });
  const publisher = messaging.publisher('outbox');
  const outbox = createOutbox({ database, publisher, instance, faultPoints, log, metrics });
  await outbox.start();
  const handler = claimsHandler({ lists, outbox, clock });
  const consumer = await startConsumer({ messaging, database, handler, log, metrics, faultPoints });

  const server = await createHttpServer({
    service: name,
    version,
    log,
    metrics,
    tokens: tokenVerifierFrom(config),
    readiness: { database: () => probeDatabase(database), consumer: () => consumer.ready() },
    limits: { requestsPerMinute: config.RATE_LIMIT_PER_MINUTE },
    openapi,
  });
  registerMatchRoutes(server, { database, outbox, clock });
  registerAdminRoutes(server, { consumers: [consumer], outboxes: { [name]: outbox }, clock });
  await server.listen({ host: config.HOST, port: config.PORT });

  return {
    stop: (deadlineMs) =>
      stopInOrder(
        {
          clock,
          servers: [server],
          consumers: [consumer],
          relays: [outbox],
          connections: [publisher, messaging],
          databases: [database],
        },
        deadlineMs,
        log,
      ),
  };
}
