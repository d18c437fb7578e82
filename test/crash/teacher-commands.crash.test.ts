import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import { tokenFor } from '../../scripts/demonstration/clients.ts';
import { fetchFeedback, giveMandates } from '../../scripts/demonstration/deliver.ts';
import { shortName, type SeenEvent } from '../../scripts/demonstration/outcome.ts';
import type { BoardSeat } from '../../scripts/demonstration/plan-types.ts';
import { readWholeTopic } from '../../scripts/demonstration/read-topic.ts';
import { appointment, fullGround, messageIdOf, type Fields } from '../../scripts/demonstration/records.ts';
import { boardSeats } from '../../scripts/demonstration/seats.ts';
import { ownRegistration, recognise } from '../../scripts/demonstration/state-teaching.ts';
import { head } from '../../scripts/generator/records.ts';
import { eventually } from '../support/eventually.ts';
import { patientFetch } from '../support/patient-fetch.ts';
import { startStack, type TestStack } from '../support/stack.ts';
import { operatorToken, untilQuiet } from '../bench/platform-calls.ts';
import { deliverUnderFaults } from './delivery-under-faults.ts';
import { populationOf, todayOf } from './population.ts';

/** `at once` kills when the answer is there: whatever is not published by then is in the outbox alone. */
const DEATHS = ['after-commit-before-publish', 'after-publish-before-forget', 'after-commit-before-offset', 'at once'];

let stack: TestStack;
let seat: BoardSeat;
let teachers: readonly { readonly registratieId: string; readonly token: string }[];

beforeAll(async () => {
  stack = await startStack({ services: ['sandbox', 'identity-vault', 'appointment-intake', 'register-state'] });
  const { endpoints } = stack;
  const today = await todayOf(endpoints);
  seat = boardSeats().find(({ sector }) => sector === 'VO')!;
  await giveMandates(endpoints, [seat]);
  const persons = await populationOf(endpoints, 50_000, DEATHS.length);
  const at = new Date(`${addDays(today, -1)}T12:00:00Z`);
  const records = persons.map((person) => {
    const messageId = messageIdOf('teacher-commands', person.burgerservicenummer);
    const benoeming = appointment(seat, person, addDays(today, -10), [fullGround(seat)]);
    const record = { kop: head(seat, messageId, 'AANLEVEREN_BENOEMING', at), benoeming };
    return { messageId, seat, person, standvolgnummer: 1, record };
  });
  await deliverUnderFaults(endpoints, records, { seed: 'teacher-commands' });
  teachers = await Promise.all(
    persons.map(async ({ burgerservicenummer }) => {
      const ids = await eventually(() => recognise(endpoints, burgerservicenummer), { withinMs: 60_000 });
      const { registratieId } = ids;
      const isKnown = async () => (await ownRegistration(endpoints, registratieId))?.status === 'BEKEND' || undefined;
      await eventually(isKnown, { withinMs: 60_000, what: 'the register knows the teacher' });
      const token = await tokenFor(endpoints, 'urn:lrr:register', { claims: { rol: 'LERAAR', registratieId } });
      return { registratieId, token };
    }),
  );
}, 240_000);
afterAll(() => stack.stop());

interface Sent {
  readonly method: 'PUT' | 'POST';
  readonly path: string;
  readonly key?: string;
  readonly body: Fields;
}

/** Status and Location of the answer; undefined when the connection broke. */
async function send(teacher: (typeof teachers)[number], o: Sent): Promise<string | undefined> {
  const url = `${stack.endpoints.register}/v1/registraties/${teacher.registratieId}/${o.path}`;
  try {
    const answer = await patientFetch(url, {
      method: o.method,
      headers: {
        authorization: `Bearer ${teacher.token}`,
        'content-type': 'application/json',
        ...(o.key === undefined ? {} : { 'idempotency-key': o.key }),
      },
      body: JSON.stringify(o.body),
    });
    return `${answer.status} ${answer.headers.get('location') ?? ''}`;
  } catch {
    return undefined;
  }
}

/**
 * Sends all to a register that dies of the first, and again to the one that lives after that; gives both answers of each.
 */
