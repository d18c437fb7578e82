import openapi from '../../../schemas/openapi/portfolio-storage.json' with { type: 'json' };
import { platformSettings } from '../../_platform/src/config/platform-settings.ts';
import { url } from '../../_platform/src/config/settings.ts';
import { registerAdminRoutes } from '../../_platform/src/http/admin-routes.ts';
import { createServiceClient } from '../../_platform/src/http/service-client.ts';
import { serviceTokensFrom } from '../../_platform/src/http/tokens-from-config.ts';
import type { RunningService, ServiceContext } from '../../_platform/src/service/service-context.ts';
import { startParts } from '../../_platform/src/service/start-parts.ts';
import { registerTeacherRoutes } from './http/teacher-routes.ts';
import { accessHandler } from './messages/access-handler.ts';
import { createTeacherKeys } from './sealing/teacher-keys.ts';

export const settings = { ...platformSettings, VAULT_URL: url() };

const VAULT_TIMEOUT_MS = 5_000;

export function startPortfolioStorage(context: ServiceContext<typeof settings>): Promise<RunningService> {
  return startParts(context, async (parts) => {
    const { name, config } = context;
    const { database, outbox, clock } = parts;
    const consumer = await parts.consume(accessHandler);
    const vault = parts.own(
      'connections',
      createServiceClient({
        baseUrl: config.VAULT_URL,
        tokens: serviceTokensFrom(name, config),
        timeoutMs: VAULT_TIMEOUT_MS,
      }),
    );

    const server = await parts.openServer({ readiness: { consumer: () => consumer.ready() }, openapi });
    await registerTeacherRoutes(server, { database, outbox, keys: createTeacherKeys(vault), clock });
    registerAdminRoutes(server, { consumers: [consumer], outboxes: { [name]: outbox }, clock });
    await server.listen({ host: config.HOST, port: config.PORT });
  });
}
