import helmet from '@fastify/helmet';
import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from '../logging/logger.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { admitRequests } from './admit-requests.ts';
import { answerBrokenConnection, answerFrameworkError, answerProblems } from './answer-problems.ts';
import { answerUnknownRoutes } from './answer-unknown-routes.ts';
import { createValidatorCompiler } from './compile-validator.ts';
import { acceptJsonBodies } from './json-body.ts';
import { createRateLimit } from './limit-rate.ts';
import { limitBodyTime } from './limit-body-time.ts';
import { DEFAULT_LIMITS } from './limits.ts';
import type { HttpLimits } from './limits.ts';
import { measureRequests } from './measure-requests.ts';
import { isOperatingRoute, registerOperatingRoutes } from './operating-routes.ts';
import type { ReadinessCheck } from './operating-routes.ts';
import { unavailable } from './platform-problem.ts';
import { refuseUnderPressure } from './refuse-under-pressure.ts';
import { requireAccess } from './require-access.ts';
import type { TokenVerifier } from './token-verifier.ts';
import { traceRequests } from './trace-requests.ts';

export interface HttpServerOptions {
  readonly service: string;
  /** Version of the API, for the header API-Version. */
  readonly version: string;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly tokens: TokenVerifier;
  /** What must be true before the process is sent work, each by its name; the database (sql/probe-database.ts) among it. */
  readonly readiness: Readonly<Record<string, ReadinessCheck>>;
  /** Most bytes of a decoded body, 4 MiB when left out. */
  readonly bodyLimit?: number;
  readonly limits?: Partial<HttpLimits>;
  /** Document of /v1/openapi.json. */
  readonly openapi?: object;
  /** Document of /v1/asyncapi.json. */
  readonly asyncapi?: object;
}

/**
 * The HTTP face that all services share. The hooks of a request run in this order, cheapest refusal first:
 * trace and headers → stopping → pressure → admission → access (token, rate, rules) → body → schema → handler.
 *
 * The caller adds routes, each with `config.access`, and then listens.
 */
export async function createHttpServer(o: HttpServerOptions): Promise<FastifyInstance> {
  const limits: HttpLimits = {
    ...DEFAULT_LIMITS,
    ...(o.bodyLimit === undefined ? {} : { bodyBytes: o.bodyLimit }),
    ...o.limits,
  };
  let isStopping = false;
  const app = fastify({
    logger: false,
    bodyLimit: limits.bodyBytes,
    requestTimeout: Math.max(limits.requestMs, limits.streamMs),
    keepAliveTimeout: limits.idleConnectionMs,
    connectionTimeout: limits.answerMs,
    http: {
      headersTimeout: Math.min(limits.headersMs, limits.requestMs),
      connectionsCheckingInterval: Math.min(1_000, limits.headersMs),
    },
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    trustProxy: false,
    clientErrorHandler: answerBrokenConnection,
    frameworkErrors: answerFrameworkError,
  });
  app.server.maxConnections = limits.connections;
  app.setValidatorCompiler(createValidatorCompiler());

  traceRequests(app, o.version);
  measureRequests(app, o.metrics);
  answerProblems(app, o.log);
  acceptJsonBodies(app, { maxDepth: limits.jsonDepth });
  await app.register(helmet, {
    contentSecurityPolicy: { directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] }, useDefaults: false },
  });
  app.addHook('preClose', (done) => {
    isStopping = true;
    done();
  });
  app.addHook('onRequest', (request, _reply, done) => {
    if (!isStopping || isOperatingRoute(request)) done();
    else done(unavailable(5, { detail: 'De dienst stopt.' }));
  });
  await refuseUnderPressure(app, limits.eventLoopDelayMs);
  admitRequests(app, limits);
  limitBodyTime(app, limits.requestMs);
  requireAccess(app, o.tokens, await createRateLimit(app, limits.requestsPerMinute));
  answerUnknownRoutes(app);
  registerOperatingRoutes(app, {
    readiness: o.readiness,
    metrics: o.metrics,
    openapi: o.openapi,
    asyncapi: o.asyncapi,
    isStopping: () => isStopping,
  });
  return app;
}
