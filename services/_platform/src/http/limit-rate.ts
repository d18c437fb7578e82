import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Caller } from './access.ts';
import { platformProblem } from './platform-problem.ts';

/** Counts one request; throws Problem 429 when its client made too many this minute. */
export type CountRequest = (request: FastifyRequest, caller: Caller | undefined) => Promise<void>;

/**
 * Clients are told apart by their token, so that suppliers behind one address do not take each other's share; whoever
 * has no valid token is counted by address, so that guessing tokens is bounded too. Services of the platform are not
 * counted: one speaks for all its clients at once, and those are limited where they come in. What bounds a service that
 * runs wild is the number of requests in flight (limits.ts).
 */
export async function createRateLimit(app: FastifyInstance, requestsPerMinute: number): Promise<CountRequest> {
  await app.register(rateLimit, { global: false, timeWindow: 60_000, max: requestsPerMinute });
  const clients = new WeakMap<FastifyRequest, string>();
  const count = app.createRateLimit({ keyGenerator: (request) => clients.get(request) ?? request.ip });
  return async (request, caller) => {
    if (caller?.audience === 'urn:lrr:intern') return;
    clients.set(request, caller === undefined ? `ip:${request.ip}` : `${caller.audience}:${caller.subject}`);
    const outcome = await count(request);
    if (outcome.isAllowed || !outcome.isExceeded) return;
    throw platformProblem('te-veel-verzoeken', {
      detail: `Meer dan ${requestsPerMinute} verzoeken per minuut.`,
      headers: { 'retry-after': String(Math.max(1, outcome.ttlInSeconds)) },
    });
  };
}
