import type { Day } from './calendar.ts';
import type { GroundBook } from './ground-book.ts';
import type { Person } from './person.ts';

/** A state that a person was in, from the judging day of what made it. */
export interface KnownState {
  readonly day: Day;
  readonly person: Person;
}

/** All that the register knew of a person at some moment. */
export interface Knowledge {
  /** In the order in which they came, at least one; the last is what was known. */
  readonly states: readonly [KnownState, ...KnownState[]];
  /** Day of the last turn then; null before the first. */
  readonly lastTurn: Day | null;
  /** Grounds in force then. */
  readonly book: GroundBook;
}

export function lastKnown({ states }: Pick<Knowledge, 'states'>): KnownState {
  return states.at(-1) ?? states[0];
}

/** The state in which something last came to be so; undefined when it never was. */
export function lastBecame(
  { states }: Pick<Knowledge, 'states'>,
  isSo: (person: Person) => boolean,
): KnownState | undefined {
  return states.findLast(({ person }, index) => {
    const before = index === 0 ? undefined : states[index - 1];
    return isSo(person) && (before === undefined || !isSo(before.person));
  });
}
