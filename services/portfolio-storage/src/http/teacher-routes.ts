import type { FastifyInstance } from 'fastify';
import type { PortfolioParts } from '../teacher-work.ts';
import { registerActivityRoutes } from './activity-routes.ts';
import { registerPortfolioRoutes } from './portfolio-routes.ts';

/** All calls of the teacher. What they answer is kept by no browser or proxy. */
export async function registerTeacherRoutes(app: FastifyInstance, parts: PortfolioParts): Promise<void> {
  await app.register((routes, _options, done) => {
    routes.addHook('onRequest', (_request, reply, next) => {
      reply.header('cache-control', 'no-store');
      next();
    });
    registerPortfolioRoutes(routes, parts);
    registerActivityRoutes(routes, parts);
    done();
  });
}
