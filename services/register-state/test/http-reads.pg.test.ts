import { afterAll, expect, it } from '@jest/globals';
import type { Database, Queryable } from '../../_platform/src/database/database.ts';
import { readBoardPage } from '../src/http/read-board-page.ts';
import { readRegistration } from '../src/http/read-registration.ts';
import { closePartitions, partition } from './apply/partition.ts';
import { deletion, lists, personId, snapshot, statement } from './wire.ts';
import { DUTCH } from './domain/history.ts';

afterAll(closePartitions);

const teacher = personId(1);

/** The same database, where something is committed by another between the first statement of a read and the next. */
function racing(database: Database, write: () => Promise<unknown>): Pick<Database, 'readSnapshot'> {
  let written = false;
  const interrupted = (db: Queryable): Queryable => ({
    query: async (text, params) => {
      const answer = await db.query(text, params);
      if (!written) {
        written = true;
        await write();
      }
      return answer as never;
    },
  });
  return { readSnapshot: (work) => database.readSnapshot((db) => work(interrupted(db))) };
}

// The page was read by one statement and its appointments by another: one that was deleted in between was answered with
// a fault of ours.
it('a page of a board is read as of one moment, whatever is applied meanwhile', async () => {
  const register = await partition();
  await register.apply(snapshot({ person: teacher, day: '2020-09-01' }));
  const database = racing(register.database, () =>
    register.apply(deletion({ person: teacher, day: '2020-09-02', begin: '2020-08-01' })),
  );
  const asked = { board: '41000', day: '2020-09-01', location: null, bekendOp: undefined, limit: 100 };
  const page = await readBoardPage(database, lists, asked, 6);
  expect(page.rows).toMatchObject([{ registerId: teacher, appointment: { kind: 'GELDIG', number: '1' } }]);
});

// The person was told with the sequence and status of before and the statements of after.
it('a registration is read as of one moment, whatever is applied meanwhile', async () => {
  const register = await partition();
  await register.apply(snapshot({ person: teacher, day: '2020-09-01' }));
  const database = racing(register.database, () => register.apply(statement(teacher, '2020-09-02', DUTCH)));
  const { person } = await readRegistration(database, lists, teacher);
  expect(person).toMatchObject({ status: { kind: 'BEKEND' }, sequence: 3, statements: [] });
  const { person: after } = await readRegistration(register.database, lists, teacher);
  expect(after).toMatchObject({ status: { kind: 'OPGENOMEN' }, sequence: 6 });
});
