import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Opdracht } from '../../../../schemas/message-book/v1/generated.ts';
import { loadCodeLists } from '../../../../schemas/code-lists/load-code-lists.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import { loadPersons } from '../../src/apply/load-persons.ts';
import { addDays } from '../../src/domain/calendar.ts';
import { registerId } from '../../src/domain/ids.ts';
import { newPerson } from '../../src/domain/person.ts';
import type { Person } from '../../src/domain/person.ts';
import { readHistories } from '../../src/history/read-histories.ts';
import { personAt, personsAt } from '../../src/history/persons-at.ts';
import type { Point } from '../../src/history/persons-at.ts';
import { closePartitions, partition } from '../apply/partition.ts';
import type { Partition } from '../apply/partition.ts';
import { DUTCH, ENGLISH } from '../domain/history.ts';
import type { Span } from '../domain/history.ts';
import {
  correctionRequest,
  deletion,
  listVersion,
  lists,
  matchResult,
  personId,
  snapshot,
  statement,
  vaultFact,
} from '../wire.ts';

afterAll(closePartitions);

const persons = [1, 2].map(personId).map(registerId);
const [teacher, neighbour] = persons as [ReturnType<typeof registerId>, ReturnType<typeof registerId>];

const live = async (register: Partition): Promise<Person[]> => {
  const loaded = await loadPersons(register.database, persons);
  return persons.map((id) => loaded.get(id));
};
const at = async (register: Partition, point: Point): Promise<Person[]> => {
  const found = await personsAt(register.database, lists, persons, point);
  return persons.map((id) => found.get(id)!.person);
};
const upTo = (number: number): Point => ({ applied: new Map([[3, number]]) });

type Step = Opdracht | { readonly turn: string; readonly passes?: string } | { readonly grounds: number };

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

const command = (day: string): fc.Arbitrary<Opdracht> => {
  const person = fc.constantFrom(teacher, neighbour);
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .record({
          person,
          number: fc.constantFrom('1', '2'),
          board: fc.constantFrom('41000', '42000'),
          order: fc.integer({ min: 1, max: 9 }),
          spans: fc.constantFrom(...grounds),
          aow: fc.boolean(),
        })
        .map((o) => snapshot({ ...o, day })),
    },
    { weight: 1, arbitrary: person.map((id) => deletion({ person: id, day, begin: '2019-08-01' })) },
    {
      weight: 2,
      arbitrary: fc.tuple(person, fc.constantFrom(DUTCH, ENGLISH)).map(([id, one]) => statement(id, day, one)),
    },
    { weight: 1, arbitrary: person.map((id) => correctionRequest(id, day)) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(person, fc.constantFrom('AOW_BEREIKT' as const, 'OVERLIJDEN' as const))
        .map(([id, fact]) => vaultFact(fact, id, day)),
    },
  );
};

const passing = (day: string): fc.Arbitrary<Step[]> =>
  fc
    .tuple(
      fc.array(command(day), { maxLength: 3 }),
      fc.option(fc.record({ turn: fc.constant(day), passes: fc.constantFrom(teacher, neighbour, '') })),
      fc.array(command(day), { maxLength: 2 }),
      fc.option(fc.record({ grounds: fc.integer({ min: 1, max: 30 }) }), { freq: 4 }),
    )
    .map(([before, turn, after, list]) => [
      ...before,
      ...(turn === null ? [] : [turn]),
      ...after,
      ...(list === null ? [] : [list]),
    ]);
const history = fc
  .tuple(...[0, 2, 3, 4, 40, 300].map((count) => passing(addDays('2020-09-01', count))))
  .map((days) => days.flat());

async function take(register: Partition, step: Step): Promise<void> {
  if ('turn' in step) await register.turn(step.turn, ...(step.passes ? [step.passes] : []));
  else if ('grounds' in step) {
    // Grounds of another version: the temporary ones last longer.
    const rows = loadCodeLists().grounds.map((row) =>
      row.maxEenheid === 'MAAND' ? { ...row, maxDuur: step.grounds } : row,
    );
    await register.replaceList(listVersion(3, 'benoemingsgrondslagen', rows));
  } else await register.apply(step);
}

describe('for every history of a partition', () => {
  let register: Partition;
  beforeAll(async () => {
    register = await partition();
  });

  it('a person at any number of the log is the person that the live register had then', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        await register.clear();
        const seen: { readonly number: number; readonly persons: Person[] }[] = [];
        for (const step of steps) {
          await take(register, step);
          seen.push({ number: register.end.applicationNumber, persons: await live(register) });
        }
        const folded = await readHistories(register.database, lists, persons);
        const then = (id: (typeof persons)[number], number: number): Person => {
          const own = folded.get(id);
          return own === undefined ? newPerson(id) : personAt(own, upTo(number)).person;
        };
        for (const { number, persons: was } of seen) expect(persons.map((id) => then(id, number))).toEqual(was);
        const { rows } = await register.database.query<{ register_id: string; due_on: string | null }>(
          'SELECT register_id, due_on FROM persons',
        );
        for (const row of rows) expect(folded.get(registerId(row.register_id))?.dueOn ?? null).toBe(row.due_on);
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });
});

describe('what the register on T said', () => {
  it('is not rewritten by a correction, a deletion or a late snapshot that came after', async () => {
    const register = await partition();
    await register.turn('2020-08-01');
    const first = snapshot({ person: teacher, day: '2020-08-10', order: 1, spans: [['501', '2020-08-01']] });
    await register.apply(first);
    const said = await live(register);
    await register.apply(
      snapshot({ person: teacher, day: '2020-08-20', order: 2, spans: [['501', '2020-08-15']] }),
      snapshot({ person: teacher, day: '2020-08-21', number: '2', spans: [['501', '2019-08-01']] }),
    );
    const corrected = await live(register);
    await register.apply(deletion({ person: teacher, day: '2020-08-30', begin: '2020-08-15', order: 3 }));

    expect(await at(register, { bekendOp: first.vastgelegdOp })).toEqual(said);
    expect(await at(register, { bekendOp: '2020-08-19T23:59:59.999Z' })).toEqual(said);
    expect(await at(register, { bekendOp: '2020-08-29T00:00:00.000Z' })).toEqual(corrected);
    expect(await at(register, { bekendOp: '2020-08-31T00:00:00.000Z' })).toEqual(await live(register));
    const justBefore = new Date(Date.parse(first.vastgelegdOp) - 1).toISOString();
    expect(await at(register, { bekendOp: justBefore })).toEqual(persons.map(newPerson));
  });

  it('holds the matches that were known then, and none that came later', async () => {
    const register = await partition();
    const stated = statement(teacher, '2020-08-11', DUTCH);
    await register.apply(snapshot({ person: teacher, day: '2020-08-10' }), stated);
    await register.apply(matchResult(teacher, deterministicId('claim', stated.id, 0), '2020-08-12'));
    const statements = async (point: Point) =>
      (await personsAt(register.database, lists, [teacher], point)).get(teacher)!.person.statements;
    expect((await statements(upTo(2)))[0]).not.toHaveProperty('match');
    expect((await statements(upTo(3)))[0]).toMatchObject({ match: { uitkomst: 'DIRECT' } });
  });

  it('of nobody that it heard of is a person without events', async () => {
    const register = await partition();
    const found = await personsAt(register.database, lists, [registerId(personId(9))], upTo(0));
    expect(found.get(registerId(personId(9)))).toMatchObject({ person: { sequence: 0 }, states: [], lastTurn: null });
  });
});
