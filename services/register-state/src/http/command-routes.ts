import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Onderwijs, OpdrachtOnderwijsopgave, Signaal } from '../../../../schemas/message-book/v1/generated.ts';
import types from '../../../../schemas/message-book/v1/types.schema.json' with { type: 'json' };
import type { Clock } from '../../../_platform/src/clock/clock.ts';
import type { ParkedDesk } from '../../../_platform/src/consumer/parked-desk.ts';
import type { Database } from '../../../_platform/src/database/database.ts';
import type { Caller } from '../../../_platform/src/http/access.ts';
import { platformProblem } from '../../../_platform/src/http/platform-problem.ts';
import { newId } from '../../../_platform/src/ids/new-id.ts';
import type { Outbox } from '../../../_platform/src/outbox/outbox.ts';
import { loadPersons } from '../apply/load-persons.ts';
import { registerId } from '../domain/ids.ts';
import type { PersonStatus } from '../domain/person-status.ts';
import type { JudgingLists } from '../lists/judging-lists.ts';
import { readerOf } from '../lookups/reader.ts';
import { selectSentCommand } from '../sql/select-sent-command.ts';
import type { SentCommand } from '../sql/select-sent-command.ts';
import { waitOf } from './prefer-wait.ts';
import { isStored, NO_QUERY, REGISTRATION_PARAMS } from './registration-routes.ts';
import { sendCommand } from './send-command.ts';
import { createTeachingCheck } from './teaching-check.ts';
import type { TeachingCheck } from './teaching-check.ts';
import { explanationOf } from './step-problem.ts';
import type { Refusal } from './step-problem.ts';
import { seenBy } from './who-sees-what.ts';

const LONGEST_WAIT_S = 10;
/** How often a waiting request looks at the row: any process may apply the command. */
const LOOK_EVERY_MS = 25;

interface Statement {
  readonly onderwijs: Onderwijs[];
  readonly gaatOpVoorHerregistratie: boolean;
}

const STATEMENT_BODY = {
  type: 'object',
  additionalProperties: false,
  required: ['onderwijs', 'gaatOpVoorHerregistratie'],
  properties: {
    onderwijs: { type: 'array', minItems: 1, maxItems: 20, uniqueItems: true, items: { $ref: '#/$defs/Onderwijs' } },
    gaatOpVoorHerregistratie: { type: 'boolean' },
  },
  $defs: { Onderwijs: types.$defs.Onderwijs, Waardelijstcode: types.$defs.Waardelijstcode },
} as const;

const COMMAND_PARAMS = {
  type: 'object',
  additionalProperties: false,
  required: ['id'],
  properties: { id: REGISTRATION_PARAMS.properties.registratieId },
} as const;

/** What became of a command: answer of GET /v1/opdrachten/{id}. */
interface CommandView {
  readonly id: string;
  readonly soort: string;
  readonly status: 'WACHT' | 'VERWERKT' | 'AFGEWEZEN' | 'GEPARKEERD';
  readonly signalen: readonly Signaal[];
  /** Of what the law refused. */
  readonly afwijzing?: Refusal & { readonly uitleg: string };
}

export interface CommandParts {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly parked: Pick<ParkedDesk, 'isParked'>;
  readonly lists: Pick<JudgingLists, 'newest'>;
}

/**
 * What a teacher asks of the register. It goes the way of every change: a command on the input log, sent through the
 * outbox in the transaction that remembers it. The answer follows from the log, now (Prefer: wait) or later.
 */
export function registerCommandRoutes(app: FastifyInstance, o: CommandParts): void {
  app.put<{ Params: { registratieId: string }; Body: Statement }>(
    '/v1/registraties/:registratieId/onderwijsopgave',
    {
      config: seenBy('onderwijsopgave'),
      schema: { params: REGISTRATION_PARAMS, querystring: NO_QUERY, body: STATEMENT_BODY },
    },
    async (request, reply) => {
      const { registratieId } = request.params;
      const { lists } = (await o.lists.newest(o.database)).of(registratieId);
      refuseUnknownTeaching(request.body, createTeachingCheck(lists));
      await refuseByStatus(o.database, registratieId);
      const command = await sendStatement(o, registratieId, request.body, request.traceparent);
      const wait = waitOf(request.headers.prefer, LONGEST_WAIT_S);
      const view = wait === 0 ? commandView(command, undefined) : await watchCommand(o, command.id, wait * 1_000);
      return answer(reply, view, wait);
    },
  );

  app.get<{ Params: { id: string } }>(
    '/v1/opdrachten/:id',
    { config: seenBy('opdracht'), schema: { params: COMMAND_PARAMS, querystring: NO_QUERY } },
    async (request) => {
      const sent = await selectSentCommand(o.database, request.params.id);
      // Who is not the sender is told the same as when there is none.
      if (sent === undefined || !isSender(sent, request.caller)) {
        throw platformProblem('niet-gevonden', { detail: 'Deze opdracht is er niet.' });
      }
      return commandView(sent, o.parked);
    },
  );
}

