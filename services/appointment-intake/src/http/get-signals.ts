import type { FastifyInstance } from 'fastify';
import { signalCatalogue } from '../../../../schemas/code-lists/signal-catalogue.ts';
import { isSignalCode } from '../../../../schemas/message-book/v1/signals.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { patterns } from './patterns.ts';

const config = { access: { public: true } } as const;
const schema = {
  params: {
    type: 'object',
    required: ['code'],
    properties: { code: { type: 'string', pattern: patterns.signal } },
  },
};

/** `GET /v1/signalen` and `/v1/signalen/{code}`: text, severity, field and repair of every signal; for everybody. */
export function registerGetSignals(app: FastifyInstance): void {
  app.get('/v1/signalen', { config }, () => ({ signalen: Object.values(signalCatalogue) }));

  app.get<{ Params: { code: string } }>('/v1/signalen/:code', { config, schema }, ({ params }) => {
    if (!isSignalCode(params.code)) throw platformProblem('niet-gevonden', { detail: 'Dit signaal is er niet.' });
    return signalCatalogue[params.code];
  });
}
