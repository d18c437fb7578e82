import type { FastifyInstance } from 'fastify';
import { platformProblem } from './platform-problem.ts';

/** 404, or 405 with the methods that do exist when the path belongs to a route. */
export function answerUnknownRoutes(app: FastifyInstance): void {
  const routes: { readonly path: RegExp; readonly methods: readonly string[] }[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    routes.push({ path: pathPattern(url), methods: [method].flat() });
  });
  app.setNotFoundHandler((request) => {
    const path = request.url.split('?', 1)[0] ?? '';
    const methods = new Set(routes.filter((route) => route.path.test(path)).flatMap((route) => route.methods));
    if (methods.size === 0 || methods.has(request.method)) throw platformProblem('niet-gevonden');
    throw platformProblem('methode-niet-toegestaan', { headers: { allow: [...methods].sort().join(', ') } });
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
