import type { FastifyInstance } from 'fastify';
import type { Levering, Leveringsantwoord } from '../../../../schemas/message-book/v1/generated.ts';
import { shapeCheck } from '../../../../schemas/message-book/v1/validators.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { takeInDelivery, type IntakeParts } from '../intake/take-in-delivery.ts';
import { checkBody } from './check-body.ts';
import { callerOin, suppliers } from './supplier.ts';

const maxRecords = 500;
const checkEnvelope = shapeCheck('levering');

/** `POST /v1/leveringen`: 1 to 500 records, each judged by itself; 202 with one receipt per record in the order sent. */
export function registerPostDelivery(app: FastifyInstance, intake: IntakeParts): void {
  app.post('/v1/leveringen', { config: { access: suppliers } }, async (request, reply): Promise<Leveringsantwoord> => {
    const oin = callerOin(request);
    refuseTooMany(request.body);
    const delivery = checkBody<Levering>(request.body, checkEnvelope);
    const ontvangstbevestigingen = await takeInDelivery(delivery, { oin, traceparent: request.traceparent }, intake);
    reply.code(202);
    return { leveringId: delivery.leveringId, ontvangstbevestigingen };
  });
}

function refuseTooMany(body: unknown): void {
  const records: unknown = (body as { berichten?: unknown } | null)?.berichten;
  if (!Array.isArray(records) || records.length <= maxRecords) return;
  throw platformProblem('te-groot', { detail: `Een levering heeft hoogstens ${maxRecords} berichten.` });
}
