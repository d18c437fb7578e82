import type { FastifyInstance } from 'fastify';
import { addDays } from '../../../_platform/src/clock/amsterdam.ts';
import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { phaseOnDay, phases, type Phase } from '../domain/phase.ts';
import { findPhases } from '../sql/find-phases.ts';
import { setPhase } from '../sql/set-phase.ts';
import { managerOf, managers } from './managers.ts';
import { phaseShown } from './mandates.ts';
import { patterns } from './patterns.ts';

interface Call {
  Params: { bevoegdGezagNummer: string };
}

const params = {
  type: 'object',
  required: ['bevoegdGezagNummer'],
  properties: { bevoegdGezagNummer: { type: 'string', pattern: patterns.board } },
};

const body = {
  type: 'object',
  additionalProperties: false,
  required: ['fase', 'ingangsdatum'],
  properties: {
    fase: { type: 'string', enum: [...phases] },
    ingangsdatum: { type: 'string', pattern: patterns.date, format: 'date' },
  },
};

const path = '/v1/besturen/:bevoegdGezagNummer/fase';

/** `PUT` and `GET /v1/besturen/{bevoegdGezagNummer}/fase`: none, trial or for real, from a day on; with its history. */
export function registerBoardPhases(
  app: FastifyInstance,
  { database, clock }: { readonly database: Database; readonly clock: Clock },
): void {
  const describe = async (board: string) => {
    const rows = await findPhases(database, [board]);
    const begins = rows.map((row) => ({ phase: row.phase, from: row.effective_from }));
    return {
      bevoegdGezagNummer: board,
      ...phaseShown(phaseOnDay(begins, clock.today(), (day) => addDays(day, -1))),
      geschiedenis: rows.map((row) => ({
        fase: row.phase,
        ingangsdatum: row.effective_from,
        vastgelegdOp: row.set_at,
        vastgelegdDoor: row.set_by,
      })),
    };
  };

  app.put<Call & { Body: { fase: Phase; ingangsdatum: string } }>(
    path,
    { config: { access: managers }, schema: { params, body } },
    async (request) => {
      const { fase, ingangsdatum } = request.body;
      const { bevoegdGezagNummer: board } = request.params;
      // What was received was answered: a phase of the past would make those answers wrong.
      if (ingangsdatum < clock.today()) {
        throw platformProblem('ongeldig-verzoek', { detail: 'De ingangsdatum is vandaag of later.' });
      }
      await setPhase(database, {
        board,
        phase: fase,
        effectiveFrom: ingangsdatum,
        by: managerOf(request),
        at: clock.now().toISOString(),
      });
      return describe(board);
    },
  );

  app.get<Call>(path, { config: { access: managers }, schema: { params } }, ({ params: { bevoegdGezagNummer } }) =>
    describe(bevoegdGezagNummer),
  );
}
