import type { FastifyInstance, FastifyRequest } from 'fastify';
import { platformProblem } from './platform-problem.ts';
import type { Problem } from './problem.ts';

/**
 * 404, or 405 with the methods that do exist when the path belongs to a route. Answered before the body is looked at:
 * Fastify judges the body of some methods (QUERY) ahead of its not-found handler, and nobody has to wait for the rest.
 *
 * A path that is written out goes before one with a parameter, whatever the method (OpenAPI 3.1, path templating): with
 * `POST /x/all` and `GET /x/{id}` a `GET /x/all` is 405. The router would take it for an id.
 */
export function answerUnknownRoutes(app: FastifyInstance): void {
  const routes: { readonly path: RegExp; readonly methods: readonly string[] }[] = [];
  const writtenOut = new Map<string, string[]>();
  app.addHook('onRoute', ({ url, method }) => {
    const methods = [method].flat();
    routes.push({ path: pathPattern(url), methods });
    if (!/[:*]/.test(url)) writtenOut.set(url, [...(writtenOut.get(url) ?? []), ...methods]);
  });
  const methodsOf = (path: string): string[] =>
    writtenOut.get(path) ?? routes.filter((route) => route.path.test(path)).flatMap((route) => route.methods);
  const unknown = (request: FastifyRequest): Problem => {
    const methods = new Set(methodsOf(pathOf(request)));
    if (methods.size === 0 || methods.has(request.method)) return platformProblem('niet-gevonden');
    return platformProblem('methode-niet-toegestaan', { headers: { allow: [...methods].sort().join(', ') } });
  };
  app.addHook('onRequest', (request, _reply, done) => {
    const path = pathOf(request);
    const takenForParameter = writtenOut.has(path) && request.routeOptions.url !== path;
    if (request.is404 || takenForParameter) done(unknown(request));
    else done();
  });
  app.setNotFoundHandler((request) => {
    throw unknown(request);
  });
}

const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0] ?? '';

/** `/v1/x/:id/y` → every path of that form; a parameter is one whole path segment. */
function pathPattern(url: string): RegExp {
  const segments = url.split('/').map((segment) => {
    if (segment.startsWith(':')) return '[^/]+';
    if (segment === '*') return '.*';
    return segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${segments.join('/')}$`);
}
