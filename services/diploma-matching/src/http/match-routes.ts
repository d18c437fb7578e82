import type { FastifyInstance } from 'fastify';
import openapi from '../../../../schemas/openapi/diploma-matching.json' with { type: 'json' };
import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { OPERATORS } from '../../../_platform/src/http/admin-routes.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import type { AddedRows, Outbox } from '../../../_platform/src/outbox/outbox.ts';
import type { ClaimId } from '../domain/ids.ts';
import { processingRecord } from '../messages/processing-record.ts';
import { selectResults, type StoredResult } from '../sql/select-results.ts';

const claimIdSchema = openapi.paths['/diplomamatches/{claimId}'].get.parameters[0]?.schema;

/** Look-up for operators: what was found for a claim, and what was found before. Each look is a processing-log line. */
export function registerMatchRoutes(
  app: FastifyInstance,
  { database, outbox, clock }: { database: Database; outbox: Outbox; clock: Clock },
): void {
  app.get<{ Params: { claimId: ClaimId } }>(
    '/v1/diplomamatches/:claimId',
    { config: { access: OPERATORS }, schema: { params: { type: 'object', properties: { claimId: claimIdSchema } } } },
    async ({ params: { claimId } }) => {
      const { results, added } = await database.transaction(
        async (tx): Promise<{ results: StoredResult[]; added: AddedRows }> => {
          const found = await selectResults(tx, claimId);
          const [newest] = found;
          if (newest === undefined) throw platformProblem('niet-gevonden');
          const line = processingRecord('DIPLOMAMATCH_INZIEN', newest.matching_id, clock.now());
          return { results: found, added: await outbox.add(tx, [line]) };
        },
      );
      outbox.committed(added);
      const [uitkomst, ...eerdere] = results.map(showResult);
      return { claimId, uitkomst, eerdere };
    },
  );
}

function showResult(result: StoredResult): object {
  return {
    uitkomst: result.outcome,
    regel: result.rule,
    toelichting: result.explanation,
    vervolgstap: result.next_step,
    ...(result.evidence && {
      bewijs: { opleidingscode: result.evidence.opleidingscode, datumBehaald: result.evidence.datumBehaald },
    }),
    lijstversies: result.list_versions,
    regelversie: result.rules_version,
    beoordeeldOp: result.judged_at,
  };
}
