import type { FastifyInstance } from 'fastify';
import { simulate } from '../answers/simulate.ts';
import type { SimulatedOutcome, SimulationParts } from '../answers/simulate.ts';
import { NO_QUERY } from './registration-routes.ts';
import { seenBy } from './who-sees-what.ts';

/** As many as a delivery holds records. */
const MOST_COMMANDS = 500;

const BODY = {
  type: 'object',
  additionalProperties: false,
  required: ['opdrachten'],
  properties: {
    // What each holds is judged one by one: a bad one must not spoil its neighbours.
    opdrachten: { type: 'array', minItems: 1, maxItems: MOST_COMMANDS, items: { type: 'object' } },
  },
} as const;

/** POST /v1/simulaties: what the register would do with these commands. Writes nothing but who was shown in an overview. */
export function registerSimulationRoute(app: FastifyInstance, parts: SimulationParts): void {
  app.post<{ Body: { readonly opdrachten: readonly Record<string, unknown>[] } }>(
    '/v1/simulaties',
    { config: seenBy('simulatie'), schema: { querystring: NO_QUERY, body: BODY } },
    async ({ body, traceparent }): Promise<{ uitkomsten: SimulatedOutcome[] }> => ({
      uitkomsten: await simulate(body.opdrachten, parts, traceparent),
    }),
  );
}
