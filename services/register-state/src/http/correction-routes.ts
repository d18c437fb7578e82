import { hash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { tellsCitizenNumber } from '../../../../schemas/message-book/v1/citizen-numbers.ts';
import type { OpdrachtAanvraagCorrectie } from '../../../../schemas/message-book/v1/generated.ts';
import types from '../../../../schemas/message-book/v1/types.schema.json' with { type: 'json' };
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import { loadPersons } from '../apply/load-persons.ts';
import { refusalOfCorrection } from '../domain/decide-corrections.ts';
import { registerId } from '../domain/ids.ts';
import { selectSentCommand } from '../sql/select-sent-command.ts';
import { commandView } from './command-routes.ts';
import type { CommandParts } from './command-routes.ts';
import { correctionProblem } from './correction-problem.ts';
import { isStored, NO_QUERY, REGISTRATION_PARAMS } from './registration-routes.ts';
import { sendCommand } from './send-command.ts';
import { IDEMPOTENCY_KEY } from './teacher-request-routes.ts';
import { seenBy } from './who-sees-what.ts';

type Request = OpdrachtAanvraagCorrectie['inhoud'];

const BODY = {
  type: 'object',
  additionalProperties: false,
  required: ['bevoegdGezagNummer', 'benoemingvolgnummer', 'velden', 'toelichting'],
  properties: {
    bevoegdGezagNummer: { type: 'string', pattern: types.$defs.BG.pattern },
    benoemingvolgnummer: { type: 'string', pattern: types.$defs.AN20.pattern },
    velden: {
      type: 'array',
      minItems: 1,
      maxItems: types.$defs.VeldenInStand.maxItems,
      uniqueItems: true,
      items: {
        type: 'string',
        maxLength: types.$defs.VeldenInStand.items.maxLength,
        pattern: types.$defs.VeldenInStand.items.pattern,
      },
    },
    toelichting: {
      type: 'string',
      minLength: 1,
      maxLength: types.$defs.Toelichting1000.maxLength,
      pattern: types.$defs.Toelichting1000.pattern,
    },
  },
} as const;

/**
 * POST /v1/registraties/{registratieId}/correcties: the teacher asks his board to correct an appointment. The same
 * Idempotency-Key is the same request; with other content it is refused.
 */
export function registerCorrectionRoutes(app: FastifyInstance, o: CommandParts): void {
  app.post<{ Params: { registratieId: string }; Headers: { 'idempotency-key': string }; Body: Request }>(
    '/v1/registraties/:registratieId/correcties',
    {
      config: seenBy('correctie'),
      schema: { params: REGISTRATION_PARAMS, querystring: NO_QUERY, headers: IDEMPOTENCY_KEY, body: BODY },
    },
    async (request, reply) => {
      const { registratieId } = request.params;
      refuseCitizenNumber(request.body);
      const id = deterministicId('verzoek', 'AANVRAAG_CORRECTIE', registratieId, request.headers['idempotency-key']);
      const contentHash = hashOf(request.body);
      if ((await selectSentCommand(o.database, id)) === undefined) {
        await refuseByState(o, registratieId, request.body);
        const now = o.clock.now();
        const command: OpdrachtAanvraagCorrectie = {
          id,
          soort: 'AANVRAAG_CORRECTIE',
          registratieId,
          vastgelegdOp: now.toISOString(),
          bron: { kanaal: 'LERAAR' },
          inhoud: request.body,
        };
        const { traceparent } = request;
        await sendCommand(o, command, { activity: 'CORRECTIE_AANVRAGEN', now, traceparent, contentHash });
      }
      const sent = await selectSentCommand(o.database, id);
      if (sent === undefined) throw new Error('a command that was sent is not remembered');
      if (sent.contentHash?.equals(contentHash) !== true) {
        throw platformProblem('conflict', { detail: 'Deze Idempotency-Key hoort bij een verzoek met andere inhoud.' });
      }
      return reply
        .code(202)
        .header('location', `/v1/opdrachten/${id}`)
        .send(await commandView(sent, o.parked));
    },
  );
}

function hashOf({ bevoegdGezagNummer, benoemingvolgnummer, velden, toelichting }: Request): Buffer {
  const text = JSON.stringify([bevoegdGezagNummer, benoemingvolgnummer, velden, toelichting]);
  return hash('sha256', text, 'buffer');
}

function refuseCitizenNumber({ toelichting }: Request): void {
  if (!tellsCitizenNumber(toelichting)) return;
  throw platformProblem('ongeldig-verzoek', {
    detail: 'In de toelichting hoort geen burgerservicenummer.',
    extra: { fouten: [{ veld: '/toelichting', regel: 'burgerservicenummer' }] },
  });
}

/** The judgement itself comes later, and counts. */
async function refuseByState({ database }: CommandParts, registratieId: string, asked: Request): Promise<void> {
  const id = registerId(registratieId);
  const person = (await database.readSnapshot((db) => loadPersons(db, [id]))).get(id);
  if (!isStored(person)) throw platformProblem('niet-gevonden', { detail: 'Deze registratie is er niet.' });
  const { bevoegdGezagNummer: board, benoemingvolgnummer: number, velden: fields } = asked;
  const refusal = refusalOfCorrection(person, { board, number, fields });
  if (refusal !== undefined) throw correctionProblem(refusal);
}
