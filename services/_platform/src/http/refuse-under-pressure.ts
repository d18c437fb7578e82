import underPressure from '@fastify/under-pressure';
import type { FastifyInstance } from 'fastify';
import { isOperatingRoute } from './operating-routes.ts';
import { unavailable } from './platform-problem.ts';

/** The work of starting keeps the event loop busy for seconds, and is over when it is measured. */
const STARTING_MS = 5_000;

/** 503 while the event loop is late. Not judged before the server has listened for a while, nor with a limit of 0. */
export async function refuseUnderPressure(app: FastifyInstance, eventLoopDelayMs: number): Promise<void> {
  let judgeFrom = Number.POSITIVE_INFINITY;
  app.addHook('onListen', (done) => {
    judgeFrom = Date.now() + STARTING_MS;
    done();
  });
  await app.register(underPressure, {
    maxEventLoopDelay: eventLoopDelayMs,
    pressureHandler: (request) => {
      if (isOperatingRoute(request) || Date.now() < judgeFrom) return;
      throw unavailable(2, { detail: 'De dienst is overbelast.' });
    },
  });
}
