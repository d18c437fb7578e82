import type { FastifyInstance } from 'fastify';
import type { Terugkoppeling } from '../../../../schemas/message-book/v1/generated.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { OPERATORS } from '../../../_platform/src/http/admin-routes.ts';
import { maskedText } from '../../../_platform/src/http/masked-text.ts';
import { listFeedback, type ListedFeedback } from '../sql/list-feedback.ts';
import { patterns } from './patterns.ts';

interface Call {
  Querystring: {
    bevoegdGezagNummer: string;
    aanleverpuntnummer: string;
    verwijstNaar?: string;
    na?: number;
    maxAantal?: number;
  };
}

const schema = {
  querystring: {
    type: 'object',
    additionalProperties: false,
    required: ['bevoegdGezagNummer', 'aanleverpuntnummer'],
    properties: {
      bevoegdGezagNummer: { type: 'string', pattern: patterns.board },
      aanleverpuntnummer: { type: 'string', pattern: patterns.deliveryPoint },
      verwijstNaar: { type: 'string', pattern: patterns.uuid },
      na: { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
      maxAantal: { type: 'integer', minimum: 1, maximum: 500 },
    },
  },
};

const maxAnswerBytes = 4 * 1024 * 1024;

/**
 * `GET /beheer/v1/terugkoppelingen`: what a delivery point was answered, 13 months from the day it was handed out, and what
 * still waits for it. Records 14 and 15 name persons by register id: numbers are for schools alone. What a teacher wrote
 * (record 16) is for his board, and for those of the register who decide on it. `na` is the `volgnummer` of the last record
 * of the page before.
 */
export function registerGetFeedback(app: FastifyInstance, database: Database): void {
  app.get<Call>('/beheer/v1/terugkoppelingen', { config: { access: OPERATORS }, schema }, async ({ query }) => {
    const rows = await listFeedback(database, {
      board: query.bevoegdGezagNummer,
      deliveryPoint: query.aanleverpuntnummer,
      answers: query.verwijstNaar,
      after: query.na ?? 0,
      limit: query.maxAantal ?? 100,
      bytes: maxAnswerBytes,
    });
    return { terugkoppelingen: rows.map(shown) };
  });
}

function shown({ number, stored_at, bundle, handed_out_at, record }: ListedFeedback) {
  return {
    volgnummer: number,
    binnengekomenOp: stored_at,
    ...(bundle === null ? {} : { volgnummerVerzoek: bundle }),
    ...(handed_out_at === null ? {} : { uitgereiktOp: handed_out_at }),
    bericht: withoutWords(record),
  };
}

function withoutWords(record: Terugkoppeling): Terugkoppeling {
  if (!('correctieverzoek' in record)) return record;
  const { toelichting, ...request } = record.correctieverzoek;
  return { ...record, correctieverzoek: { ...request, toelichting: maskedText(toelichting) } };
}
