import type { Clock } from '../../_platform/src/clock/clock.ts';
import type { Database } from '../../_platform/src/database/database.ts';
import type { AddedRows, Outbox } from '../../_platform/src/outbox/outbox.ts';
import type { PortfolioId } from './domain/ids.ts';
import { processingRecord, type ProcessingActivity } from './messages/processing-record.ts';
import type { TeacherKeys } from './sealing/teacher-keys.ts';
import { asTeacher, type SubjectTransaction } from './sql/as-teacher.ts';

/** What a teacher's request needs. */
export interface PortfolioParts {
  readonly database: Database;
  readonly outbox: Outbox;
  readonly keys: TeacherKeys;
  readonly clock: Clock;
}

/** Does a teacher's work in one transaction as that teacher, together with its line in the processing log. */
export async function workAsTeacher<T>(
  { database, outbox, clock }: PortfolioParts,
  portfolioId: PortfolioId,
  activity: ProcessingActivity,
  work: (tx: SubjectTransaction) => Promise<T>,
): Promise<T> {
  const done = await asTeacher(database, portfolioId, async (tx): Promise<{ result: T; added: AddedRows }> => {
    const result = await work(tx);
    return { result, added: await outbox.add(tx, [processingRecord(activity, portfolioId, clock.now())]) };
  });
  outbox.committed(done.added);
  return done.result;
}
