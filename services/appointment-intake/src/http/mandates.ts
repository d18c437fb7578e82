import type { FastifyInstance, FastifyRequest } from 'fastify';
import { addDays } from '../../../_platform/src/clock/amsterdam.ts';
import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { phaseOnDay, type PhaseOnDay } from '../domain/phase.ts';
import { findPhases } from '../sql/find-phases.ts';
import { giveMandate } from '../sql/give-mandate.ts';
import { listMandates, type ListedMandate } from '../sql/list-mandates.ts';
import type { WebhookDesk } from '../../../_platform/src/webhooks/webhook-desk.ts';
import { endMandate } from '../intake/end-mandate.ts';
import { managerOf, managers } from './managers.ts';
import { patterns } from './patterns.ts';
import { callerOin, suppliers } from './supplier.ts';

interface OneMandate {
  Params: { oin: string; bevoegdGezagNummer: string; aanleverpuntnummer: string };
}

interface ManyMandates {
  Querystring: { oin?: string; bevoegdGezagNummer?: string };
}

const oneSchema = {
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

const manySchema = {
  querystring: {
    type: 'object',
    additionalProperties: false,
    properties: {
      oin: { type: 'string', pattern: patterns.oin },
      bevoegdGezagNummer: { type: 'string', pattern: patterns.board },
    },
  },
};

const path = '/v1/mandaten/:oin/:bevoegdGezagNummer/:aanleverpuntnummer';

/** Who may deliver and fetch for which board and delivery point. */
export function registerMandates(
  app: FastifyInstance,
  { database, clock, desk }: { readonly database: Database; readonly clock: Clock; readonly desk: WebhookDesk },
): void {
  /** From now on this OIN may. */
  app.put<OneMandate>(path, { config: { access: managers }, schema: oneSchema }, async (request, reply) => {
    await giveMandate(database, keyOf(request), managerOf(request));
    return reply.code(204).send();
  });

  /** From now on this OIN may not, and is not called any more; a request that was judged before goes on. */
  app.delete<OneMandate>(path, { config: { access: managers }, schema: oneSchema }, async (request, reply) => {
    const wasThere = await endMandate(database, desk, keyOf(request), managerOf(request));
    if (!wasThere) throw platformProblem('niet-gevonden', { detail: 'Deze machtiging is er niet.' });
    return reply.code(204).send();
  });

  /** A supplier sees its own, a manager everybody's. */
  app.get<ManyMandates>(
    '/v1/mandaten',
    { config: { access: [suppliers, managers] }, schema: manySchema },
    async (request) => {
      const { oin, bevoegdGezagNummer: board } = request.query;
      const isManager = request.caller.scopes.includes('beheer');
      const mandates = await listMandates(database, { oin: isManager ? oin : ownOin(request, oin), board });
      const phases = Map.groupBy(
        await findPhases(database, [...new Set(mandates.map((mandate) => mandate.board))]),
        (row) => row.board,
      );
      const today = clock.today();
      const mandaten = mandates.map((mandate) => {
        const begins = (phases.get(mandate.board) ?? []).map((row) => ({ phase: row.phase, from: row.effective_from }));
        const phase = phaseOnDay(begins, today, (day) => addDays(day, -1));
        return { ...mandateShown(mandate), ...phaseShown(phase), ...(isManager ? givenBy(mandate) : {}) };
      });
      return { mandaten };
    },
  );
}

function keyOf({ params }: FastifyRequest<OneMandate>) {
  return { oin: params.oin, board: params.bevoegdGezagNummer, delivery_point: params.aanleverpuntnummer };
}

/** @throws Problem 403 when a supplier asks for another's */
function ownOin(request: FastifyRequest, asked: string | undefined): string {
  const own = callerOin(request);
  if (asked === undefined || asked === own) return own;
  throw platformProblem('geen-toegang', { detail: 'U ziet alleen uw eigen machtigingen.' });
}

function mandateShown({ oin, board, delivery_point: point, given_at: givenAt }: ListedMandate) {
  return { oin, bevoegdGezagNummer: board, aanleverpuntnummer: point, gegevenOp: givenAt };
}

function givenBy({ given_by: by }: ListedMandate) {
  return by === null ? {} : { gegevenDoor: by };
}

/** The phase of a board as it is told: since when, and what comes after it. */
export function phaseShown({ phase, since, until, planned }: PhaseOnDay) {
  return {
    fase: phase,
    ...(since === undefined ? {} : { faseSinds: since }),
    ...(until === undefined ? {} : { faseTotEnMet: until }),
    ...(planned.length === 0
      ? {}
      : { gepland: planned.map((next) => ({ fase: next.phase, ingangsdatum: next.from })) }),
  };
}
