import type { FastifyInstance } from 'fastify';
import { OUTSIDE_SYSTEMS } from '../outside/outages.ts';
import type { Condition, Outages, OutsideSystem } from '../outside/outages.ts';
import { object } from './wire-schemas.ts';

/** Makes an outside system fail or slow down, and shows which do. */
export function registerOutageRoutes(app: FastifyInstance, outages: Outages): void {
  const config = { access: { public: true } } as const;

  app.get('/storing', { config }, () => outages.conditions());

  app.put<{ Params: { systeem: OutsideSystem }; Body: { soort: Condition } }>(
    '/storing/:systeem',
    {
      config,
      schema: {
        params: object({ systeem: { type: 'string', enum: OUTSIDE_SYSTEMS } }),
        body: object({ soort: { type: 'string', enum: ['UIT', 'TRAAG', 'AAN'] } }),
      },
    },
    async ({ params, body }) => {
      await outages.set(params.systeem, body.soort);
      return outages.conditions();
    },
  );
}
