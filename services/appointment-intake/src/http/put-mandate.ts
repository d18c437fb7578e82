import type { FastifyInstance } from 'fastify';
import type { Database } from '../../../_platform/src/database/database.ts';
import { giveMandate } from '../sql/give-mandate.ts';
import { patterns } from './patterns.ts';

interface Call {
  Params: { oin: string; bevoegdGezagNummer: string; aanleverpuntnummer: string };
}

const schema = {
  params: {
    type: 'object',
    required: ['oin', 'bevoegdGezagNummer', 'aanleverpuntnummer'],
    properties: {
      oin: { type: 'string', pattern: patterns.oin },
      bevoegdGezagNummer: { type: 'string', pattern: patterns.board },
      aanleverpuntnummer: { type: 'string', pattern: patterns.deliveryPoint },
    },
  },
};

const managers = { audience: 'urn:lrr:aanlevering', scopes: ['beheer'] } as const;

/** `PUT /v1/mandaten/…`: from now on this OIN may deliver and fetch for this board and delivery point. */
export function registerPutMandate(app: FastifyInstance, database: Database): void {
  app.put<Call>(
    '/v1/mandaten/:oin/:bevoegdGezagNummer/:aanleverpuntnummer',
    { config: { access: managers }, schema },
    async ({ params }, reply) => {
      await giveMandate(database, {
        oin: params.oin,
        board: params.bevoegdGezagNummer,
        delivery_point: params.aanleverpuntnummer,
      });
      return reply.code(204).send();
    },
  );
}