function isSender({ registerId: about, sender }: SentCommand, caller: Caller): boolean {
  const { role, organisation } = readerOf(caller);
  if (sender === null) return role === 'LERAAR' && caller.claims['registratieId'] === about;
  return role === 'BESTUUR' ? sender === organisation : sender === role;
}

function refuseUnknownTeaching({ onderwijs }: Statement, check: TeachingCheck): void {
  const faults = onderwijs.flatMap((teaching, index) => {
    const member = check(teaching);
    return member === undefined ? [] : [{ veld: `/onderwijs/${index}/${member}`, regel: 'codelijst' }];
  });
  if (faults.length === 0) return;
  throw platformProblem('ongeldig-verzoek', {
    detail: 'Het opgegeven onderwijs past niet bij de codelijsten.',
    extra: { fouten: faults },
  });
}

async function refuseByStatus(database: Database, registratieId: string): Promise<void> {
  const kind = await statusOf(database, registratieId);
  if (kind === 'ONBEKEND' || kind === 'BEWAARD') throw forbiddenByStatus();
}

/** @throws 404 when there is no such registration */
export async function statusOf(database: Database, registratieId: string): Promise<PersonStatus['kind']> {
  const id = registerId(registratieId);
  const person = (await database.readSnapshot((db) => loadPersons(db, [id]))).get(id);
  if (!isStored(person)) throw platformProblem('niet-gevonden', { detail: 'Deze registratie is er niet.' });
  return person.status.kind;
}

function forbiddenByStatus(): Error {
  return platformProblem('conflict', {
    detail: 'Onderwijs opgeven kan alleen wie in het register staat of daarvoor bekend is.',
  });
}

async function sendStatement(
  parts: CommandParts,
  registratieId: string,
  inhoud: Statement,
  traceparent: string,
): Promise<SentCommand> {
  const now = parts.clock.now();
  const command: OpdrachtOnderwijsopgave = {
    id: newId(),
    soort: 'OPGAVE_ONDERWIJS',
    registratieId,
    vastgelegdOp: now.toISOString(),
    bron: { kanaal: 'LERAAR' },
    inhoud,
  };
  await sendCommand(parts, command, { activity: 'ONDERWIJS_OPGEVEN', now, traceparent });
  return {
    id: command.id,
    registerId: registratieId,
    sender: null,
    kind: command.soort,
    outcome: null,
    signals: [],
    refusal: null,
    contentHash: null,
  };
}

/** Looks at the row until the command is applied, or the time is over. */
export async function watchCommand(
  { database, parked }: CommandParts,
  id: string,
  withinMs: number,
): Promise<CommandView> {
  const until = performance.now() + withinMs;
  for (;;) {
    const sent = await selectSentCommand(database, id);
    if (sent === undefined) throw new Error('a command that was sent is not remembered');
    if (sent.outcome !== null || performance.now() >= until) return commandView(sent, parked);
    await pause(LOOK_EVERY_MS);
  }
}

export async function commandView(
  { id, kind: soort, outcome, signals: signalen, refusal }: SentCommand,
  parked: Pick<ParkedDesk, 'isParked'> | undefined,
): Promise<CommandView> {
  const refused = refusal === null ? {} : { afwijzing: { ...refusal, uitleg: explanationOf(refusal) } };
  if (outcome !== null) return { id, soort, status: outcome, signalen, ...refused };
  return { id, soort, status: (await parked?.isParked(id)) === true ? 'GEPARKEERD' : 'WACHT', signalen };
}

async function answer(reply: FastifyReply, view: CommandView | Promise<CommandView>, wait: number): Promise<unknown> {
  const command = await view;
  if (wait > 0) void reply.header('preference-applied', `wait=${wait}`);
  // The status may have changed between the look beforehand and the judgement; the judgement counts.
  if (command.status === 'AFGEWEZEN') throw forbiddenByStatus();
  if (command.status === 'VERWERKT') return command;
  return reply.code(202).header('location', `/v1/opdrachten/${command.id}`).send(command);
}
