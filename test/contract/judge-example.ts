import { createSecretKey } from 'node:crypto';
import { loadCodeLists } from '../../schemas/code-lists/load-code-lists.ts';
import type { OpgehaaldeTerugkoppeling, Ontvangstbevestiging } from '../../schemas/message-book/v1/generated.ts';
import { shapeCheck } from '../../schemas/message-book/v1/validators.ts';
import type { ExampleStep, WorkedExample } from '../../schemas/message-book/v1/worked-examples.ts';
import type { PersonAnswer } from '../../services/appointment-intake/src/domain/judge-person.ts';
import {
  judgeArrival,
  judgeContent,
  judgeHead,
  type AcceptedRecord,
} from '../../services/appointment-intake/src/domain/judge-record.ts';
import { judgementLists } from '../../services/appointment-intake/src/domain/judgement-lists.ts';
import { momentOf } from '../../services/appointment-intake/src/domain/moment.ts';
import { fingerprint } from '../../services/appointment-intake/src/intake/fingerprint.ts';
import { commandOf } from '../../services/appointment-intake/src/messages/command.ts';
import { rejectionFeedback } from '../../services/appointment-intake/src/messages/feedback.ts';
import { answeredReceipt, receiptId, storedReceipt } from '../../services/appointment-intake/src/messages/receipt.ts';
import { recordKinds } from '../../services/appointment-intake/src/messages/record-kinds.ts';
import { judge } from '../../services/register-state/src/apply/judge.ts';
import { judgingTime } from '../../services/register-state/src/apply/judging-time.ts';
import { createGroundBook } from '../../services/register-state/src/domain/ground-book.ts';
import { registerId } from '../../services/register-state/src/domain/ids.ts';
import { newPerson, type Person } from '../../services/register-state/src/domain/person.ts';
import { readPersonCommand } from '../../services/register-state/src/messages/read-command.ts';
import { feedbackRecord } from '../../services/register-state/src/publish/feedback-record.ts';
import { dayOf } from '../../services/_platform/src/clock/amsterdam.ts';

const released = loadCodeLists();
const lists = judgementLists(released);
export const book = createGroundBook(released.grounds);
const rules = { checkKop: shapeCheck('kop'), kinds: recordKinds };
const contentKey = createSecretKey(Buffer.alloc(32, 1));
const registratieId = '3f1d9c1e-4a5b-4c6d-8e7f-9a0b1c2d3e4f';
const recognised: PersonAnswer = { registratieId, aowBereikt: false, brpGekoppeld: true, signalen: [] };

type Answered = Pick<WorkedExample, 'ontvangstbevestiging' | 'terugkoppeling'>;

/** What has happened so far. */
interface World {
  readonly person: Person;
  /** Hash of every message that was taken in, by its id. */
  readonly hashes: ReadonlyMap<string, string>;
}

/**
 * An example judged by the two services' own pure judgement, one after the other, on the code lists of this release and
 * the clock of the example: the steps before it, then the record. What vault and mandates say stands in the example.
 */
export function judgeExample({ vooraf = [], ...example }: WorkedExample, bericht: object = example.bericht): Answered {
  let world: World = { person: newPerson(registerId(registratieId)), hashes: new Map() };
  for (const step of vooraf) world = take(step, world).world;
  return take({ ...example, bericht }, world).answered;
}

/** The person of an example as the register has him afterwards. */
export function personAfter({ vooraf = [], ...example }: WorkedExample): Person {
  let world: World = { person: newPerson(registerId(registratieId)), hashes: new Map() };
  for (const step of [...vooraf, example]) world = take(step, world).world;
  return world.person;
}

function take(step: ExampleStep, world: World): { readonly world: World; readonly answered: Answered } {
  if ('opdracht' in step) {
    const { person } = register({ ...step.opdracht, registratieId }, world.person);
    return { world: { ...world, person }, answered: { ontvangstbevestiging: [] as never } };
  }
  const { ontvangen, bericht, omstandigheden = {} } = step;
  const now = new Date(ontvangen);
  const moment = momentOf(now, dayOf(now));
  const head = judgeHead(bericht, moment, rules);
  if (head.outcome !== 'OPENED')
    return { world, answered: onlyReceipt(answeredReceipt(head.signalen, moment.at, head)) };
  const { kop } = head;
  const print = fingerprint(bericht, contentKey);
  const storedHash = world.hashes.get(kop.identificatiecodeBedrijfsdocument);
  const arrived = judgeArrival(head, {
    callerOin: kop.oinLeverancier ?? kop.oinVerzender,
    mayDeliver: omstandigheden.machtiging ?? true,
    ...print,
    ...(storedHash === undefined ? {} : { storedHash }),
  });
  if (arrived.outcome === 'KNOWN') throw new Error('An example does not send the same message twice');
  const answer = omstandigheden.kluis ?? recognised;
  const outcome = arrived.outcome === 'TO_ASK' ? judgeContent(arrived, answer, moment, lists) : arrived;
  if (outcome.outcome === 'ANSWERED') {
    return { world, answered: onlyReceipt(answeredReceipt(outcome.signalen, moment.at, outcome)) };
  }

  const id = receiptId(kop.verzendendeInstantie, kop.identificatiecodeBedrijfsdocument, false);
  const ontvangstbevestiging = storedReceipt({
    receipt_id: id,
    message_id: kop.identificatiecodeBedrijfsdocument,
    status: outcome.outcome === 'ACCEPTED' ? 'B' : 'A',
    signals: outcome.signalen,
    received_at: moment.at,
    is_trial: false,
  } as never);
  const hashes = new Map([...world.hashes, [kop.identificatiecodeBedrijfsdocument, print.contentHash]]);
  if (outcome.outcome === 'REJECTED') {
    const { record } = rejectionFeedback(kop, outcome.signalen, {
      receiptId: id,
      receivedAt: moment.at,
      isTrial: false,
    });
    return { world: { ...world, hashes }, answered: { ontvangstbevestiging, terugkoppeling: record as never } };
  }
  const command = wireCommand(outcome, id, moment.at);
  if (command === undefined) return { world: { ...world, hashes }, answered: { ontvangstbevestiging } };
  const { person, terugkoppeling } = register(command, world.person);
  return { world: { person, hashes }, answered: { ontvangstbevestiging, ...(terugkoppeling && { terugkoppeling }) } };
}

/** Undefined for what the register does not judge by the person alone (record 4). */
function wireCommand(accepted: AcceptedRecord, id: string, receivedAt: string): Record<string, unknown> | undefined {
  const { value } = commandOf(accepted, { receiptId: id, receivedAt, traceparent: '', isTrial: false });
  const command = JSON.parse(String(value)) as Record<string, unknown>;
  return command['soort'] === 'VERZOEK_REGISTRATIEOVERZICHT' ? undefined : command;
}

function register(wire: Readonly<Record<string, unknown>>, person: Person) {
  const read = readPersonCommand(wire);
  const time = judgingTime({ recordedAt: null, day: null }, read.wire.vastgelegdOp);
  const judgement = judge(person, read.command, time, { book });
  const feedback = judgement.answer?.terugkoppeling;
  const terugkoppeling =
    feedback === undefined
      ? undefined
      : (JSON.parse(String(feedbackRecord(read, feedback).value)) as OpgehaaldeTerugkoppeling);
  return { person: judgement.person, terugkoppeling };
}

function onlyReceipt(ontvangstbevestiging: Ontvangstbevestiging): Answered {
  return { ontvangstbevestiging };
}
