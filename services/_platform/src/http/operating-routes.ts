import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Metrics } from '../metrics/metrics.ts';
import { platformProblem } from './platform-problem.ts';

export type ReadinessCheck = () => Promise<boolean> | boolean;

const OPERATING_ROUTES = new Set(['/health/live', '/health/ready', '/metrics']);
/** A check that takes longer counts as failed: whoever asks has a time-out too. */
const CHECK_WITHIN_MS = 2_000;

/** Routes for whoever runs the process: always answered, also under pressure. */
export function isOperatingRoute(request: FastifyRequest): boolean {
  return OPERATING_ROUTES.has(request.routeOptions.url ?? '');
}

/** Health, metrics and the descriptions of the API and of the topics. None of them tells anything about a person; none asks for a token. */
export function registerOperatingRoutes(
  app: FastifyInstance,
  o: {
    readiness: Readonly<Record<string, ReadinessCheck>>;
    metrics: Metrics;
    openapi?: object | undefined;
    asyncapi?: object | undefined;
    isStopping: () => boolean;
  },
): void {
  const config = { access: { public: true } } as const;

  app.get('/health/live', { config }, () => ({ status: 'OK' }));

  app.get('/health/ready', { config }, async () => {
    const entries = Object.entries(o.readiness);
    const outcomes = await Promise.all(entries.map(([, check]) => outcomeOf(check)));
    const controles = Object.fromEntries(entries.map(([name], index) => [name, outcomes[index] === true]));
    const isReady = !o.isStopping() && outcomes.every(Boolean);
    if (isReady) return { status: 'OK', controles };
    throw platformProblem('even-niet-beschikbaar', {
      detail: 'De dienst neemt nu geen werk aan. Vraag het over een paar seconden opnieuw.',
      headers: { 'retry-after': '5' },
      extra: { controles },
    });
  });

  app.get('/metrics', { config }, async (_request, reply) => {
    const { contentType, body } = await o.metrics.exposition();
    return reply.header('content-type', contentType).send(body);
  });

  for (const [name, description] of Object.entries({ openapi: o.openapi, asyncapi: o.asyncapi })) {
    if (description === undefined) continue;
    const document = JSON.stringify(description);
    app.get(`/v1/${name}.json`, { config }, (_request, reply) =>
      // The design rules of the Dutch government want the description to be readable by a web page of another origin.
      reply.headers({ 'access-control-allow-origin': '*' }).type('application/json').send(document),
    );
  }
}

async function outcomeOf(check: ReadinessCheck): Promise<boolean> {
  const { promise: tooLate, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, CHECK_WITHIN_MS, false);
  try {
    return await Promise.race([check(), tooLate]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
