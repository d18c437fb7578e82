import type { FastifyInstance } from 'fastify';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { isPartialDate } from '../domain/partial-date.ts';
import { recognisePersons } from '../work/recognise-persons.ts';
import type { RecognitionRequest } from '../work/recognition.ts';
import type { VaultParts } from '../work/vault-parts.ts';
import { bodySchema } from './openapi.ts';

const CALL = '/v1/personen/herkennen';

/** POST /v1/personen/herkennen, for intake alone. 503 when the BRP is needed and away. */
export function registerRecogniseRoute(app: FastifyInstance, parts: VaultParts): void {
  app.post<{ Body: RecognitionRequest }>(
    CALL,
    {
      config: { access: { audience: 'urn:lrr:intern', services: ['appointment-intake'] } },
      schema: { body: bodySchema(CALL) },
    },
    async ({ body, caller }) => {
      const dates = body.personen.flatMap(({ geboortedatum, nieuwePersoon }) =>
        nieuwePersoon === undefined ? [geboortedatum] : [geboortedatum, nieuwePersoon.geboortedatum],
      );
      if (!dates.every(isPartialDate)) {
        throw platformProblem('ongeldig-verzoek', { detail: 'Een geboortedatum bestaat niet.' });
      }
      return { uitkomsten: await recognisePersons(parts, body, caller.subject) };
    },
  );
}
