import type { FastifyInstance } from 'fastify';
import type { RunningClock } from '../../../_platform/src/clock/clock.ts';
import type { RunningConsumer } from '../../../_platform/src/consumer/running-consumer.ts';
import { registerAdminRoutes } from '../../../_platform/src/http/admin-routes.ts';
import type { TokenVerifier } from '../../../_platform/src/http/token-verifier.ts';
import type { ServiceContext } from '../../../_platform/src/service/service-context.ts';
import type { settings } from '../settings.ts';
import type { QueueLoop } from '../work/queue-loop.ts';
import type { VaultParts } from '../work/vault-parts.ts';
import { registerMutationRoutes } from './mutation-routes.ts';
import { registerNumberRoutes } from './number-routes.ts';
import { registerPortfolioKeyRoutes } from './portfolio-key-routes.ts';
import { registerRecogniseRoute } from './recognise-route.ts';
import { registerSandboxRoute } from './sandbox-route.ts';

/** All calls of the vault. The call that joins pseudonyms exists in sandbox mode only. */
export function registerVaultRoutes(
  server: FastifyInstance,
  { name, config }: ServiceContext<typeof settings>,
  o: {
    parts: VaultParts;
    tokens: TokenVerifier;
    consumers: readonly RunningConsumer[];
    clock: RunningClock;
    refreshes: QueueLoop;
    claims: QueueLoop;
  },
): void {
  registerRecogniseRoute(server, o.parts);
  registerNumberRoutes(server, o.parts);
  registerMutationRoutes(server, o.parts, { brpChanged: o.refreshes.nudge, diplomasChanged: o.claims.nudge });
  registerPortfolioKeyRoutes(server, o.parts, o.tokens);
  if (config.SANDBOX_URL !== undefined) registerSandboxRoute(server, o.parts);
  registerAdminRoutes(server, { consumers: o.consumers, outboxes: { [name]: o.parts.outbox }, clock: o.clock });
}
