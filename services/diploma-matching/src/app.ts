import { loadCodeLists } from '../../../schemas/code-lists/load-code-lists.ts';
import openapi from '../../../schemas/openapi/diploma-matching.json' with { type: 'json' };
import { platformSettings } from '../../_platform/src/config/platform-settings.ts';
import { registerAdminRoutes } from '../../_platform/src/http/admin-routes.ts';
import type { RunningService, ServiceContext } from '../../_platform/src/service/service-context.ts';
import { startParts } from '../../_platform/src/service/start-parts.ts';
import { registerMatchRoutes } from './http/match-routes.ts';
import { claimsHandler } from './messages/claims-handler.ts';
import { insertCodeLists } from './sql/insert-code-lists.ts';
import { storedLists, versionLists } from './version-lists.ts';

export const settings = platformSettings;

export function startDiplomaMatching(context: ServiceContext<typeof settings>): Promise<RunningService> {
  return startParts(context, async (parts) => {
    const { name, config } = context;
    const { database, outbox, clock } = parts;
    const lists = versionLists(loadCodeLists());
    await insertCodeLists(database, storedLists(lists), clock.now());
    const consumer = await parts.consume(claimsHandler({ lists, outbox, clock }));

    const server = await parts.openServer({ readiness: { consumer: () => consumer.ready() }, openapi });
    registerMatchRoutes(server, { database, outbox, clock });
    registerAdminRoutes(server, { consumers: [consumer], outboxes: { [name]: outbox }, clock });
    await server.listen({ host: config.HOST, port: config.PORT });
  });
}
