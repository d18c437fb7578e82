import type { FastifyInstance } from 'fastify';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { confirmRead } from '../lookups/confirm-read.ts';
import type { ReadParts } from '../lookups/confirm-read.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { correctionView, correctionViewForManagers } from './correction-view.ts';
import { CORRECTION_PARAMS, readOwnCorrection } from './own-correction.ts';
import { NO_QUERY } from './registration-routes.ts';
import { seenBy } from './who-sees-what.ts';

/** GET /v1/correcties/{correctieverzoekId}: one request with all its steps and the terms that run, for those it concerns. */
export function registerCorrectionCaseRoute(
  app: FastifyInstance,
  o: ReadParts & { readonly database: Pick<Database, 'readSnapshot' | 'transaction'> },
): void {
  app.get<{ Params: { correctieverzoekId: string } }>(
    '/v1/correcties/:correctieverzoekId',
    { config: seenBy('correctiezaak'), schema: { params: CORRECTION_PARAMS, querystring: NO_QUERY } },
    async (request) => {
      const { correctieverzoekId } = request.params;
      const { person, reader } = await readOwnCorrection(o.database, request.caller, correctieverzoekId);
      const correction = person.corrections.find(({ id }) => id === correctieverzoekId);
      if (correction === undefined) {
        throw platformProblem('niet-gevonden', { detail: 'Dit correctieverzoek is er niet.' });
      }
      await confirmRead(o, request, { activity: 'CORRECTIE_INZIEN', persons: [person.id] });
      return reader.role === 'BEHEER' ? correctionViewForManagers(correction) : correctionView(correction);
    },
  );
}
