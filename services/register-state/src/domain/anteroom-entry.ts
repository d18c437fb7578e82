import { addDays } from './calendar.ts';
import type { Day } from './calendar.ts';

/** Standings of a living entry, in the order it passes through them. */
export type EntryStanding = 'INGESCHREVEN' | 'TERMIJN_NADERT' | 'TERMIJN_VERSTREKEN';
export type EntryEnd = 'EINDE' | 'OVERGEDRAGEN' | 'TERMIJN' | 'VERWIJDERD' | 'OVERLIJDEN';

/** With the person: what makes an entry. */
export interface EntryKey {
  readonly board: string;
  /** benoemingvolgnummer */
  readonly number: string;
  /** Code of the base ground of its chain. */
  readonly ground: string;
  /** The teaching as teachingKey() writes it. */
  readonly teaching: string;
}

/**
 * A step of its term that an entry took, its end by the term included. The board is told of the first two (record 17)
 * once, whatever becomes of the entry.
 */
export interface TermStepTaken {
  /** Code of the newest link of the chain then. */
  readonly ground: string;
  readonly latestDay: Day;
  readonly kind: 'NADERT' | 'VERSTREKEN' | 'BEEINDIGD';
  /** Whose turn took it: from this day on the entry stood so. */
  readonly day: Day;
  /** Record 17 was sent of it. */
  readonly isTold?: true;
  /** The last day on which the entry stood so, before `day` when it never did; absent as long as it does. */
  readonly until?: Day;
}

/** The steps of an entry that moves on: it stands no longer as the last of them left it. */
export function stepsUntil(steps: readonly TermStepTaken[], on: Day): readonly TermStepTaken[] {
  return steps.map((step) => (step.until === undefined ? { ...step, until: addDays(on, -1) } : step));
}

/** Someone's place in the anteroom for one teaching. */
export type AnteroomEntry = EntryKey & {
  /** uiterlijkeDatum of its chain; absent when the ground has no term. */
  readonly latestDay?: Day | undefined;
  /** In the order taken; kept when the entry ends and when it is opened again. */
  readonly steps: readonly TermStepTaken[];
} & (LivingEntry | EndedEntry);

interface LivingEntry {
  readonly kind: EntryStanding;
}

interface EndedEntry {
  readonly kind: 'BEEINDIGD';
  readonly reason: EntryEnd;
  /** Last day in the anteroom. */
  readonly endedOn: Day;
}

export function isLiving(entry: AnteroomEntry): entry is AnteroomEntry & LivingEntry {
  return entry.kind !== 'BEEINDIGD';
}

/** Such an entry is opened again only when its latest day moves to a later date. */
export function endedByTerm(entry: AnteroomEntry): boolean {
  return entry.kind === 'BEEINDIGD' && entry.reason === 'TERMIJN';
}

/** Whether a latest day is later than another; none at all is later than any. */
export function isLater(latestDay: Day | undefined, than: Day | undefined): boolean {
  return than !== undefined && (latestDay === undefined || latestDay > than);
}

export function entryKeyText({ board, number, ground, teaching }: EntryKey): string {
  return `${board} ${number} ${ground} ${teaching}`;
}

export function isSameEntry(a: EntryKey, b: EntryKey): boolean {
  return a.number === b.number && a.ground === b.ground && a.teaching === b.teaching && a.board === b.board;
}

/** The order in which a person's entries are kept, so that no outcome depends on how they were loaded. */
export function compareEntries(a: EntryKey, b: EntryKey): number {
  const [first, second] = [entryKeyText(a), entryKeyText(b)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}
