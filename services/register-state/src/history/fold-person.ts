import { isUntouched, dueDay, judgeNext, judgeTurn, unjudged } from '../apply/judged-person.ts';
import type { JudgedNext } from '../apply/judged-person.ts';
import type { Judgement } from '../apply/judge.ts';
import { endedByTerm, isLiving } from '../domain/anteroom-entry.ts';
import { earliest } from '../domain/calendar.ts';
import type { Day } from '../domain/calendar.ts';
import type { Command } from '../domain/commands.ts';
import type { GroundBook } from '../domain/ground-book.ts';
import type { RegisterId } from '../domain/ids.ts';
import { newPerson } from '../domain/person.ts';
import type { Person } from '../domain/person.ts';

interface Logged {
  readonly applicationNumber: number;
  /** ISO, UTC, milliseconds. */
  readonly recordedAt: string;
  readonly judgingDay: Day;
  /** Number of the code lists it was judged with. */
  readonly listVersion: number;
}

/** A command about the person himself. */
export interface OwnCommand extends Logged {
  readonly of: 'person';
  readonly command: Command;
}

/** What concerned everybody in his partition. */
export type PartitionCommand = Logged & {
  readonly of: 'partition';
  readonly id: string;
} & (
    | { readonly kind: 'DAGOVERGANG'; readonly passedBy: ReadonlySet<string> }
    | { readonly kind: 'LIJSTVERSIE'; readonly list: string }
  );

/** One command of the log that judged the person: his own, or the turn of a day on which something was due for him. */
export interface Moment extends Logged {
  readonly of: 'person' | 'partition';
  readonly judgement: Judgement;
}

export interface PersonHistory {
  readonly id: RegisterId;
  /** In order of application. */
  readonly moments: readonly Moment[];
  /** As the last moment left him. */
  readonly person: Person;
  /** First day whose turn has to visit him (persons.due_on). */
  readonly dueOn: Day | undefined;
}

/**
 * What one person went through, made again from the command log: pure, and judged by the code that judged it the first
 * time. Whether a day turn came for him is not in the log: it follows from the day that was due, reckoned as the live
 * register does, and from whom the turn passed by.
 *
 * @param own commands about him, in order of application
 * @param partition those of his partition, in order of application
 */
export function foldPerson(
  id: RegisterId,
  own: readonly OwnCommand[],
  partition: readonly PartitionCommand[],
  bookOf: (listVersion: number) => GroundBook,
): PersonHistory {
  let person = newPerson(id);
  let dueOn: Day | undefined;
  let lastTurn: Day | null = null;
  const moments: Moment[] = [];

  const take = (row: OwnCommand | PartitionCommand, { judged, judgement }: JudgedNext): void => {
    person = judgement.person;
    if (!isUntouched(judged)) dueOn = dueDay(judged, { book: bookOf(row.listVersion) });
    const { of, applicationNumber, recordedAt, judgingDay, listVersion } = row;
    moments.push({ of, applicationNumber, recordedAt, judgingDay, listVersion, judgement });
  };

  for (const row of inOrder(own, partition)) {
    const { judgingDay: day, recordedAt } = row;
    if (row.of === 'person') {
      const time = { recordedAt, today: day, lastTurn };
      take(row, judgeNext(unjudged(person, time), row.command, time, { book: bookOf(row.listVersion) }));
    } else if (row.kind === 'LIJSTVERSIE') {
      if (row.list === 'benoemingsgrondslagen' && isInAnteroom(person)) dueOn = earliest([dueOn, lastTurn ?? day]);
    } else {
      // The first turn of all only says what day it is: nothing passed before it.
      if (lastTurn !== null && dueOn !== undefined && dueOn <= day && !row.passedBy.has(id)) {
        take(row, judgeTurn(person, { id: row.id, day, recordedAt, lastTurn }, { book: bookOf(row.listVersion) }));
      }
      if (lastTurn === null || day > lastTurn) lastTurn = day;
    }
  }
  return { id, moments, person, dueOn };
}

/** As sql/mark-anteroom-due.ts: the term of whoever is or was in the anteroom is reckoned with other lists from now on. */
function isInAnteroom({ entries }: Person): boolean {
  return entries.some((entry) => isLiving(entry) || endedByTerm(entry));
}

function* inOrder(
  own: readonly OwnCommand[],
  partition: readonly PartitionCommand[],
): Generator<OwnCommand | PartitionCommand> {
  let at = 0;
  for (const row of partition) {
    for (let next = own[at]; next !== undefined && next.applicationNumber < row.applicationNumber; next = own[at]) {
      yield next;
      at += 1;
    }
    yield row;
  }
  yield* own.slice(at);
}
