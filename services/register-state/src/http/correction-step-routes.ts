import { hash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { tellsCitizenNumber } from '../../../../schemas/message-book/v1/citizen-numbers.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import type { CorrectionStep } from '../domain/correction-commands.ts';
import { stepOf } from '../domain/decide-correction-step.ts';
import type { Person } from '../domain/person.ts';
import type { Reader } from '../lookups/reader.ts';
import { commandOfLog } from '../messages/read-command.ts';
import { selectSentCommand } from '../sql/select-sent-command.ts';
import { commandView, watchCommand } from './command-routes.ts';
import type { CommandParts } from './command-routes.ts';
import { CORRECTION_STEPS } from './correction-steps.ts';
import type { CorrectionStepRoute, StepCommand } from './correction-steps.ts';
import { CORRECTION_PARAMS, readOwnCorrection } from './own-correction.ts';
import { waitOf } from './prefer-wait.ts';
import { NO_QUERY } from './registration-routes.ts';
import { sendCommand } from './send-command.ts';
import { stepProblem } from './step-problem.ts';
import { IDEMPOTENCY_KEY } from './teacher-request-routes.ts';
import { seenBy } from './who-sees-what.ts';

const LONGEST_WAIT_S = 10;
/** Texts of a step; the others are dates, codes and pointers. */
const TEXTS = ['toelichting', 'overwegingen', 'afwijkingVanAdvies'] as const;

type StepBody = Readonly<Record<string, unknown>>;

/**
 * POST /v1/correcties/{correctieverzoekId}/…: what follows on a board's answer, as correction-steps.ts lists it. A step is
 * a command like every other; what the law would refuse is told at once, and judged once more in its turn. The same
 * Idempotency-Key of the same sender is the same step; with other content it is refused.
 */
export function registerCorrectionStepRoutes(app: FastifyInstance, o: CommandParts): void {
  for (const step of CORRECTION_STEPS) {
    app.post<{
      Params: { correctieverzoekId: string };
      Headers: { 'idempotency-key': string };
      Body: StepBody;
    }>(
      `/v1/correcties/:correctieverzoekId/${step.path}`,
      {
        config: seenBy(step.resource),
        schema: { params: CORRECTION_PARAMS, querystring: NO_QUERY, headers: IDEMPOTENCY_KEY, body: step.body },
      },
      async (request, reply) => {
        const { body, headers, params, traceparent } = request;
        const { correctieverzoekId } = params;
        refuseCitizenNumber(body);
        const { person, reader } = await readOwnCorrection(o.database, request.caller, correctieverzoekId);
        const sender = senderOf(reader);
        const id = deterministicId(
          'correctiestap',
          step.resource,
          correctieverzoekId,
          sender ?? '',
          headers['idempotency-key'],
        );
        const contentHash = hash('sha256', JSON.stringify(body), 'buffer');
        const known = await selectSentCommand(o.database, id);
        if (known === undefined) {
          const now = o.clock.now();
          const command = commandOf(step, body, {
            id,
            reader,
            person,
            correctieverzoekId,
            now,
            today: o.clock.today(),
          });
          refuseByLaw(person, command, o.clock.today());
          await sendCommand(o, command, { activity: step.activity, now, traceparent, contentHash, sender });
        }
        const sent = known ?? (await selectSentCommand(o.database, id));
        if (sent === undefined) throw new Error('a command that was sent is not remembered');
        if (sent.contentHash?.equals(contentHash) !== true) {
          throw platformProblem('conflict', {
            detail: 'Deze Idempotency-Key hoort bij een verzoek met andere inhoud.',
          });
        }
        const wait = waitOf(headers.prefer, LONGEST_WAIT_S);
        const view = wait === 0 ? await commandView(sent, o.parked) : await watchCommand(o, id, wait * 1_000);
        if (wait > 0) void reply.header('preference-applied', `wait=${wait}`);
        // Another may have taken a step between the look beforehand and the judgement; the judgement counts.
        if (view.status === 'AFGEWEZEN' && view.afwijzing !== undefined) throw stepProblem(view.afwijzing);
        if (view.status === 'VERWERKT') return view;
        return reply.code(202).header('location', `/v1/opdrachten/${id}`).send(view);
      },
    );
  }
}

/** As sent_commands names him: the teacher goes without a name of his own. */
export function senderOf({ role, organisation }: Reader): string | undefined {
  if (role === 'LERAAR') return undefined;
  return organisation ?? role;
}

function commandOf(
  step: CorrectionStepRoute,
  body: StepBody,
  o: {
    readonly id: string;
    readonly reader: Reader;
    readonly person: Person;
    readonly correctieverzoekId: string;
    readonly now: Date;
    readonly today: string;
  },
): StepCommand {
  // The body was judged by the schema of its step before it came here.
  const { soort, inhoud } = step.content(body as never, o);
  return {
    id: o.id,
    soort,
    registratieId: o.person.id,
    vastgelegdOp: o.now.toISOString(),
    bron: { kanaal: o.reader.role },
    inhoud: { correctieverzoekId: o.correctieverzoekId, ...inhoud },
  } as StepCommand;
}

function refuseByLaw(person: Person, wire: StepCommand, today: string): void {
  const outcome = stepOf(person, commandOfLog(wire) as CorrectionStep, { recordedAt: wire.vastgelegdOp, today });
  if (!('refusal' in outcome)) return;
  const { reason: reden, field } = outcome.refusal;
  throw stepProblem({ reden, ...(field === undefined ? {} : { veld: field }) });
}

function refuseCitizenNumber(body: StepBody): void {
  const told = TEXTS.find((name) => typeof body[name] === 'string' && tellsCitizenNumber(body[name]));
  if (told === undefined) return;
  throw platformProblem('ongeldig-verzoek', {
    detail: 'In deze tekst hoort geen burgerservicenummer.',
    extra: { fouten: [{ veld: `/${told}`, regel: 'burgerservicenummer' }] },
  });
}