async function sendUnder(
  death: string,
  teacher: (typeof teachers)[number],
  sent: readonly Sent[],
): Promise<{ readonly first: string | undefined; readonly again: string | undefined }[]> {
  const { register, intake, vault } = stack.endpoints;
  // With nothing else to do, so that it is this command that leads the register to its point.
  await untilQuiet([register, intake, vault], await operatorToken(stack.endpoints));
  // Stopped in good order: one that was killed has told the broker nothing of where it was, reads on from before, and is
  // led to its point by what it knows already, as often as it starts.
  await stack.kill('register-state', 'SIGTERM');
  await stack.restart('register-state', death === 'at once' ? undefined : death);
  const first: (string | undefined)[] = [];
  for (const one of sent) first.push(await send(teacher, one));
  if (death === 'at once') await stack.kill('register-state', 'SIGKILL');
  expect(await stack.exited('register-state')).toMatchObject({ signal: 'SIGKILL' });
  await stack.restart('register-state');
  const answers = [];
  for (const [index, one] of sent.entries()) {
    const again = await eventually(() => send(teacher, one), { withinMs: 30_000, what: 'an answer' });
    answers.push({ first: first[index], again });
  }
  return answers;
}

async function eventsOf(registratieId: string): Promise<string[]> {
  const source = { broker: stack.endpoints.kafka, prefix: stack.prefix };
  const records = await readWholeTopic(source, 'lrr.registratie.v1');
  const events = records.map(({ value }) => JSON.parse(String(value)) as SeenEvent);
  const own = new Map(events.filter(({ subject }) => subject === registratieId).map((event) => [event.id, event]));
  const inOrder = [...own.values()].toSorted((a, b) => a.sequence.localeCompare(b.sequence));
  expect(inOrder.map(({ sequence }) => Number(sequence))).toEqual(inOrder.map((_, index) => index + 1));
  return inOrder.map(({ type }) => shortName(type)).filter((name) => name !== 'registratie-gewijzigd');
}

/** What he sends, in this order; every one is the first somewhere, and the one that the register dies of. */
const ORDERS = [
  ['statement', 'correction', 'leaving'],
  ['correction', 'statement', 'leaving'],
  ['leaving', 'correction'],
] as const;

const EVENTS = {
  statement: ['onderwijs-opgegeven', 'persoon-opgenomen'],
  correction: ['correctie-ingediend'],
  leaving: ['persoon-bewaard'],
};

function requests(): Record<keyof typeof EVENTS, Sent> {
  const teaching = { aanduiding: 'LERAAR_VO', vak: 'NEDERLANDS', gebied: 'VO' };
  return {
    statement: {
      method: 'PUT',
      path: 'onderwijsopgave',
      body: { onderwijs: [teaching], gaatOpVoorHerregistratie: false },
    },
    correction: {
      method: 'POST',
      path: 'correcties',
      key: randomUUID(),
      body: {
        bevoegdGezagNummer: seat.board,
        benoemingvolgnummer: '1',
        velden: ['/datumIngangBenoeming'],
        toelichting: 'Ik begon eerder.',
      },
    },
    leaving: { method: 'POST', path: 'uitschrijving', key: randomUUID(), body: {} },
  };
}

describe('what a teacher sends has one effect', () => {
  it.each(DEATHS.map((death, index) => [death, index] as const))(
    'when the register dies of it and he sends it again: %s',
    async (death, index) => {
      const teacher = teachers[index]!;
      const order = ORDERS[index % ORDERS.length]!;
      const made = requests();
      const sent = order.map((kind) => made[kind]);
      for (const [at, { first, again }] of (await sendUnder(death, teacher, sent)).entries()) {
        expect(again).toMatch(/^202 \/v1\/opdrachten\/./);
        // A statement replaces the one before, and the same once more changes nothing: it needs no key.
        if (sent[at]!.key === undefined) continue;
        // When the first was answered before the register died, the second is told of the same command.
        if (first !== undefined) expect(again).toBe(first);
        // And a third one, when all is done.
        expect(await send(teacher, sent[at]!)).toBe(again);
      }

      const { registratieId } = teacher;
      const kept = async () =>
        (await ownRegistration(stack.endpoints, registratieId))?.status === 'BEWAARD' || undefined;
      await eventually(kept, { withinMs: 60_000, what: 'the teacher has left the register' });
      const expected = ['benoeming-geregistreerd', 'persoon-bekend', ...order.flatMap((kind) => EVENTS[kind])];
      const published = async () => {
        const seen = await eventsOf(registratieId);
        return seen.length >= expected.length ? seen : undefined;
      };
      expect(await eventually(published, { withinMs: 60_000, what: 'all events are published' })).toEqual(expected);
    },
    240_000,
  );

  it('and the board is asked once for each', async () => {
    const isAsked = ({ kop }: { kop: { berichtsoort: string } }): boolean => kop.berichtsoort === 'CORRECTIEVERZOEK';
    const all = DEATHS.length * 2;
    const fetched = await fetchFeedback(stack.endpoints, [seat], (seen) => seen.length >= all, 60_000);
    expect(fetched.filter(isAsked)).toHaveLength(DEATHS.length);
    expect(fetched).toHaveLength(all);
  }, 120_000);
});
