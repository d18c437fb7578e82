import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withConnection } from '../../infra/postgres/create-database.ts';
import { addDays } from '../../services/_platform/src/clock/amsterdam.ts';
import { call, tokenFor } from '../../scripts/demonstration/clients.ts';
import { fetchFeedback, giveMandates } from '../../scripts/demonstration/deliver.ts';
import { shortName, type SeenEvent } from '../../scripts/demonstration/outcome.ts';
import { readWholeTopic } from '../../scripts/demonstration/read-topic.ts';
import { appointment, fullGround, messageIdOf, temporaryGround } from '../../scripts/demonstration/records.ts';
import { boardSeats } from '../../scripts/demonstration/seats.ts';
import { head, type BrpPerson } from '../../scripts/generator/records.ts';
import { eventually } from '../support/eventually.ts';
import { startStack, type TestStack } from '../support/stack.ts';
import { deliverUnderFaults, type CampaignRecord } from './delivery-under-faults.ts';
import { populationOf, todayOf } from './population.ts';

/** One life each: where the day turns are sent, where their events are published, and between a turn and its offset. */
const POINTS = [
  'after-commit-before-publish',
  'after-commit-before-publish:3',
  'after-publish-before-forget:2',
  'after-commit-before-offset:2',
  'after-commit-before-offset:5',
];
const DAYS_MISSED = 3;
const PERSONS = 600;
const PARTITIONS = 6;

let stack: TestStack;
let today: string;

beforeAll(async () => {
  stack = await startStack({ services: ['sandbox', 'identity-vault', 'appointment-intake', 'register-state'] });
  today = await todayOf(stack.endpoints);
}, 120_000);
afterAll(() => stack.stop());

/** Appointments that end on the days to come, one in three of them on a temporary ground: each day has its turn to do. */
function endingRecords(persons: readonly BrpPerson[]): CampaignRecord[] {
  const seats = boardSeats();
  const noon = Date.parse(`${addDays(today, -1)}T12:00:00Z`);
  return persons.map((person, index): CampaignRecord => {
    const seat = seats[index % seats.length]!;
    const grounds = [index % 3 === 0 ? temporaryGround(seat) : fullGround(seat)];
    const benoeming = {
      ...appointment(seat, person, addDays(today, -40), grounds),
      datumEindeBenoeming: addDays(today, index % (POINTS.length * DAYS_MISSED)),
    };
    const messageId = messageIdOf('day-turns', person.burgerservicenummer);
    const kop = head(seat, messageId, 'AANLEVEREN_BENOEMING', new Date(noon + index));
    return { messageId, seat, person, standvolgnummer: 1, record: { kop, benoeming } };
  });
}

/** Days pass while nobody is there to see it. */
async function missDays(): Promise<void> {
  await stack.kill('register-state', 'SIGKILL');
  await stack.kill('sandbox', 'SIGKILL');
  await withConnection(stack.databases.sandbox.adminUrl, (client) =>
    client.query('UPDATE pretend_date SET days_ahead = days_ahead + $1', [DAYS_MISSED]),
  );
  await stack.restart('sandbox');
}

async function turnedUntil(day: string): Promise<true | undefined> {
  const token = await tokenFor(stack.endpoints, 'urn:lrr:beheer', { claims: { rol: 'OPERATOR' } });
  const url = `${stack.endpoints.register}/beheer/v1/dagovergang`;
  const { laatsteDag } = await call<{ laatsteDag: string | null }>('GET', url, { token });
  return laatsteDag === day || undefined;
}

interface TurnRow {
  readonly partition: number;
  readonly day: string;
  readonly count: number;
}

async function appliedTurns(): Promise<TurnRow[]> {
  const { rows } = await withConnection(stack.databases['register-state'].adminUrl, (client) =>
    client.query<TurnRow>(
      `SELECT partition, judging_day::text AS day, count(*)::int AS count FROM command_log
       WHERE kind = 'DAGOVERGANG' AND register_id IS NULL GROUP BY 1, 2 ORDER BY 1, 2`,
    ),
  );
  return rows;
}

describe('the turn of every day has its effects once', () => {
  it('when the register is killed at every named point of turning missed days for many persons', async () => {
    const persons = await populationOf(stack.endpoints, 40_000, PERSONS);
    await giveMandates(stack.endpoints, boardSeats());
    const records = endingRecords(persons);
    await deliverUnderFaults(stack.endpoints, records, { seed: 'day-turns' });
    const answered = await fetchFeedback(stack.endpoints, boardSeats(), (seen) => seen.length >= PERSONS, 120_000);
    expect(answered).toHaveLength(PERSONS);

    const deaths: string[] = [];
    for (const point of POINTS) {
      await missDays();
      await stack.restart('register-state', point).catch(() => undefined);
      const { signal } = await stack.exited('register-state');
      deaths.push(`${signal ?? 'exit'} at ${point}`);
      await stack.restart('register-state');
    }
    expect(deaths).toEqual(POINTS.map((point) => `SIGKILL at ${point}`));
    const last = addDays(today, POINTS.length * DAYS_MISSED);
    await eventually(() => turnedUntil(last), { withinMs: 120_000, what: `the turn of ${last}` });

    const days = Array.from({ length: POINTS.length * DAYS_MISSED + 1 }, (_, index) => addDays(today, index));
    const expected = Array.from({ length: PARTITIONS }, (_, partition) =>
      days.map((day): TurnRow => ({ partition, day, count: 1 })),
    );
    expect(await appliedTurns()).toEqual(expected.flat());

    const source = { broker: stack.endpoints.kafka, prefix: stack.prefix };
    const isComplete = async (): Promise<SeenEvent[][] | undefined> => {
      const contents = new Map<string, Set<string>>();
      for (const { headers, value } of await readWholeTopic(source, 'lrr.registratie.v1')) {
        const id = String(headers['id']);
        contents.set(id, (contents.get(id) ?? new Set()).add(String(value)));
      }
      // I7: however often an event was published, its id has one content.
      expect([...contents.values()].filter(({ size }) => size > 1)).toEqual([]);
      const events = [...contents.values()].map(([content]) => JSON.parse(content!) as SeenEvent);
      const own = [...Map.groupBy(events, ({ subject }) => subject).values()];
      const ended = events.filter(({ type }) => shortName(type) === 'benoeming-beeindigd');
      return own.length === PERSONS && ended.length >= PERSONS ? own : undefined;
    };
    for (const events of await eventually(isComplete, { withinMs: 60_000, what: 'every end is published' })) {
      const inOrder = events.toSorted((a, b) => a.sequence.localeCompare(b.sequence));
      expect(inOrder.map(({ sequence }) => Number(sequence))).toEqual(inOrder.map((_, index) => index + 1));
      const names = inOrder.map(({ type }) => shortName(type));
      const ends = [
        'benoeming-beeindigd',
        names.includes('persoon-bekend') ? 'persoon-bewaard' : 'voorportaal-beeindigd',
      ];
      for (const name of ends) expect(names.filter((one) => one === name)).toEqual([name]);
    }
  }, 480_000);
});
