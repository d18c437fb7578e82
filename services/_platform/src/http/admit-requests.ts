import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { HttpLimits } from './limits.ts';
import { isOperatingRoute } from './operating-routes.ts';
import { unavailable } from './platform-problem.ts';

/** Whoever has to end a flood must get through it; these calls are few, and their bodies small. */
const ADMIN_IN_FLIGHT = 32;
const ADMIN_BODY_BYTES = 1024 * 1024;

/**
 * Refuses work that would only wait: beyond these bounds a quick 503 serves everybody better than a late answer.
 * Operating routes (health, metrics) are always let in; admin calls have room of their own.
 */
export function admitRequests(
  app: FastifyInstance,
  limits: Pick<HttpLimits, 'requestsInFlight' | 'bodyBytesInFlight' | 'bodyBytes'>,
): void {
  const clients = createRoom(limits.requestsInFlight, limits.bodyBytesInFlight);
  const operators = createRoom(ADMIN_IN_FLIGHT, ADMIN_IN_FLIGHT * ADMIN_BODY_BYTES);
  app.addHook('onRequest', (request, reply, done) => {
    if (isOperatingRoute(request)) {
      done();
      return;
    }
    const room = isAdminRoute(request) ? operators : clients;
    const leave = room.enter(announcedBytes(request, limits.bodyBytes));
    if (leave === undefined) {
      done(unavailable(1, { detail: 'Er zijn te veel verzoeken tegelijk in behandeling.' }));
      return;
    }
    // The event of the raw response comes for aborted requests too; Fastify's onResponse does not.
    reply.raw.once('close', leave);
    done();
  });
}

function isAdminRoute({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.url?.startsWith('/beheer/') === true;
}

/** Counts what is inside; `enter` gives the way out, or nothing when there is no room. */
function createRoom(mostRequests: number, mostBytes: number): { enter(size: number): (() => void) | undefined } {
  let requests = 0;
  let bytes = 0;
  return {
    enter(size) {
      if (requests + 1 > mostRequests || bytes + size > mostBytes) return undefined;
      requests += 1;
      bytes += size;
      return () => {
        requests -= 1;
        bytes -= size;
      };
    },
  };
}

/** A body without a length (chunked) may become as large as the limit; so may one that is packed or lies. */
function announcedBytes(request: FastifyRequest, most: number): number {
  const { headers } = request;
  if (headers['transfer-encoding'] !== undefined || headers['content-encoding'] !== undefined) return most;
  const length = Number(headers['content-length'] ?? 0);
  return Number.isSafeInteger(length) ? Math.min(length, most) : most;
}
