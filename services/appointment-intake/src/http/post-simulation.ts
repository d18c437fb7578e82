import type { FastifyInstance } from 'fastify';
import { simulateDelivery, type Simulation, type SimulationParts } from '../intake/simulate-delivery.ts';
import { deliveryIn } from './post-delivery.ts';
import { callerOin, suppliers } from './supplier.ts';

/** `POST /v1/leveringen/simulaties`: what a delivery of up to 500 records would do; nothing is stored or published. */
export function registerPostSimulation(app: FastifyInstance, parts: SimulationParts): void {
  app.post(
    '/v1/leveringen/simulaties',
    { config: { access: suppliers } },
    async (request): Promise<{ simulaties: Simulation[] }> => {
      const oin = callerOin(request);
      const delivery = deliveryIn(request.body);
      return { simulaties: await simulateDelivery(delivery, { oin, traceparent: request.traceparent }, parts) };
    },
  );
}
