import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Opdracht } from '../../../../schemas/message-book/v1/generated.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import { addDays } from '../../src/domain/calendar.ts';
import { FOLDED_TABLES } from '../../src/sql/count-differences.ts';
import { DUTCH, ENGLISH } from '../domain/history.ts';
import type { Span } from '../domain/history.ts';
import { correctionRequest, deletion, matchResult, personId, snapshot, statement, vaultFact } from '../wire.ts';
import { closePartitions, partition } from './partition.ts';
import type { Partition } from './partition.ts';

afterAll(closePartitions);

const [teacher, neighbour] = [1, 2].map(personId) as [string, string];

// A command recorded after midnight, before the turn of that day, moved the due day past what that turn had to do: the
// turn passed the person by, and no later one came back to him.
describe('a command recorded after midnight and before the turn of that day', () => {
  const ending = snapshot({
    person: teacher,
    day: '2020-09-01',
    order: 2,
    spans: [['511', '2020-08-01', '2020-09-30']],
  });
  const known = (person: string) => snapshot({ person, day: '2020-09-01', order: 1, number: '9' });
  const later = '2020-10-01';

  it.each<[string, () => Opdracht[]]>([
    ['a statement of teaching', () => [statement(teacher, later, DUTCH)]],
    [
      'a match',
      () => {
        const stated = statement(teacher, '2020-09-29', DUTCH);
        return [stated, matchResult(teacher, deterministicId('claim', stated.id, 0), later)];
      },
    ],
    ['the state pension age', () => [vaultFact('AOW_BEREIKT', teacher, later)]],
    ['a record that is refused (312)', () => [snapshot({ person: teacher, day: later, order: 1 })]],
    [
      'a statement and a refused record',
      () => [statement(teacher, later, DUTCH), snapshot({ person: teacher, day: later, order: 1 })],
    ],
  ])('does not make that turn pass the person by: %s', async (_what, commands) => {
    for (const together of [true, false]) {
      const register = await partition();
      await register.turn('2020-09-01');
      await register.apply(known(teacher), ending);
      const wires = commands();
      if (together) await register.apply(...wires);
      else for (const wire of wires) await register.apply(wire);
      const { applied } = await register.turn(later);
      expect(applied.events.map(({ type }) => type)).toEqual(['voorportaal-beeindigd', 'registratie-gewijzigd']);
    }
  });

  it('is visited for by a later turn, when the first turn of all came after it', async () => {
    const register = await partition();
    await register.apply(known(teacher), ending);
    await register.apply(statement(teacher, '2020-10-02', DUTCH));
    expect((await register.turn('2020-10-02')).applied.events).toEqual([]);
    const { applied } = await register.turn('2020-10-03');
    expect(applied.events.map(({ type }) => type)).toEqual(['voorportaal-beeindigd', 'registratie-gewijzigd']);
  });
});

describe('a turn that changes nothing of a person', () => {
  it('does not visit him again before something is due', async () => {
    const register = await partition();
    await register.turn('2020-09-10');
    // Recorded two days on: his due day counts from the last turn, and comes too early.
    await register.apply(
      snapshot({
        person: teacher,
        day: '2020-09-12',
        spans: [
          ['513', '2020-01-01', '2020-09-11'],
          ['530', '2020-09-12', '2020-09-12'],
          ['513', '2020-09-13'],
        ],
      }),
    );
    await register.turn('2020-09-12');
    const { rows } = await register.database.query<{ due_on: string | null }>('SELECT due_on FROM persons');
    expect(rows.every(({ due_on: due }) => due === null || due > '2020-09-12')).toBe(true);
  });
});

describe('for every history of a partition', () => {
  const registers: Partition[] = [];
  beforeAll(async () => {
    for (let count = 0; count < 3; count += 1) registers.push(await partition());
  });

  const grounds: readonly Span[][] = [
    [['501', '2019-08-01']],
    [['501', '2019-08-01', '2020-09-04']],
    [['511', '2020-08-01', '2020-09-03']],
    [['513', '2019-09-04']],
    [
      ['513', '2020-01-01', '2020-09-02'],
      ['501', '2020-09-03'],
    ],
    [
      ['513', '2020-01-01', '2020-09-02'],
      ['530', '2020-09-03', '2020-09-03'],
      ['513', '2020-09-04'],
    ],
  ];
  const command = (day: string): fc.Arbitrary<Opdracht> =>
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc
          .record({
            person: fc.constantFrom(teacher, neighbour),
            number: fc.constantFrom('1', '2'),
            order: fc.integer({ min: 1, max: 9 }),
            spans: fc.constantFrom(...grounds),
            aow: fc.boolean(),
          })
          .map((o) => snapshot({ ...o, day })),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(teacher, neighbour).map((person) => deletion({ person, day, begin: '2019-08-01' })),
      },
      { weight: 2, arbitrary: fc.constantFrom(DUTCH, ENGLISH).map((teaching) => statement(teacher, day, teaching)) },
      {
        weight: 1,
        arbitrary: fc.constantFrom(teacher, neighbour).map((person) => correctionRequest(person, day)),
      },
      {
        weight: 1,
        arbitrary: fc.constantFrom(teacher, neighbour).map((person) => vaultFact('AOW_BEREIKT', person, day)),
      },
    );
  /** Up to three commands before the turn of a day and after it, and days whose turn never comes. */
  const passing = (day: string): fc.Arbitrary<Step[]> =>
    fc
      .tuple(fc.array(command(day), { maxLength: 3 }), fc.boolean(), fc.array(command(day), { maxLength: 3 }))
      .map(([before, turns, after]) => [...before, ...(turns ? [{ turn: day }] : []), ...after]);
  const history = fc
    .tuple(...[0, 1, 2, 3, 4, 5].map((count) => passing(addDays('2020-09-01', count))))
    .map((days) => days.flat());

  it('the state does not depend on how its batches are cut', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        const cuts = [1, 2, 1_000].map((size) => cut(steps, size));
        const [one, two, whole] = await Promise.all(cuts.map((runs, index) => play(registers[index]!, runs)));
        expect(one).toEqual(whole);
        expect(two).toEqual(whole);
      }),
      { numRuns: 25 },
    );
  });
});

type Step = Opdracht | { readonly turn: string };
type Run = readonly Opdracht[] | { readonly turn: string };

/** Batches of at most so many commands, as long as no turn comes in between. */
function cut(steps: readonly Step[], size: number): Run[] {
  const runs: (Opdracht[] | { readonly turn: string })[] = [];
  for (const step of steps) {
    const last = runs.at(-1);
    if ('turn' in step) runs.push(step);
    else if (Array.isArray(last) && last.length < size) last.push(step);
    else runs.push([step]);
  }
  return runs;
}

async function play(register: Partition, runs: readonly Run[]): Promise<string[][]> {
  await register.clear();
  for (const run of runs) {
    if ('turn' in run) await register.turn(run.turn);
    else await register.apply(...run);
  }
  return Promise.all(FOLDED_TABLES.map((table) => register.table(table)));
}
