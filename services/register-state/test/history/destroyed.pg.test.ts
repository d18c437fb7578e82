import { afterAll, describe, expect, it } from '@jest/globals';
import { registerId } from '../../src/domain/ids.ts';
import { personsAt } from '../../src/history/persons-at.ts';
import { readHistoryPage } from '../../src/history/read-history-page.ts';
import { readRegistration } from '../../src/http/read-registration.ts';
import { closePartitions, partition } from '../apply/partition.ts';
import { lists, personId, snapshot, teacherRequest } from '../wire.ts';

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
});
