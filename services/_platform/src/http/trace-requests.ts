import type { FastifyInstance, FastifyRequest } from 'fastify';
import { continueTrace, traceIdOf } from './trace-context.ts';

/**
 * Gives every request its place in a trace, and every answer the headers that all answers have. The trace id is the
 * name of a request in logs, in problem answers (`instance`) and in the header x-request-id.
 */
export function traceRequests(app: FastifyInstance, apiVersion: string): void {
  const traces = new WeakMap<FastifyRequest, string>();
  app.decorateRequest('traceparent', {
    getter(this: FastifyRequest): string {
      let trace = traces.get(this);
      if (trace === undefined) {
        const incoming = this.headers['traceparent'];
        trace = continueTrace(typeof incoming === 'string' ? incoming : undefined);
        traces.set(this, trace);
      }
      return trace;
    },
  });
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers({
      'api-version': apiVersion,
      'x-request-id': traceIdOf(request.traceparent),
      // Most answers are about people; a route whose answer may be kept says so itself.
      'cache-control': 'no-store',
    });
    done();
  });
}
