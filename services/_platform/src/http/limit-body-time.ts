import type { FastifyInstance, FastifyRequest } from 'fastify';
import type {} from './access.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Media types whose bodies this route reads as they come in: their time is the route's own to bound. */
    streamedTypes?: readonly string[];
  }
}

/**
 * A body that is not in after `requestMs` is answered with 408. Node's own limit (`server.requestTimeout`) knows one time
 * for all requests; it stays as the longest that a streamed body may take.
 */
export function limitBodyTime(app: FastifyInstance, requestMs: number): void {
  app.addHook('onRequest', (request, _reply, done) => {
    if (hasBody(request) && !isStreamed(request)) {
      const { raw } = request;
      const timer = setTimeout(() => {
        const error = Object.assign(new Error('the body came too slowly'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });
        if (!raw.complete) app.server.emit('clientError', error, raw.socket);
      }, requestMs).unref();
      const stop = (): void => {
        clearTimeout(timer);
      };
      raw.once('end', stop);
      raw.once('close', stop);
    }
    done();
  });
}

/** The media type of a body, without parameters and in lower case. */
export function mediaTypeOf(request: FastifyRequest): string {
  return (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

function isStreamed(request: FastifyRequest): boolean {
  return request.routeOptions.config.streamedTypes?.includes(mediaTypeOf(request)) ?? false;
}

function hasBody({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
