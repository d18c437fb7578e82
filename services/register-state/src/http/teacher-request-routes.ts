import type { FastifyInstance } from 'fastify';
import type {
  OpdrachtVerzoekBehoudNaPensioen,
  OpdrachtVerzoekUitschrijving,
} from '../../../../schemas/message-book/v1/generated.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import type { ProcessingActivity } from '../messages/processing-record.ts';
import type { PersonStatus } from '../domain/person-status.ts';
import { selectSentCommand } from '../sql/select-sent-command.ts';
import { commandView, statusOf } from './command-routes.ts';
import type { CommandParts } from './command-routes.ts';
import { NO_QUERY, REGISTRATION_PARAMS } from './registration-routes.ts';
import { sendCommand } from './send-command.ts';
import { seenBy } from './who-sees-what.ts';
import type { Resource } from './who-sees-what.ts';

type TeacherRequest = OpdrachtVerzoekUitschrijving | OpdrachtVerzoekBehoudNaPensioen;

interface Kind {
  readonly path: string;
  readonly resource: Resource;
  readonly soort: TeacherRequest['soort'];
  readonly activity: ProcessingActivity;
  /** Why this status forbids it; undefined when it does not. The judgement itself comes later, and counts. */
  readonly refusal: (status: PersonStatus['kind']) => string | undefined;
}

const KINDS: readonly Kind[] = [
  {
    path: 'uitschrijving',
    resource: 'uitschrijving',
    soort: 'VERZOEK_UITSCHRIJVING',
    activity: 'UITSCHRIJVING_VERZOEKEN',
    refusal: (status) =>
      status === 'ONBEKEND' || status === 'BEWAARD' ? 'Uitschrijven kan alleen wie in het register staat.' : undefined,
  },
  {
    path: 'behoud-na-pensioen',
    resource: 'behoudNaPensioen',
    soort: 'VERZOEK_BEHOUD_NA_PENSIOEN',
    activity: 'BEHOUD_NA_PENSIOEN_VERZOEKEN',
    refusal: () => undefined,
  },
];

const NO_CONTENT = { type: 'object', additionalProperties: false, properties: {} } as const;
export const IDEMPOTENCY_KEY = {
  type: 'object',
  required: ['idempotency-key'],
  properties: { 'idempotency-key': REGISTRATION_PARAMS.properties.registratieId },
} as const;

/**
 * What a teacher asks without content of its own. The command id follows from person, kind and the header
 * Idempotency-Key: who sends the same again, after a time-out, is told what became of the first.
 */
export function registerTeacherRequestRoutes(app: FastifyInstance, o: CommandParts): void {
  for (const kind of KINDS) {
    app.post<{ Params: { registratieId: string }; Headers: { 'idempotency-key': string } }>(
      `/v1/registraties/:registratieId/${kind.path}`,
      {
        config: seenBy(kind.resource),
        schema: { params: REGISTRATION_PARAMS, querystring: NO_QUERY, headers: IDEMPOTENCY_KEY, body: NO_CONTENT },
      },
      async (request, reply) => {
        const { registratieId } = request.params;
        const id = deterministicId('verzoek', kind.soort, registratieId, request.headers['idempotency-key']);
        if ((await selectSentCommand(o.database, id)) === undefined) {
          const refusal = kind.refusal(await statusOf(o.database, registratieId));
          if (refusal !== undefined) throw platformProblem('conflict', { detail: refusal });
          const now = o.clock.now();
          const command = { id, soort: kind.soort, registratieId, vastgelegdOp: now.toISOString() };
          const { activity } = kind;
          const { traceparent } = request;
          await sendCommand(o, { ...command, bron: { kanaal: 'LERAAR' }, inhoud: {} }, { activity, now, traceparent });
        }
        const sent = await selectSentCommand(o.database, id);
        if (sent === undefined) throw new Error('a command that was sent is not remembered');
        return reply
          .code(202)
          .header('location', `/v1/opdrachten/${id}`)
          .send(await commandView(sent, o.parked));
      },
    );
  }
}
