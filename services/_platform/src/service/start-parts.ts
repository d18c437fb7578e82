import type { FastifyInstance } from 'fastify';
import type { RunningClock } from '../clock/clock.ts';
import { startClock } from '../clock/start-clock.ts';
import type { platformSettings } from '../config/platform-settings.ts';
import { listOf } from '../config/settings.ts';
import type { BatchHandler } from '../consumer/batch-handler.ts';
import type { RunningConsumer } from '../consumer/running-consumer.ts';
import { startConsumer } from '../consumer/start-consumer.ts';
import { startPurge } from '../consumer/start-purge.ts';
import { openDatabase } from '../database/database.ts';
import type { Database } from '../database/database.ts';
import { createFaultPoints } from '../fault-points/fault-points.ts';
import type { FaultPoints } from '../fault-points/fault-points.ts';
import { createHttpServer } from '../http/create-http-server.ts';
import type { HttpServerOptions } from '../http/create-http-server.ts';
import { probeDatabase } from '../http/sql/probe-database.ts';
import type { TokenVerifier } from '../http/token-verifier.ts';
import { tokenVerifierFrom } from '../http/tokens-from-config.ts';
import { connectKafka } from '../messaging/kafkajs/connect-kafka.ts';
import type { Messaging } from '../messaging/messaging.ts';
import { createOutbox } from '../outbox/outbox.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Repeated } from './repeat.ts';
import type { RunningService, ServiceContext } from './service-context.ts';
import { stopInOrder } from './stop-in-order.ts';
import type { RunningParts, StoppableParts } from './stop-in-order.ts';

/** What a failed start gets to close what it had opened. */
const GIVE_UP_WITHIN_MS = 5_000;

type PlatformContext = ServiceContext<typeof platformSettings>;

/** What every service on Kafka and PostgreSQL stands on, opened; and how it opens the rest. */
export interface ServiceParts {
  readonly faultPoints: FaultPoints;
  readonly clock: RunningClock;
  readonly database: Database;
  readonly messaging: Messaging;
  /** Started, with a publisher of its own. */
  readonly outbox: Outbox;
  /** Judges the tokens of requests; a route that is handed another person's token judges that with it too. */
  readonly tokens: TokenVerifier;
  consume<M>(handler: BatchHandler<M>): Promise<RunningConsumer>;
  /** The HTTP face, not listening yet. Readiness asks the database besides what is named here. */
  openServer(o: Pick<HttpServerOptions, 'readiness' | 'openapi' | 'asyncapi' | 'bodyLimit'>): Promise<FastifyInstance>;
  /** Has this stopped in its turn, as stop-in-order.ts says. Hand over whatever is opened at the moment it is open. */
  readonly own: <Kind extends keyof StoppableParts, Part extends StoppableParts[Kind]>(kind: Kind, part: Part) => Part;
}

/**
 * Opens the parts, has the service wire its own to them, and gives back the one orderly stop of all. The wiring ends
 * with listening. When it throws half-way, what was open by then is stopped in the same order before the error goes on:
 * a process that lives on (a test, a retry) is left without timers, leases and connections of a service that is not.
 */
export async function startParts(
  context: PlatformContext,
  wire: (parts: ServiceParts) => Promise<void>,
): Promise<RunningService> {
  const running: Running = {};
  const stop = (deadlineMs: number): Promise<void> => stopInOrder(running, deadlineMs, context.log);
  try {
    await wire(await openParts(context, running));
  } catch (error) {
    await stop(GIVE_UP_WITHIN_MS);
    throw error;
  }
  return { stop };
}

type Running = { -readonly [Kind in keyof RunningParts]: RunningParts[Kind] };

async function openParts(context: PlatformContext, running: Running): Promise<ServiceParts> {
  const { name, version, instance, config, log, metrics } = context;
  const own: ServiceParts['own'] = (kind, part) => {
    Object.assign(running, { [kind]: [...(running[kind] ?? []), part] });
    return part;
  };
  const tokens = tokenVerifierFrom(config);
  const faultPoints = createFaultPoints({
    faultPoint: config.FAULT_POINT,
    production: config.NODE_ENV === 'production',
  });
  const clock = await startClock({ sandboxUrl: config.SANDBOX_URL, log });
  running.clock = clock;
  const database = own('databases', openDatabase({ url: config.DATABASE_URL, applicationName: name }));
  const brokers = listOf(config.KAFKA_BROKERS);
  const messaging = own('connections', connectKafka({ brokers, clientId: instance, prefix: config.KAFKA_PREFIX, log }));
  const publisher = own('connections', messaging.publisher('outbox'));
  const outbox = own('relays', createOutbox({ database, publisher, instance, faultPoints, log, metrics }));
  await outbox.start();
  let purge: Repeated | undefined;
  return {
    faultPoints,
    clock,
    database,
    messaging,
    outbox,
    tokens,
    own,
    consume: async (handler) => {
      purge ??= own('loops', startPurge({ database, log, days: config.PURGE_AFTER_DAYS }));
      return own('consumers', await startConsumer({ messaging, database, handler, log, metrics, faultPoints }));
    },
    openServer: async ({ readiness, ...options }) =>
      own(
        'servers',
        await createHttpServer({
          ...options,
          service: name,
          version,
          log,
          metrics,
          tokens,
          readiness: { database: () => probeDatabase(database), ...readiness },
          limits: { requestsPerMinute: config.RATE_LIMIT_PER_MINUTE },
        }),
      ),
  };
}
