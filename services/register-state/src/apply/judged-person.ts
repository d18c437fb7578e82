import type { Command } from '../domain/commands.ts';
import { commandId } from '../domain/ids.ts';
import { nextDueDay } from '../domain/next-due-day.ts';
import type { Person } from '../domain/person.ts';
import type { Law } from './applied-command.ts';
import { judge } from './judge.ts';
import type { Judgement } from './judge.ts';
import type { JudgingTime } from './judging-time.ts';

/** A person as far as a run of commands has come. */
export interface JudgedPerson {
  /** As loaded. */
  readonly before: Person;
  /** The same object as `before` when nothing changed. */
  readonly after: Person;
  /** States in between, oldest first: a statement may have come and gone within the run, and is kept all the same. */
  readonly between: readonly Person[];
  /** Day from which his next due day is reckoned. */
  readonly judgedOn: string;
  /** A day turn came for him: his due day is reckoned anew, even when nothing changed. */
  readonly visited?: true;
}

/** What a command or a day turn made of a person. Live register, rebuild and history all judge through the two below. */
export interface JudgedNext {
  readonly judged: JudgedPerson;
  readonly judgement: Judgement;
}

export function unjudged(person: Person, { today, lastTurn }: JudgingTime): JudgedPerson {
  return { before: person, after: person, between: [], judgedOn: lastTurn ?? today };
}

export function judgeNext(so: JudgedPerson, command: Command, time: JudgingTime, law: Pick<Law, 'book'>): JudgedNext {
  const judgement = judge(so.after, command, time, law);
  const judged: JudgedPerson = {
    before: so.before,
    after: judgement.person,
    between: so.after.statements === judgement.person.statements ? so.between : [...so.between, so.after],
    // The due day counts from the last day turn, not from today: a turn of a day before today may still be to come
    // and has to visit this person. Too early a due day costs one visit without effect.
    // Before the first turn of all it counts from the last command that changed him, however the batches are cut.
    judgedOn: time.lastTurn ?? (judgement.person === so.after ? so.judgedOn : time.today),
  };
  return { judged, judgement };
}

/** The turn of a day that finds somebody due. */
export function judgeTurn(
  before: Person,
  turn: { readonly id: string; readonly day: string; readonly recordedAt: string; readonly lastTurn: string | null },
  law: Pick<Law, 'book'>,
): JudgedNext {
  const { id, day, recordedAt, lastTurn } = turn;
  const command = { kind: 'day-turn', id: commandId(id), day } as const;
  const judgement = judge(before, command, { recordedAt, today: day, lastTurn }, law);
  return { judged: { before, after: judgement.person, between: [], judgedOn: day, visited: true }, judgement };
}

/** Whether a run has left a person as he was, his due day included. */
export function isUntouched({ before, after, visited }: JudgedPerson): boolean {
  return before === after && visited !== true;
}

/** First day whose turn has to visit a person who is not untouched. */
export function dueDay({ after, judgedOn }: JudgedPerson, { book }: Pick<Law, 'book'>): string | undefined {
  return nextDueDay(after, judgedOn, book);
}
