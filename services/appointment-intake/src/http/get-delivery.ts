import type { FastifyInstance } from 'fastify';
import type { Ontvangstbevestiging } from '../../../../schemas/message-book/v1/generated.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { storedReceipt } from '../messages/receipt.ts';
import { countDelivery } from '../sql/count-delivery.ts';
import { findDelivery } from '../sql/find-delivery.ts';
import { readDeliveryPage, type AnswerRow } from '../sql/read-delivery-page.ts';
import { patterns } from './patterns.ts';
import { callerOin, suppliers } from './supplier.ts';

interface Call {
  Params: { leveringId: string };
  Querystring: { cursor?: string; maxAantal?: number };
}

const schema = {
  params: {
    type: 'object',
    required: ['leveringId'],
    properties: { leveringId: { type: 'string', pattern: patterns.uuid } },
  },
  querystring: {
    type: 'object',
    additionalProperties: false,
    properties: {
      cursor: { type: 'string', pattern: '^[0-9]{1,6}$' },
      maxAantal: { type: 'integer', minimum: 1, maximum: 500 },
    },
  },
};

/**
 * `GET /v1/leveringen/{leveringId}`: how far a delivery of the caller's own has come, what it was answered in numbers, and
 * the receipts in the order sent, a page at a time. The cursor is the place of the next record: later records only come
 * behind it, so pages never shift.
 */
export function registerGetDelivery(app: FastifyInstance, database: Database): void {
  app.get<Call>('/v1/leveringen/:leveringId', { config: { access: suppliers }, schema }, async (request) => {
    const { leveringId } = request.params;
    const { cursor = '0', maxAantal = 100 } = request.query;
    const delivery = await findDelivery(database, callerOin(request), leveringId);
    if (delivery === undefined) throw platformProblem('niet-gevonden');
    const [counts, rows] = await Promise.all([
      countDelivery(database, delivery.number),
      readDeliveryPage(database, delivery.number, Number(cursor), maxAantal + 1),
    ]);
    const page = rows.slice(0, maxAantal);
    const next = rows[maxAantal];
    return {
      leveringId,
      toestand: delivery.state,
      datumTijdOntvangst: delivery.received_at,
      aantallen: {
        ontvangen: counts.received,
        aangenomen: counts.accepted,
        afgekeurd: counts.received - counts.accepted,
        signalen: counts.codes.map(({ code, count }) => ({ code, aantal: count })),
      },
      ontvangstbevestigingen: page.map(receiptOf),
      ...(next === undefined ? {} : { volgende: String(next.ordinal) }),
    };
  });
}

function receiptOf(row: AnswerRow): Ontvangstbevestiging {
  if (row.receipt === null) return storedReceipt(row);
  return row.receipt;
}
