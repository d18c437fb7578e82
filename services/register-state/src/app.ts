import asyncapi from '../../../schemas/asyncapi/platform.json' with { type: 'json' };
import openapi from '../../../schemas/openapi/register-state.json' with { type: 'json' };
import { loadCodeLists } from '../../../schemas/code-lists/load-code-lists.ts';
import { platformSettings } from '../../_platform/src/config/platform-settings.ts';
import { certificates, hexKey, optional, text } from '../../_platform/src/config/settings.ts';
import { registerAdminRoutes } from '../../_platform/src/http/admin-routes.ts';
import { createCursorRelay } from '../../_platform/src/relay/cursor-relay.ts';
import type { CursorRelay } from '../../_platform/src/relay/cursor-relay.ts';
import { createNewestStateRelay } from '../../_platform/src/relay/newest-state-relay.ts';
import type { RunningService, ServiceContext } from '../../_platform/src/service/service-context.ts';
import { startParts } from '../../_platform/src/service/start-parts.ts';
import { createCommandHandler } from './command-handler.ts';
import { startDayClock } from './day-clock/day-clock.ts';
import { startDestruction } from './destruction/start-destruction.ts';
import { createFeed } from './feed/feed.ts';
import { registerBoardPersonRoutes } from './http/board-person-routes.ts';
import { createBoardPseudonyms } from './http/board-pseudonyms.ts';
import { registerBoardRoutes } from './http/board-routes.ts';
import { registerCommandRoutes } from './http/command-routes.ts';
import { registerComparisonRoutes } from './http/comparison-routes.ts';
import { registerCorrectionCaseRoute } from './http/correction-case-route.ts';
import { registerCorrectionRoutes } from './http/correction-routes.ts';
import { registerCorrectionStepRoutes } from './http/correction-step-routes.ts';
import { registerDayTurnRoute } from './http/day-turn-route.ts';
import { registerDestructionRoutes } from './http/destruction-routes.ts';
import { registerFeedRoutes } from './http/feed-routes.ts';
import { guardRoutes } from './http/guard-routes.ts';
import { registerLookupRoutes } from './http/lookup-routes.ts';
import { registerHistoryRoutes } from './http/history-routes.ts';
import { registerOverdueCorrectionRoutes } from './http/overdue-correction-routes.ts';
import { registerPublicStateRoutes } from './http/public-state-routes.ts';
import { registerRegistrationRoutes } from './http/registration-routes.ts';
import { registerSimulationRoute } from './http/simulation-route.ts';
import { registerSubscriptionRoutes } from './http/subscription-routes.ts';
import { registerTermOverrunRoutes } from './http/term-overrun-routes.ts';
import { registerTeacherRequestRoutes } from './http/teacher-request-routes.ts';
import { createJudgingLists } from './lists/judging-lists.ts';
import { startLookupsPurge } from './lookups/start-lookups-purge.ts';
import { createMatchHandler } from './match-handler.ts';
import { COMMAND_TOPIC } from './messages/command-row.ts';
import { createCommandLogReader } from './publish/command-log-reader.ts';
import { openSubscriptions } from './subscriptions/open-subscriptions.ts';
import { createPublicStateReader } from './publish/public-state-reader.ts';

export const settings = {
  ...platformSettings,
  /** Makes the pseudonym under which a board knows a person; 32 bytes in hex. */
  REGISTER_PSEUDONYM_KEY: hexKey(32),
  /** Key of the secrets of subscriptions. With another one none of them can be signed for: all have to be renewed. */
  REGISTER_WEBHOOK_KEY: hexKey(32),
  /** Certificates of authorities (PEM) that receivers of webhooks may have theirs from, besides the well-known ones. */
  REGISTER_WEBHOOK_AUTHORITIES: optional(certificates()),
  /** Organisation number of the register, in the `source` of its events; the default is one for tests. */
  REGISTER_OIN: text({ default: '00000099000000001000', pattern: '^[0-9]{8}[0-9A-Z]{12}$' }),
};

