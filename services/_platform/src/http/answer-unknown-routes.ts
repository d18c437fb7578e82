import type { FastifyInstance, FastifyRequest } from 'fastify';
import { platformProblem } from './platform-problem.ts';
import type { Problem } from './problem.ts';

/**
 * 404, or 405 with the methods that do exist when the path belongs to a route. Answered before the body is looked at:
 * Fastify judges the body of some methods (QUERY) ahead of its not-found handler, and nobody has to wait for the rest.
 */
export function answerUnknownRoutes(app: FastifyInstance): void {
  const routes: { readonly path: RegExp; readonly methods: readonly string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    routes.push({ path: pathPattern(url), methods: [method].flat() });
  });
  const unknown = (request: FastifyRequest): Problem => {
    const path = request.url.split('?', 1)[0] ?? '';
    const methods = new Set(routes.filter((route) => route.path.test(path)).flatMap((route) => route.methods));
    if (methods.size === 0 || methods.has(request.method)) return platformProblem('niet-gevonden');
    return platformProblem('methode-niet-toegestaan', { headers: { allow: [...methods].sort().join(', ') } });
  };
  app.addHook('onRequest', (request, _reply, done) => {
    if (request.is404) done(unknown(request));
    else done();
  });
  app.setNotFoundHandler((request) => {
    throw unknown(request);
  });
}

/** `/v1/x/:id/y` → every path of that form; a parameter is one whole path segment. */
function pathPattern(url: string): RegExp {
  const segments = url.split('/').map((segment) => {
    if (segment.startsWith(':')) return '[^/]+';
    if (segment === '*') return '.*';
    return segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${segments.join('/')}$`);
}
