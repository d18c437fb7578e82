import { createSecretKey } from 'node:crypto';
import openapi from '../../../schemas/openapi/appointment-intake.json' with { type: 'json' };
import { loadCodeLists } from '../../../schemas/code-lists/load-code-lists.ts';
import { shapeCheck } from '../../../schemas/message-book/v1/validators.ts';
import { startClock } from '../../_platform/src/clock/start-clock.ts';
import { platformSettings } from '../../_platform/src/config/platform-settings.ts';
import { hexKey, listOf, url } from '../../_platform/src/config/settings.ts';
import { startConsumer } from '../../_platform/src/consumer/start-consumer.ts';
import { openDatabase } from '../../_platform/src/database/database.ts';
import { createFaultPoints } from '../../_platform/src/fault-points/fault-points.ts';
import { registerAdminRoutes } from '../../_platform/src/http/admin-routes.ts';
import { createHttpServer } from '../../_platform/src/http/create-http-server.ts';
import { createServiceClient } from '../../_platform/src/http/service-client.ts';
import { serviceTokensFrom, tokenVerifierFrom } from '../../_platform/src/http/tokens-from-config.ts';
import { probeDatabase } from '../../_platform/src/http/sql/probe-database.ts';
import { connectKafka } from '../../_platform/src/messaging/kafkajs/connect-kafka.ts';
import { createOutbox } from '../../_platform/src/outbox/outbox.ts';
import type { RunningService, ServiceContext } from '../../_platform/src/service/service-context.ts';
import { stopInOrder } from '../../_platform/src/service/stop-in-order.ts';
import { judgementLists } from './domain/judgement-lists.ts';
import { registerFetchFeedback } from './http/fetch-feedback.ts';
import { registerGetCodeLists } from './http/get-code-lists.ts';
import { registerGetReceipt } from './http/get-receipt.ts';
import { registerGetSignals } from './http/get-signals.ts';
import { registerGetUnanswered } from './http/get-unanswered.ts';
import { registerPostDelivery } from './http/post-delivery.ts';
import { registerPutMandate } from './http/put-mandate.ts';
import { createAskVault } from './intake/ask-vault.ts';
import { createLookUp } from './intake/look-up.ts';
import { createRecordStore } from './intake/store-records.ts';
import { watchUnanswered } from './intake/watch-unanswered.ts';
import { recordKinds } from './messages/record-kinds.ts';
import { takeFeedback } from './messages/take-feedback.ts';

export const settings = {
  ...platformSettings,
  VAULT_URL: url(),
  /** Key of the content hashes. A new one makes every resend of a known message look like another content. */
  INTAKE_CONTENT_KEY: hexKey(32),
} as const;

/** Longest wait for the vault, which may ask the BRP in turn; well below the time a supplier waits for us. */
const vaultTimeoutMs = 10_000;

export async function startIntake(context: ServiceContext<typeof settings>): Promise<RunningService> {
  const { name, version, instance, config, log, metrics } = context;
  const lists = loadCodeLists();
  const faultPoints = createFaultPoints({
    faultPoint: config.FAULT_POINT,
    production: config.NODE_ENV === 'production',
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
  const consumer = await startConsumer({ messaging, database, handler: takeFeedback, log, metrics, faultPoints });
  const vault = createServiceClient({
    baseUrl: config.VAULT_URL,
    tokens: serviceTokensFrom(name, config),
    timeoutMs: vaultTimeoutMs,
  });
  const sweep = watchUnanswered({ database, clock, log, metrics });

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
  registerPostDelivery(server, {
    clock,
    contentKey: createSecretKey(config.INTAKE_CONTENT_KEY, 'hex'),
    rules: { checkKop: shapeCheck('kop'), kinds: recordKinds },
    lists: judgementLists(lists),
    lookUp: createLookUp(database),
    askVault: createAskVault(vault),
    store: createRecordStore({ database, outbox, log }),
    log,
  });
  registerGetReceipt(server, database);
  registerPutMandate(server, database);
  registerFetchFeedback(server, database);
  registerGetSignals(server);
  registerGetCodeLists(server, lists);
  registerGetUnanswered(server, database);
  registerAdminRoutes(server, { consumers: [consumer], outboxes: { [name]: outbox }, clock });
  await server.listen({ host: config.HOST, port: config.PORT });

  return {
    stop: (deadlineMs) =>
      stopInOrder(
        {
          clock,
          servers: [server],
          loops: [sweep],
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