export function startRegisterState(context: ServiceContext<typeof settings>): Promise<RunningService> {
  return startParts(context, async (parts) => {
    const { name, instance, config, log, metrics } = context;
    const { database, messaging, outbox, clock, faultPoints, own } = parts;
    const source = `urn:nld:oin:${config.REGISTER_OIN}:systeem:register-state`;
    const partitions = await messaging.partitionCount(COMMAND_TOPIC);
    const lists = createJudgingLists({ release: loadCodeLists(), partitions });
    await lists.keepFirst(database);

    const relay = own(
      'relays',
      createCursorRelay({
        name: 'gebeurtenissen',
        partitions,
        database,
        publisher: own('connections', messaging.publisher('gebeurtenissen')),
        reader: createCommandLogReader({ source, partitions }),
        instance,
        faultPoints,
        log,
        metrics,
      }),
    );
    relay.start();
    const states = own(
      'relays',
      createNewestStateRelay({
        name: 'registratiestanden',
        partitions,
        database,
        open: () => messaging.solePublisher('registratiestanden'),
        reader: createPublicStateReader({ database, partitions, log }),
        instance,
        faultPoints,
        log,
        metrics,
      }),
    );
    states.start();
    const feed = own('loops', createFeed({ database, partitions, faultPoints, log }));
    feed.start();
    const offer: CursorRelay['offer'] = (partition, entries) => {
      relay.offer(partition, entries);
      feed.wake();
    };
    const commands = await parts.consume(createCommandHandler({ lists, relay: { offer }, source, outbox, clock }));
    const matches = await parts.consume(createMatchHandler({ outbox, clock }));
    own('loops', startDayClock({ database, outbox, clock, partitions, log }));
    own('loops', startLookupsPurge({ database, clock, log }));
    own('loops', startDestruction({ database, clock, log }));

    const server = await parts.openServer({
      readiness: { opdrachten: () => commands.ready(), diplomamatches: () => matches.ready() },
      openapi,
      asyncapi,
    });
    const routes = { database, outbox, clock, lists, parked: commands.parked };
    guardRoutes(server);
    registerRegistrationRoutes(server, routes);
    registerCommandRoutes(server, routes);
    registerTeacherRequestRoutes(server, routes);
    registerLookupRoutes(server, routes);
    registerCorrectionRoutes(server, routes);
    registerOverdueCorrectionRoutes(server, routes);
    registerCorrectionCaseRoute(server, routes);
    registerCorrectionStepRoutes(server, routes);
    const pseudonyms = createBoardPseudonyms(config.REGISTER_PSEUDONYM_KEY);
    registerTermOverrunRoutes(server, routes);
    registerDestructionRoutes(server, routes);
    registerBoardRoutes(server, { ...routes, pseudonyms, partitions });
    registerHistoryRoutes(server, { ...routes, source });
    registerBoardPersonRoutes(server, { ...routes, pseudonyms });
    registerComparisonRoutes(server, { ...routes, pseudonyms });
    registerFeedRoutes(server, { ...routes, feed, source });
    registerPublicStateRoutes(server, routes);
    const key = config.REGISTER_WEBHOOK_KEY;
    const local = config.SANDBOX_URL !== undefined;
    const extraAuthorities = config.REGISTER_WEBHOOK_AUTHORITIES;
    const { desk, wake } = openSubscriptions(parts, { feed, source, key, local, extraAuthorities, log, metrics });
    registerSubscriptionRoutes(server, { database, desk, wake });
    registerSimulationRoute(server, { database, outbox, clock, lists, partitions });
    registerDayTurnRoute(server, { database, partitions });
    registerAdminRoutes(server, {
      consumers: [commands, matches],
      outboxes: { [name]: outbox },
      relays: { gebeurtenissen: relay, registratiestanden: states },
      clock,
    });
    await server.listen({ host: config.HOST, port: config.PORT });
  });
}
