import type { FastifyInstance } from 'fastify';
import type { RunningClock } from '../../../_platform/src/clock/clock.ts';
import type { RunningConsumer } from '../../../_platform/src/consumer/running-consumer.ts';
import { registerAdminRoutes } from '../../../_platform/src/http/admin-routes.ts';
import { createHttpServer } from '../../../_platform/src/http/create-http-server.ts';
import { probeDatabase } from '../../../_platform/src/http/sql/probe-database.ts';
import { tokenVerifierFrom } from '../../../_platform/src/http/tokens-from-config.ts';
import type { ServiceContext } from '../../../_platform/src/service/service-context.ts';
import type { settings } from '../settings.ts';
import type { QueueLoop } from '../work/queue-loop.ts';
import type { VaultParts } from '../work/vault-parts.ts';
import { registerMutationRoutes } from './mutation-routes.ts';
import { openapi } from './openapi.ts';
import { registerPortfolioKeyRoutes } from './portfolio-key-routes.ts';
import { registerRecogniseRoute } from './recognise-route.ts';
import { registerSandboxRoute } from './sandbox-route.ts';

/** The HTTP face of the vault, not listening yet. The call that joins pseudonyms exists in sandbox mode only. */
export async function createVaultServer(
  { name, version, config, log, metrics }: ServiceContext<typeof settings>,
  o: {
    parts: VaultParts;
    consumers: readonly RunningConsumer[];
    clock: RunningClock;
    refreshes: QueueLoop;
    claims: QueueLoop;
  },
): Promise<FastifyInstance> {
  const tokens = tokenVerifierFrom(config);
  const server = await createHttpServer({
    service: name,
    version,
    log,
    metrics,
    tokens,
    readiness: {
      database: () => probeDatabase(o.parts.database),
      consumers: () => o.consumers.every((consumer) => consumer.ready()),
    },
    limits: { requestsPerMinute: config.RATE_LIMIT_PER_MINUTE },
    openapi,
  });
  registerRecogniseRoute(server, o.parts);
  registerMutationRoutes(server, o.parts, { brpChanged: o.refreshes.nudge, diplomasChanged: o.claims.nudge });
  registerPortfolioKeyRoutes(server, o.parts, tokens);
  if (config.SANDBOX_URL !== undefined) registerSandboxRoute(server, o.parts);
  registerAdminRoutes(server, { consumers: o.consumers, outboxes: { [name]: o.parts.outbox }, clock: o.clock });
  return server;
}
