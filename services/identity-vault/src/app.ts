import { loadCodeLists } from '../../../schemas/code-lists/load-code-lists.ts';
import { startClock } from '../../_platform/src/clock/start-clock.ts';
import { listOf } from '../../_platform/src/config/settings.ts';
import { startConsumer } from '../../_platform/src/consumer/start-consumer.ts';
import { openDatabase } from '../../_platform/src/database/database.ts';
import { createFaultPoints } from '../../_platform/src/fault-points/fault-points.ts';
import { createServiceClient } from '../../_platform/src/http/service-client.ts';
import { connectKafka } from '../../_platform/src/messaging/kafkajs/connect-kafka.ts';
import { createOutbox } from '../../_platform/src/outbox/outbox.ts';
import type { RunningService, ServiceContext } from '../../_platform/src/service/service-context.ts';
import { stopInOrder } from '../../_platform/src/service/stop-in-order.ts';
import { createBrp } from './adapters/brp.ts';
import { createDiplomaRegister } from './adapters/diploma-register.ts';
import { createPersonSeals } from './crypto/person-seals.ts';
import { readVaultKeys } from './crypto/vault-keys.ts';
import { pensionAgesFrom } from './domain/state-pension.ts';
import { createVaultServer } from './http/vault-server.ts';
import { registrationEventsHandler } from './messages/registration-events-handler.ts';
import { teachingClaimsHandler } from './messages/teaching-claims-handler.ts';
import { addressOf } from './settings.ts';
import type { settings } from './settings.ts';
import { askDiplomaRegister } from './work/ask-diploma-register.ts';
import { passDay } from './work/pass-day.ts';
import { startQueueLoop } from './work/queue-loop.ts';
import { refreshFromBrp } from './work/refresh-from-brp.ts';
import type { VaultParts } from './work/vault-parts.ts';

/** Below the time that intake waits for the vault, so that it is told 503 instead of running out of time. */
const BRP_TIMEOUT_MS = 4_000;
const DIPLOMA_REGISTER_TIMEOUT_MS = 10_000;

/** Wires the vault: what each part does is said where it is made. */
export async function startIdentityVault(context: ServiceContext<typeof settings>): Promise<RunningService> {
  const { name, instance, config, log, metrics } = context;
  const faultPoints = createFaultPoints({
    faultPoint: config.FAULT_POINT,
    production: config.NODE_ENV === 'production',
  });
  const brpClient = createServiceClient({ baseUrl: addressOf('BRP_URL', config), timeoutMs: BRP_TIMEOUT_MS });
  const diplomaClient = createServiceClient({
    baseUrl: addressOf('DIPLOMAREGISTER_URL', config),
    timeoutMs: DIPLOMA_REGISTER_TIMEOUT_MS,
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

  const keys = readVaultKeys({
    lookup: config.VAULT_LOOKUP_KEY,
    value: config.VAULT_VALUE_KEY,
    wrap: config.VAULT_WRAP_KEY,
  });
  const parts: VaultParts = {
    database,
    outbox,
    clock,
    keys,
    seals: createPersonSeals(keys.value),
    brp: createBrp(brpClient),
    pensionAges: pensionAgesFrom(loadCodeLists().statePensionAges),
  };

  const diplomaRegister = createDiplomaRegister(diplomaClient);
  const claims = startQueueLoop({
    name: 'claims',
    log,
    pollEveryMs: 1_000,
    pass: () => askDiplomaRegister(parts, diplomaRegister),
  });
  const refreshes = startQueueLoop({
    name: 'brp-refreshes',
    log,
    pollEveryMs: 1_000,
    pass: () => refreshFromBrp(parts),
  });
  const days = startQueueLoop({ name: 'day-turn', log, pollEveryMs: 60_000, pass: () => passDay(parts) });
  clock.onNewDay(days.nudge);

  const consuming = { messaging, database, log, metrics, faultPoints };
  const consumers = [
    await startConsumer({ ...consuming, handler: registrationEventsHandler(parts) }),
    await startConsumer({ ...consuming, handler: teachingClaimsHandler(claims.nudge) }),
  ];
  const server = await createVaultServer(context, { parts, consumers, clock, refreshes, claims });
  await server.listen({ host: config.HOST, port: config.PORT });

  return {
    stop: (deadlineMs) =>
      stopInOrder(
        {
          clock,
          servers: [server],
          loops: [claims, refreshes, days],
          consumers,
          relays: [outbox],
          connections: [publisher, messaging, brpClient, diplomaClient],
          databases: [database],
        },
        deadlineMs,
        log,
      ),
  };
}
