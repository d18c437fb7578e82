import type { Queryable } from '../../../_platform/src/database/database.ts';
import type { LogEnd } from '../apply/applied-command.ts';
import { judge } from '../apply/judge.ts';
import type { Judgement } from '../apply/judge.ts';
import { judgingTime } from '../apply/judging-time.ts';
import { loadPersons } from '../apply/load-persons.ts';
import type { PersonCommand } from '../apply/logged-command.ts';
import type { NewestLists } from '../lists/judging-lists.ts';

/**
 * Judges commands as if each were the next one and the only one: with the same law on the persons as they are stored,
 * of which the copy in memory is thrown away. Writes nothing.
 *
 * @returns a function that judges one of them; it throws what its judgement throws
 */
export async function judgeApart(
  db: Queryable,
  commands: readonly PersonCommand[],
  lists: NewestLists,
): Promise<(command: PersonCommand, end: Pick<LogEnd, 'recordedAt' | 'day'>) => Judgement> {
  const persons = await loadPersons(db, [...new Set(commands.map(({ registerId }) => registerId))]);
  return ({ registerId, command, wire }, end) =>
    judge(persons.get(registerId), command, judgingTime(end, wire.vastgelegdOp), lists.of(registerId));
}
