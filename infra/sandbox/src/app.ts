import type { FastifyInstance } from 'fastify';
import { addDays, dayOf } from '../../../services/_platform/src/clock/amsterdam.ts';
import { createSandboxClock } from '../../../services/_platform/src/clock/sandbox-clock.ts';
import { ConfigError } from '../../../services/_platform/src/config/read-config.ts';
import { openDatabase } from '../../../services/_platform/src/database/database.ts';
import { createHttpServer } from '../../../services/_platform/src/http/create-http-server.ts';
import { createServiceClient } from '../../../services/_platform/src/http/service-client.ts';
import type { ServiceClient } from '../../../services/_platform/src/http/service-client.ts';
import type { ServiceTokens } from '../../../services/_platform/src/http/service-tokens.ts';
import { createTokenVerifier } from '../../../services/_platform/src/http/token-verifier.ts';
import { SANDBOX_ISSUER, serviceTokensFrom } from '../../../services/_platform/src/http/tokens-from-config.ts';
import type { RunningService, ServiceContext } from '../../../services/_platform/src/service/service-context.ts';
import { stopInOrder } from '../../../services/_platform/src/service/stop-in-order.ts';
import { createDateMover } from './date/date-mover.ts';
import { registerBrpRoutes } from './http/brp-routes.ts';
import { registerDateRoutes } from './http/date-routes.ts';
import { registerDiplomaRoutes } from './http/diploma-routes.ts';
import { registerOutageRoutes } from './http/outage-routes.ts';
import { registerPlatformRoutes } from './http/platform-routes.ts';
import { registerTokenRoutes } from './http/token-routes.ts';
import { createIssuer } from './issuer.ts';
import { startAnnouncer } from './outside/announcer.ts';
import { openOutages } from './outside/outages.ts';
import type { sandboxSettings } from './settings.ts';
import { findDaysAhead } from './sql/find-days-ahead.ts';

const CALL_WITHIN_MS = 5_000;

export interface RunningSandbox extends RunningService {
  readonly app: FastifyInstance;
}

/** Puts the sandbox together and opens its port. */
export async function startSandbox(context: ServiceContext<typeof sandboxSettings>): Promise<RunningSandbox> {
  const { config, log, metrics } = context;
  if (config.NODE_ENV === 'production') {
    throw new ConfigError(['NODE_ENV: the sandbox gives tokens to anybody and does not start in production']);
  }
  const issuer = await createIssuer(config.SANDBOX_ISSUER_KEY);
  const clients = connectServices(config, serviceTokensFrom('sandbox', config));
  const database = openDatabase({ url: config.DATABASE_URL, applicationName: 'sandbox' });
  const outages = await openOutages(database);

  const realDay = dayOf(new Date());
  const datum = addDays(realDay, await findDaysAhead(database));
  const clock = createSandboxClock({ datum, werkelijkeDatum: realDay });
  const register = clients['register-state'];
  const mover = createDateMover({ clock, database, services: clients, register, log });
  const announcer = startAnnouncer({ database, vault: clients['identity-vault'], log });

  const app = await createHttpServer({
    service: 'sandbox',
    version: '1.0.0',
    log,
    metrics,
    tokens: createTokenVerifier({ issuer: SANDBOX_ISSUER, issuerKeys: issuer.keys }),
    readiness: { database: async () => (await findDaysAhead(database)) >= 0 },
    // Passing years takes minutes, during which nothing moves on the caller's connection.
    limits: { answerMs: 0, eventLoopDelayMs: 0, requestsPerMinute: config.RATE_LIMIT_PER_MINUTE },
  });
  registerTokenRoutes(app, issuer);
  registerBrpRoutes(app, { database, outages, announcer });
  registerDiplomaRoutes(app, { database, outages, announcer });
  registerDateRoutes(app, clock, mover);
  registerOutageRoutes(app, outages);
  registerPlatformRoutes(app, { intake: clients['appointment-intake'], vault: clients['identity-vault'], issuer });
  await app.listen({ host: config.HOST, port: config.PORT });

  return {
    app,
    stop: async (deadlineMs) => {
      // A running move would keep its caller's request open: it ends at the day it has come to.
      await Promise.all([
        mover.stop(),
        stopInOrder(
          { clock, servers: [app], loops: [announcer], connections: Object.values(clients), databases: [database] },
          deadlineMs,
          log,
        ),
      ]);
    },
  };
}

/**
 * The services by name. Intake is called with a token of the issuer, like any supplier's administrator would; for the
 * call about the clock each of them wants the sandbox's own.
 */
function connectServices(
  config: ServiceContext<typeof sandboxSettings>['config'],
  tokens: ServiceTokens,
): Record<
  'appointment-intake' | 'register-state' | 'portfolio-storage' | 'diploma-matching' | 'identity-vault',
  ServiceClient
> {
  const client = (baseUrl: string): ServiceClient =>
    createServiceClient({ baseUrl, tokens, timeoutMs: CALL_WITHIN_MS });
  return {
    'appointment-intake': client(config.INTAKE_URL),
    'register-state': client(config.REGISTER_URL),
    'portfolio-storage': client(config.PORTFOLIO_URL),
    'diploma-matching': client(config.MATCHING_URL),
    'identity-vault': client(config.VAULT_URL),
  };
}
