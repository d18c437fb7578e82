import { afterAll, describe, expect, it } from '@jest/globals';
import type { Opdracht } from '../../../../schemas/message-book/v1/generated.ts';
import { deterministicId } from '../../../_platform/src/ids/deterministic-id.ts';
import { DUTCH } from '../domain/history.ts';
import { matchResult, personId, snapshot, statement, vaultFact } from '../wire.ts';
import { closePartitions, partition } from './partition.ts';

afterAll(closePartitions);

const teacher = personId(1);

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
