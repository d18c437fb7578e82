import type { FastifyInstance } from 'fastify';
import type { Ontvangstbevestiging } from '../../../../schemas/message-book/v1/generated.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { storedReceipt } from '../messages/receipt.ts';
import { findReceiptsOfMessage } from '../sql/find-receipts-of-message.ts';
import { patterns } from './patterns.ts';
import { callerOin, suppliers } from './supplier.ts';

interface Call {
  Params: { identificatiecode: string };
  Querystring: { verzendendeInstantie?: string };
}

const schema = {
  params: {
    type: 'object',
    required: ['identificatiecode'],
    properties: { identificatiecode: { type: 'string', pattern: patterns.uuid } },
  },
  querystring: {
    type: 'object',
    additionalProperties: false,
    properties: { verzendendeInstantie: { type: 'string', pattern: patterns.board } },
  },
};

/** `GET /v1/ontvangstbevestigingen/{id}`: tells after a time-out what became of a message, within the caller's mandates. */
export function registerGetReceipt(app: FastifyInstance, database: Database): void {
  app.get<Call>(
    '/v1/ontvangstbevestigingen/:identificatiecode',
    { config: { access: suppliers }, schema },
    async (request): Promise<Ontvangstbevestiging> => {
      const { identificatiecode } = request.params;
      const { verzendendeInstantie: sender } = request.query;
      const rows = await findReceiptsOfMessage(database, identificatiecode, callerOin(request), sender);
      if (rows.length > 1) {
        throw platformProblem('conflict', {
          detail: 'Meer verzenders gebruikten deze identificatiecode. Geef verzendendeInstantie mee.',
        });
      }
      const [row] = rows;
      if (row === undefined) throw platformProblem('niet-gevonden');
      return storedReceipt(row);
    },
  );
}
