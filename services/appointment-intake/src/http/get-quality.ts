import type { FastifyInstance } from 'fastify';
import type { Database } from '../../../_platform/src/database/database.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { qualityOf } from '../domain/quality.ts';
import { readQuality } from '../sql/read-quality.ts';
import { managers } from './managers.ts';
import { patterns } from './patterns.ts';
import { callerOin, suppliers } from './supplier.ts';

interface Call {
  Params: { oin: string };
  Querystring: { maand: string };
}

const schema = {
  params: { type: 'object', required: ['oin'], properties: { oin: { type: 'string', pattern: patterns.oin } } },
  querystring: {
    type: 'object',
    additionalProperties: false,
    required: ['maand'],
    properties: { maand: { type: 'string', pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$' } },
  },
};

/** `GET /v1/leveranciers/{oin}/kwaliteit?maand=`: a supplier's own figures beside the median; `beheer` sees everybody's. */
export function registerGetQuality(app: FastifyInstance, database: Database): void {
  app.get<Call>(
    '/v1/leveranciers/:oin/kwaliteit',
    { config: { access: [suppliers, managers] }, schema },
    async (request) => {
      const { oin } = request.params;
      const { maand } = request.query;
      if (!request.caller.scopes.includes('beheer') && callerOin(request) !== oin) {
        throw platformProblem('geen-toegang', { detail: 'Een leverancier ziet alleen zijn eigen cijfers.' });
      }
      return { oin, maand, ...qualityOf(oin, await readQuality(database, `${maand}-01`)) };
    },
  );
}
