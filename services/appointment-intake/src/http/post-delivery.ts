import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { Levering, Leveringsantwoord } from '../../../../schemas/message-book/v1/generated.ts';
import { shapeCheck } from '../../../../schemas/message-book/v1/validators.ts';
import { platformProblem, unavailable } from '../../../_platform/src/http/platform-problem.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { takeInDelivery, type IntakeParts } from '../intake/take-in-delivery.ts';
import { checkBody } from './check-body.ts';
import { createStreamDelivery, ndjson, type StreamLimits } from './stream-delivery.ts';
import { callerOin, suppliers } from './supplier.ts';

const maxRecords = 500;
const checkEnvelope = shapeCheck('levering');

/**
 * `POST /v1/leveringen`: 1 to 500 records in one JSON body, each judged by itself; 202 with one receipt per record in the
 * order sent. As NDJSON up to 100,000, see `stream-delivery.ts`.
 */
export function registerPostDelivery(
  app: FastifyInstance,
  intake: IntakeParts & { readonly database: Database },
  limits?: StreamLimits,
): void {
  const stop = new AbortController();
  app.addHook('preClose', (done) => {
    stop.abort(unavailable(5, { detail: 'De dienst stopt. Stuur dezelfde levering opnieuw.' }));
    done();
  });
  const streamDelivery = createStreamDelivery({ ...intake, stopping: stop.signal }, limits);

  // A scope of its own: no other route takes lines.
  app.register((scope, _options, done) => {
    scope.addContentTypeParser(ndjson, (_request, payload, parsed) => {
      parsed(null, payload);
    });
    const config = { access: suppliers, streamedTypes: [ndjson] };
    scope.post('/v1/leveringen', { config }, async (request, reply) => {
      if (request.body instanceof Readable) return streamDelivery(request, reply);
      const oin = callerOin(request);
      const delivery = deliveryIn(request.body);
      const sender = { oin, traceparent: request.traceparent };
      const ontvangstbevestigingen = await takeInDelivery(delivery, sender, intake);
      reply.code(202);
      return { leveringId: delivery.leveringId, ontvangstbevestigingen } satisfies Leveringsantwoord;
    });
    done();
  });
}

/** @throws Problem 413 for more than 500 records, 400 for another envelope */
export function deliveryIn(body: unknown): Levering {
  const records: unknown = (body as { berichten?: unknown } | null)?.berichten;
  if (Array.isArray(records) && records.length > maxRecords) {
    throw platformProblem('te-groot', { detail: `Een levering heeft hoogstens ${maxRecords} berichten.` });
  }
  return checkBody<Levering>(body, checkEnvelope);
}
