import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import { call, tokenFor } from '../../scripts/demonstration/clients.ts';
import { fetchFeedback, giveMandates } from '../../scripts/demonstration/deliver.ts';
import type { BoardSeat } from '../../scripts/demonstration/plan-types.ts';
import { readWholeTopic } from '../../scripts/demonstration/read-topic.ts';
import { appointment, fullGround, messageIdOf } from '../../scripts/demonstration/records.ts';
import { boardSeats } from '../../scripts/demonstration/seats.ts';
import { head, type BrpPerson, type Fields } from '../../scripts/generator/records.ts';
import { startStack, type TestStack } from '../support/stack.ts';
import { populationOf, todayOf } from './population.ts';

/** What is answered and not folded leaves no row of the command log that could say that it was done. */
const POINTS = ['after-commit-before-publish', 'after-publish-before-forget', 'after-commit-before-offset'];

let stack: TestStack;
let today: string;
let persons: readonly BrpPerson[];
let real: BoardSeat;
let trying: BoardSeat;

beforeAll(async () => {
  stack = await startStack({ services: ['sandbox', 'identity-vault', 'appointment-intake', 'register-state'] });
  today = await todayOf(stack.endpoints);
  persons = await populationOf(stack.endpoints, 30_000, 10);
  const [first, ...others] = boardSeats();
  const second = others.find((seat) => seat.board !== first?.board);
  if (first === undefined || second === undefined) throw new Error('no two boards');
  [real, trying] = [first, second];
  await giveMandates(stack.endpoints, [real, trying]);
  const manager = await tokenFor(stack.endpoints, 'urn:lrr:aanlevering', { scope: ['beheer'] });
  await call('PUT', `${stack.endpoints.intake}/v1/besturen/${trying.board}/fase`, {
    token: manager,
    body: { fase: 'PROEF', ingangsdatum: today },
  });
}, 120_000);
afterAll(async () => {
  await stack.stop();
});

let sent = 0;
async function deliver(seat: BoardSeat, berichtsoort: string, body: Fields): Promise<string> {
  sent += 1;
  const id = messageIdOf('answered-once', String(sent));
  const at = new Date(Date.parse(`${addDays(today, -1)}T12:00:00Z`) + sent * 1000);
  const token = await tokenFor(stack.endpoints, 'urn:lrr:aanlevering', {
    scope: ['aanleveren'],
    claims: { oin: seat.supplierOin },
  });
  const answer = await call<{ ontvangstbevestigingen: { statusMelding: string }[] }>(
    'POST',
    `${stack.endpoints.intake}/v1/leveringen`,
    {
      token,
      body: {
        leveringId: messageIdOf('answered-once', 'delivery', String(sent)),
        berichten: [{ kop: head(seat, id, berichtsoort, at), ...body }],
      },
    },
  );
  expect(answer.ontvangstbevestigingen.map(({ statusMelding }) => statusMelding)).toEqual(['B']);
  return id;
}
const snapshotOf = (seat: BoardSeat, person: BrpPerson): Fields => ({
  benoeming: appointment(seat, person, addDays(today, -10), [fullGround(seat)]),
});

/** By the message they answer: each record that was published, with its contents. */
async function publishedAnswers(): Promise<Map<string, Map<string, Set<string>>>> {
  const source = { broker: stack.endpoints.kafka, prefix: stack.prefix };
  const answers = new Map<string, Map<string, Set<string>>>();
  for (const { headers, value } of await readWholeTopic(source, 'lrr.terugkoppeling.v1')) {
    const { kop } = JSON.parse(String(value)) as { kop: { verwijstNaar: string } };
    const id = String(headers['id']);
    const own = answers.get(kop.verwijstNaar) ?? new Map<string, Set<string>>();
    answers.set(kop.verwijstNaar, own.set(id, (own.get(id) ?? new Set()).add(String(value))));
  }
  return answers;
}

describe('an overview and a trial are answered once', () => {
  it('when the register is killed at every named point of answering them', async () => {
    await deliver(real, 'AANLEVEREN_BENOEMING', snapshotOf(real, persons[0]!));
    const asked: string[] = [];
    for (const [index, point] of POINTS.entries()) {
      await stack.kill('register-state', 'SIGKILL');
      // The state between the two messages changes: an answer made twice would show it.
      const overview = { verzoekRegistratieoverzicht: { peildatum: today } };
      asked.push(await deliver(real, 'VERZOEK_REGISTRATIEOVERZICHT', overview));
      asked.push(await deliver(trying, 'AANLEVEREN_BENOEMING', snapshotOf(trying, persons[index + 1]!)));
      await stack.restart('register-state', point).catch(() => undefined);
      expect(await stack.exited('register-state')).toMatchObject({ signal: 'SIGKILL' });
      await deliver(real, 'AANLEVEREN_BENOEMING', snapshotOf(real, persons[index + 5]!));
      await stack.restart('register-state');
    }
    const all = 1 + POINTS.length * 3;
    const fetched = await fetchFeedback(stack.endpoints, [real, trying], (seen) => seen.length >= all, 60_000);
    const published = await publishedAnswers();
    for (const id of asked) {
      expect(fetched.filter(({ kop }) => kop.verwijstNaar === id)).toHaveLength(1);
      expect([...(published.get(id)?.values() ?? [])].map(({ size }) => size)).toEqual([1]);
    }
  }, 360_000);
});
