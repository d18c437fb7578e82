import { afterAll, describe, expect, it } from '@jest/globals';
import { registerId } from '../../src/domain/ids.ts';
import { personsAt } from '../../src/history/persons-at.ts';
import { readHistoryPage } from '../../src/history/read-history-page.ts';
import { readRegistration } from '../../src/http/read-registration.ts';
import { closePartitions, partition } from '../apply/partition.ts';
import type { Span } from '../domain/history.ts';
import { deletion, lists, personId, snapshot, teacherRequest } from '../wire.ts';

afterAll(closePartitions);

const teacher = registerId(personId(1));
const THEN = { bekendOp: '2020-09-15T00:00:00.000Z' };

describe('what was destroyed', () => {
  it('of a person is in no history: at every time there is the tombstone alone', async () => {
    const register = await partition();
    await register.turn('2020-09-01');
    await register.apply(snapshot({ person: teacher, day: '2020-09-02' }));
    await register.apply(teacherRequest('VERZOEK_UITSCHRIJVING', teacher, '2020-09-20'));
    const before = await readRegistration(register.database, lists, teacher, THEN);
    expect(before.person).toMatchObject({ status: { kind: 'BEKEND' }, appointments: [{ number: '1' }] });
    await register.turn('2025-09-19');
    expect((await personsAt(register.database, lists, [teacher], THEN)).get(teacher)?.states).toHaveLength(1);
    await register.turn('2025-09-20');

    const found = (await personsAt(register.database, lists, [teacher], THEN)).get(teacher);
    expect(found).toMatchObject({ person: { status: { kind: 'VERNIETIGD' }, appointments: [] }, states: [] });
    const onDay = await readRegistration(register.database, lists, teacher, { ...THEN, geldigOp: '2020-09-10' });
    expect(onDay).not.toHaveProperty('onDay');
    const page = await readHistoryPage(register.database, lists, teacher, { after: 0, limit: 10 });
    expect(page).toMatchObject({ lines: [], hasMore: false, person: { status: { kind: 'VERNIETIGD' } } });
  });

  it('of an anteroom entry is in no state of before, though his other history stays', async () => {
    const register = await partition();
    await register.turn('2020-09-01');
    await register.apply(
      snapshot({ person: teacher, day: '2020-09-02', spans: [['511', '2020-08-01', '2020-10-31']] }),
      snapshot({ person: teacher, day: '2020-09-03', number: '2' }),
    );
    const entries = async () =>
      (await personsAt(register.database, lists, [teacher], THEN)).get(teacher)!.person.entries;
    await register.turn('2020-11-01');
    expect(await entries()).toMatchObject([{ ground: '511', kind: 'INGESCHREVEN' }]);
    await register.turn('2025-11-01');
    expect(await entries()).toEqual([]);
    const then = await readRegistration(register.database, lists, teacher, { ...THEN, geldigOp: '2020-09-15' });
    expect(then.onDay).toMatchObject({ entries: [], appointments: [{ number: '1' }, { number: '2' }] });
  });

  it('of an anteroom entry is told with type and number alone, and what is opened anew under its key is told', async () => {
    const register = await partition();
    await register.turn('2020-09-01');
    const temporary = (day: string, ...spans: readonly Span[]) =>
      snapshot({ person: teacher, day, spans, order: Number(day.slice(0, 4)) });
    await register.apply(
      temporary('2020-09-02', ['511', '2020-08-01', '2020-10-31']),
      snapshot({ person: teacher, day: '2020-09-03', number: '2', spans: [['513', '2020-08-01']] }),
    );
    await register.turn('2020-11-01');
    const told = async (): Promise<string[]> => {
      const { lines } = await readHistoryPage(register.database, lists, teacher, { after: 0, limit: 50 });
      return lines
        .flatMap(({ events }) => events)
        .filter(({ type }) => type.startsWith('voorportaal-'))
        .map(({ type, data }) => {
          const { benoemingsgrondslag: ground } = data;
          return `${type} ${typeof ground === 'string' ? ground : JSON.stringify(data)}`;
        });
    };
    expect((await told()).filter((one) => one.endsWith('511'))).toEqual([
      'voorportaal-ingeschreven 511',
      'voorportaal-beeindigd 511',
    ]);
    await register.turn('2025-11-01');
    const gone = ['ingeschreven', 'beeindigd', 'vernietigd'].map((one) => `voorportaal-${one} {}`);
    const isOf = (ground: string) => (one: string) => one.endsWith(ground);
    expect((await told()).filter(isOf('{}'))).toEqual(gone);
    expect((await told()).filter(isOf('511'))).toEqual([]);
    expect(await told()).toContain('voorportaal-ingeschreven 513');

    await register.apply(temporary('2025-11-02', ['511', '2020-08-01', '2020-10-31'], ['511', '2025-11-01']));
    expect((await told()).filter(isOf('{}'))).toEqual(gone);
    expect((await told()).filter(isOf('511'))).toEqual(['voorportaal-ingeschreven 511']);
  });

  it('of an entry that went on under another base ground is hidden from its beginning', async () => {
    const register = await partition();
    await register.turn('2020-09-01');
    await register.apply(
      snapshot({ person: teacher, day: '2020-09-02', spans: [['511', '2018-08-01', '2020-07-31']], order: 1 }),
      snapshot({ person: teacher, day: '2020-09-03', number: '2', spans: [['512', '2020-08-01', '2020-10-31']] }),
      deletion({ person: teacher, day: '2020-09-04', begin: '2018-08-01', order: 2 }),
    );
    await register.turn('2020-11-01');
    await register.turn('2025-11-01');
    const { lines } = await readHistoryPage(register.database, lists, teacher, { after: 0, limit: 50 });
    const own = lines.flatMap(({ events }) => events).filter(({ type }) => type.startsWith('voorportaal-'));
    expect(own.map(({ type, data }) => [type, data])).toEqual(
      ['ingeschreven', 'verlengd', 'beeindigd', 'vernietigd'].map((one) => [`voorportaal-${one}`, {}]),
    );
  });
});
