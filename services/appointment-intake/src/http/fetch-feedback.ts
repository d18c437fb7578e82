import type { FastifyInstance } from 'fastify';
import type { BundelTerugkoppelingen, VerzoekTerugkoppelingen } from '../../../../schemas/message-book/v1/generated.ts';
import { makeSignal } from '../../../../schemas/message-book/v1/signals.ts';
import { shapeCheck } from '../../../../schemas/message-book/v1/validators.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { Problem } from '../../../_platform/src/http/problem.ts';
import { fetchFeedback, type FetchParts } from '../intake/fetch-feedback.ts';
import { findMandates } from '../sql/find-mandates.ts';
import { checkBody } from './check-body.ts';
import { callerOin, suppliers } from './supplier.ts';

const checkRequest = shapeCheck('verzoek-terugkoppelingen');

/** `POST /v1/terugkoppelingen/ophalen`: the fetch protocol, message book section 6. */
export function registerFetchFeedback(app: FastifyInstance, parts: FetchParts): void {
  app.post(
    '/v1/terugkoppelingen/ophalen',
    { config: { access: suppliers } },
    async (request): Promise<BundelTerugkoppelingen> => {
      const oin = callerOin(request);
      const asked = checkBody<VerzoekTerugkoppelingen>(request.body, checkRequest);
      const mandate = { oin, board: asked.bevoegdGezagNummer, delivery_point: asked.aanleverpuntnummer };
      if ((await findMandates(parts.database, [mandate])).length === 0) {
        throw platformProblem('geen-toegang', { detail: 'Er is geen machtiging voor dit bestuur en aanleverpunt.' });
      }
      const bundle = await fetchFeedback(asked, parts);
      if (bundle === 'NUMBER_TOO_LOW') throw numberTooLow();
      return bundle;
    },
  );
}

function numberTooLow(): Problem {
  return new Problem({
    status: 409,
    type: 'volgnummer-te-laag',
    title: 'Het volgnummer van het verzoek is lager dan dat van het vorige verzoek',
    detail: 'Gebruik hetzelfde nummer om de vorige bundel opnieuw te krijgen, of een hoger nummer voor de volgende.',
    extra: { signalen: [makeSignal('396', '/volgnummerVerzoek')] },
  });
}
