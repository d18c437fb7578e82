import type { FastifyInstance } from 'fastify';
import { isMovable } from '../clock/clock.ts';
import type { RunningClock } from '../clock/clock.ts';
import type { RunningConsumer } from '../consumer/running-consumer.ts';
import type { Access } from './access.ts';
import { registerClockRoute } from './clock-route.ts';
import { registerParkedRoutes } from './parked-routes.ts';
import { platformProblem } from './platform-problem.ts';

/** People who run the platform. */
export const OPERATORS: Access = { audience: 'urn:lrr:beheer', roles: ['OPERATOR', 'BEHEER'] };

export interface AdminRoutesOptions {
  readonly consumers: readonly RunningConsumer[];
  /** By name; what each still has to publish. */
  readonly outboxes?: Readonly<Record<string, { oldest(): Promise<{ count: number; oldestMs: number }> }>>;
  readonly relays?: Readonly<Record<string, { lag(): Promise<readonly { partition: number; behind: number }[]> }>>;
  /** With a clock that can be moved (sandbox mode), the sandbox may move it. */
  readonly clock?: RunningClock;
}

/** The calls under /beheer/v1 that every service has. */
export function registerAdminRoutes(app: FastifyInstance, o: AdminRoutesOptions): void {
  const config = { access: OPERATORS };

  app.get('/beheer/v1/consumenten', { config }, async () => ({
    consumenten: await Promise.all(o.consumers.map(showConsumer)),
  }));

  const acts = {
    pauzeren: (consumer: RunningConsumer, partition?: number) => {
      consumer.pause(partition);
    },
    hervatten: (consumer: RunningConsumer, partition?: number) => {
      consumer.resume(partition);
    },
    leeglopen: (consumer: RunningConsumer) => consumer.drain(),
  };
  for (const [name, act] of Object.entries(acts)) {
    app.post<{ Params: { naam: string }; Querystring: { partitie?: number } }>(
      `/beheer/v1/consumenten/:naam/${name}`,
      { config, schema: { querystring: PARTITION_QUERY } },
      async (request) => {
        const consumer = o.consumers.find(({ name: known }) => known === request.params.naam);
        if (consumer === undefined) throw platformProblem('niet-gevonden', { detail: 'Deze consument is er niet.' });
        await act(consumer, request.query.partitie);
        return showConsumer(consumer);
      },
    );
  }

  app.get('/beheer/v1/uitgaand', { config }, async () => ({
    uitgaand: await Promise.all(
      Object.entries(o.outboxes ?? {}).map(async ([naam, outbox]) => {
        const { count, oldestMs } = await outbox.oldest();
        return { naam, aantal: count, oudsteMs: oldestMs };
      }),
    ),
    doorgevers: await Promise.all(
      Object.entries(o.relays ?? {}).map(async ([naam, relay]) => ({
        naam,
        partities: (await relay.lag()).map(({ partition, behind }) => ({ partitie: partition, achterstand: behind })),
      })),
    ),
  }));

  registerParkedRoutes(app, o.consumers, OPERATORS);
  if (o.clock !== undefined && isMovable(o.clock)) registerClockRoute(app, o.clock);
}

const PARTITION_QUERY = {
  type: 'object',
  additionalProperties: false,
  properties: { partitie: { type: 'integer', minimum: 0 } },
};

async function showConsumer(consumer: RunningConsumer): Promise<object> {
  const { partitions } = await consumer.status();
  return {
    naam: consumer.name,
    partities: partitions.map((at) => ({
      topic: at.topic,
      partitie: at.partition,
      positie: at.position,
      achterstand: at.lag,
      achterstandMs: at.lagMs,
      toestand: at.state,
      ...(at.reason === undefined ? {} : { reden: at.reason }),
    })),
  };
}
