import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { HttpLimits } from './limits.ts';
import { isOperatingRoute } from './operating-routes.ts';
import { unavailable } from './platform-problem.ts';

/**
 * Refuses work that would only wait: beyond these bounds a quick 503 serves everybody better than a late answer.
 * Operating routes (health, metrics) are always let in.
 */
export function admitRequests(
  app: FastifyInstance,
  limits: Pick<HttpLimits, 'requestsInFlight' | 'bodyBytesInFlight' | 'bodyBytes'>,
): void {
  let requests = 0;
  let bytes = 0;
  app.addHook('onRequest', (request, reply, done) => {
    if (isOperatingRoute(request)) {
      done();
      return;
    }
    const size = announcedBytes(request, limits.bodyBytes);
    if (requests + 1 > limits.requestsInFlight || bytes + size > limits.bodyBytesInFlight) {
      done(unavailable(1, { detail: 'Er zijn te veel verzoeken tegelijk in behandeling.' }));
      return;
    }
    requests += 1;
    bytes += size;
    // The event of the raw response comes for aborted requests too; Fastify's onResponse does not.
    reply.raw.once('close', () => {
      requests -= 1;
      bytes -= size;
    });
    done();
  });
}

/** A body without a length (chunked) may become as large as the limit; so may one that is packed or lies. */
function announcedBytes(request: FastifyRequest, most: number): number {
  const { headers } = request;
  if (headers['transfer-encoding'] !== undefined || headers['content-encoding'] !== undefined) return most;
  const length = Number(headers['content-length'] ?? 0);
  return Number.isSafeInteger(length) ? Math.min(length, most) : most;
}
