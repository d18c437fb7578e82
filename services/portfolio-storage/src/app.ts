import openapi from '../../../schemas/openapi/portfolio-storage.json' with { type: 'json' };
import { startClock } from '../../_platform/src/clock/start-clock.ts';
import { platformSettings } from '../../_platform/src/config/platform-settings.ts';
import { listOf, url } from '../../_platform/src/config/settings.ts';
import { startConsumer } from '../../_platform/src/consumer/start-consumer.ts';
import { openDatabase } from '../../_platform/src/database/database.ts';
import { createFaultPoints } from '../../_platform/src/fault-points/fault-points.ts';
import { registerAdminRoutes } from '../../_platform/src/http/admin-routes.ts';
import { createHttpServer } from '../../_platform/src/http/create-http-server.ts';
import { probeDatabase } from '../../_platform/src/http/sql/probe-database.ts';
import { createServiceClient } from '../../_platform/src/http/service-client.ts';
import { serviceTokensFrom, tokenVerifierFrom } from '../../_platform/src/http/tokens-from-config.ts';
import { connectKafka } from '../../_platform/src/messaging/kafkajs/connect-kafka.ts';
import { createOutbox } from '../../_platform/src/outbox/outbox.ts';
import type { RunningService, ServiceContext } from '../../_platform/src/service/service-context.ts';
import { stopInOrder } from '../../_platform/src/service/stop-in-order.ts';
import { registerTeacherRoutes } from './http/teacher-routes.ts';
import { accessHandler } from './messages/access-handler.ts';
import { createTeacherKeys } from './sealing/teacher-keys.ts';

export const settings = { ...platformSettings, VAULT_URL: url() };

const VAULT_TIMEOUT_MS = 5_000;

export async function startPortfolioStorage(context: ServiceContext<typeof settings>): Promise<RunningService> {
  const { name, version, instance, config, log, metrics } = context;
  const faultPoints = createFaultPoints({
    faultPoint: config.FAULT_POINT,
    production: config.NODE_ENV === 'production',
  });
  const vault = createServiceClient({
    baseUrl: config.VAULT_URL,
    tokens: serviceTokensFrom(name, config),
    timeoutMs: VAULT_TIMEOUT_MS,
  });
  const clock = await startClock({ sandboxUrl: config.SANDBOX_URL, log });
  const database = openDatabase({ url: config.DATABASE_URL, applicationName: name });
  const messaging = connectKafka({
    brokers: listOf(config.KAFKA_BROKERS),
    clientId: instance,
    prefix: config.KAFKA_PREFIX,
    log,
  });
  const publisher = messaging.publisher('outbox');
  const outbox = createOutbox({ database, publisher, instance, faultPoints, log, metrics });
  await outbox.start();
  const consumer = await startConsumer({ messaging, database, handler: accessHandler, log, metrics, faultPoints });

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
  await registerTeacherRoutes(server, { database, outbox, keys: createTeacherKeys(vault), clock });
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
          connections: [publisher, messaging, vault],
          databases: [database],
        },
        deadlineMs,
        log,
      ),
  };
}
