/**
 * P5: what the platform is measured against, everything done at once. One Fastify process with the platform's own server,
 * strict parsing, token check and judgement; one transaction per request does all of the work, on a database of its own
 * with the same tables. No Kafka, no other process but the BRP.
 *
 * Made as well as we can: statements are prepared, and sent without waiting where they may be, and it keeps no log of
 * commands, no events and no processing log. What it does less than the platform is in its favour.
 */
import { createSecretKey } from 'node:crypto';
import { loadCodeLists } from '../../../schemas/code-lists/load-code-lists.ts';
import type { Leveringsantwoord } from '../../../schemas/message-book/v1/generated.ts';
import { shapeCheck } from '../../../schemas/message-book/v1/validators.ts';
import { judgementLists } from '../../../services/appointment-intake/src/domain/judgement-lists.ts';
import { deliveryIn } from '../../../services/appointment-intake/src/http/post-delivery.ts';
import { callerOin, suppliers } from '../../../services/appointment-intake/src/http/supplier.ts';
import { recordKinds } from '../../../services/appointment-intake/src/messages/record-kinds.ts';
import { createBrp } from '../../../services/identity-vault/src/adapters/brp.ts';
import { createPersonSeals } from '../../../services/identity-vault/src/crypto/person-seals.ts';
import { readVaultKeys } from '../../../services/identity-vault/src/crypto/vault-keys.ts';
import { pensionAgesFrom } from '../../../services/identity-vault/src/domain/state-pension.ts';
import { createGroundBook } from '../../../services/register-state/src/domain/ground-book.ts';
import { RULES_VERSION } from '../../../services/register-state/src/domain/rules-version.ts';
import { startClock } from '../../../services/_platform/src/clock/start-clock.ts';
import { processSettings } from '../../../services/_platform/src/config/platform-settings.ts';
import { hexKey, integer, url } from '../../../services/_platform/src/config/settings.ts';
import { readConfig } from '../../../services/_platform/src/config/read-config.ts';
import { openDatabase } from '../../../services/_platform/src/database/database.ts';
import { createHttpServer } from '../../../services/_platform/src/http/create-http-server.ts';
import { createServiceClient } from '../../../services/_platform/src/http/service-client.ts';
import { tokenVerifierFrom } from '../../../services/_platform/src/http/tokens-from-config.ts';
import { createLogger } from '../../../services/_platform/src/logging/create-logger.ts';
import { createMetrics } from '../../../services/_platform/src/metrics/metrics.ts';
import { takeInWhole } from './take-in-whole.ts';

const settings = {
  ...processSettings,
  SANDBOX_URL: url(),
  INTAKE_CONTENT_KEY: hexKey(32),
  VAULT_LOOKUP_KEY: hexKey(32),
  VAULT_VALUE_KEY: hexKey(32),
  VAULT_WRAP_KEY: hexKey(32),
  POOL_SIZE: integer({ minimum: 1, maximum: 200 }),
};
const BRP_TIMEOUT_MS = 4_000;

const config = readConfig(settings, process.env);
const log = createLogger({ service: 'monolith' });
const codeLists = loadCodeLists();
const clock = await startClock({ sandboxUrl: config.SANDBOX_URL, log });
const database = openDatabase({
  url: config.DATABASE_URL,
  applicationName: 'monolith',
  poolSize: config.POOL_SIZE,
});
const keys = readVaultKeys({
  lookup: config.VAULT_LOOKUP_KEY,
  value: config.VAULT_VALUE_KEY,
  wrap: config.VAULT_WRAP_KEY,
});
const lists = judgementLists(codeLists);
const parts = {
  database,
  clock,
  log,
  contentKey: createSecretKey(config.INTAKE_CONTENT_KEY, 'hex'),
  rules: { checkKop: shapeCheck('kop'), kinds: recordKinds },
  lists: () => lists,
  law: { book: createGroundBook(codeLists.grounds), listVersion: 1, rulesVersion: RULES_VERSION },
  vault: {
    keys,
    seals: createPersonSeals(keys.value),
    brp: createBrp(createServiceClient({ baseUrl: config.SANDBOX_URL, timeoutMs: BRP_TIMEOUT_MS })),
    pensionAges: pensionAgesFrom(codeLists.statePensionAges),
  },
};

const app = await createHttpServer({
  service: 'monolith',
  version: '1.0.0',
  log,
  metrics: createMetrics({ service: 'monolith' }),
  tokens: tokenVerifierFrom({
    NODE_ENV: config.NODE_ENV,
    SANDBOX_URL: config.SANDBOX_URL,
    TOKEN_ISSUER: undefined,
    TOKEN_JWKS_URL: undefined,
    SERVICE_KEYS: undefined,
  }),
  readiness: {},
  limits: { requestsPerMinute: config.RATE_LIMIT_PER_MINUTE },
});
app.post('/v1/leveringen', { config: { access: suppliers } }, async (request, reply) => {
  const oin = callerOin(request);
  const delivery = deliveryIn(request.body);
  const ontvangstbevestigingen = await takeInWhole(delivery, { oin, traceparent: request.traceparent }, parts);
  reply.code(202);
  return { leveringId: delivery.leveringId, ontvangstbevestigingen } satisfies Leveringsantwoord;
});

console.log(await app.listen({ host: config.HOST, port: config.PORT }));
process.once('SIGTERM', () => {
  clock.stop();
  void app.close().then(() => database.close());
});
