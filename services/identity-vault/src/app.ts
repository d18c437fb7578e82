import { loadCodeLists } from '../../../schemas/code-lists/load-code-lists.ts';
import type { RunningConsumer } from '../../_platform/src/consumer/running-consumer.ts';
import { createServiceClient } from '../../_platform/src/http/service-client.ts';
import type { ServiceClient } from '../../_platform/src/http/service-client.ts';
import { serviceTokensFrom } from '../../_platform/src/http/tokens-from-config.ts';
import type { RunningService, ServiceContext } from '../../_platform/src/service/service-context.ts';
import { startParts } from '../../_platform/src/service/start-parts.ts';
import { createBrp } from './adapters/brp.ts';
import { createDiplomaRegister } from './adapters/diploma-register.ts';
import { createIntake } from './adapters/intake.ts';
import { createPersonSeals } from './crypto/person-seals.ts';
import { readVaultKeys } from './crypto/vault-keys.ts';
import { pensionAgesFrom } from './domain/state-pension.ts';
import { openapi } from './http/openapi.ts';
import { registerVaultRoutes } from './http/vault-routes.ts';
import { registrationEventsHandler } from './messages/registration-events-handler.ts';
import { teachingClaimsHandler } from './messages/teaching-claims-handler.ts';
import { addressOf } from './settings.ts';
import type { settings } from './settings.ts';
import { askDiplomaRegister, QUESTION_TIMEOUT_MS } from './work/ask-diploma-register.ts';
import { passDay } from './work/pass-day.ts';
import { startQueueLoop } from './work/queue-loop.ts';
import type { QueueLoop, QueueLoopOptions } from './work/queue-loop.ts';
import { refreshFromBrp } from './work/refresh-from-brp.ts';
import type { VaultParts } from './work/vault-parts.ts';

/** Below the time that intake waits for the vault, so that it is told 503 instead of running out of time. */
const BRP_TIMEOUT_MS = 4_000;
const INTAKE_TIMEOUT_MS = 10_000;
const MOST_BEHIND_MS = 60 * 60_000;

/** Wires the vault: what each part does is said where it is made. */
export function startIdentityVault(context: ServiceContext<typeof settings>): Promise<RunningService> {
  return startParts(context, async (platform) => {
    const { name, config, log } = context;
    const { database, outbox, clock, own } = platform;
    const clientOf = (baseUrl: string, timeoutMs: number): ServiceClient =>
      own('connections', createServiceClient({ baseUrl, timeoutMs }));
    const keys = readVaultKeys({
      lookup: config.VAULT_LOOKUP_KEY,
      value: config.VAULT_VALUE_KEY,
      wrap: config.VAULT_WRAP_KEY,
    });
    const consumers: RunningConsumer[] = [];
    const parts: VaultParts = {
      database,
      outbox,
      clock,
      log,
      keys,
      seals: createPersonSeals(keys.value),
      brp: createBrp(clientOf(addressOf('BRP_URL', config), BRP_TIMEOUT_MS)),
      intake: createIntake(
        own(
          'connections',
          createServiceClient({
            baseUrl: config.INTAKE_URL,
            tokens: serviceTokensFrom(name, config),
            timeoutMs: INTAKE_TIMEOUT_MS,
          }),
        ),
      ),
      registerEvents: { areRead: () => areRead(consumers[0]) },
      pensionAges: pensionAgesFrom(loadCodeLists().statePensionAges),
    };
    const diplomaRegister = createDiplomaRegister(
      clientOf(addressOf('DIPLOMAREGISTER_URL', config), QUESTION_TIMEOUT_MS),
    );

    const loop = (name: string, pollEveryMs: number, pass: QueueLoopOptions['pass']): QueueLoop =>
      own('loops', startQueueLoop({ name, log, pollEveryMs, pass }));
    const claims = loop('claims', 1_000, () => askDiplomaRegister(parts, diplomaRegister));
    const refreshes = loop('brp-refreshes', 1_000, () => refreshFromBrp(parts));
    const days = loop('day-turn', 60_000, () => passDay(parts));
    clock.onNewDay(days.nudge);

    consumers.push(
      await platform.consume(registrationEventsHandler(parts)),
      await platform.consume(teachingClaimsHandler(claims.nudge)),
    );
    const server = await platform.openServer({
      readiness: { consumers: () => consumers.every((consumer) => consumer.ready()) },
      openapi,
    });
    registerVaultRoutes(server, context, { parts, tokens: platform.tokens, consumers, clock, refreshes, claims });
    await server.listen({ host: config.HOST, port: config.PORT });
  });
}

/** See RegisterEvents. @param consumer absent while the vault starts */
async function areRead(consumer: RunningConsumer | undefined): Promise<boolean> {
  if (consumer === undefined) return false;
  const { partitions } = await consumer.status();
  if (partitions.some(({ lagMs }) => lagMs > MOST_BEHIND_MS)) return false;
  return (await consumer.parked.list({ state: 'OPEN', limit: 1 })).length === 0;
}
