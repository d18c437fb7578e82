import type { Day } from './calendar.ts';

export type EntryEnd = 'EINDE' | 'OVERGEDRAGEN' | 'VERWIJDERD' | 'OVERLIJDEN';

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

/** Someone's place in the anteroom for one teaching. */
export type AnteroomEntry = EntryKey & {
  /** uiterlijkeDatum of its chain; absent when the ground has no term. */
  readonly latestDay?: Day | undefined;
} & (
    | { readonly kind: 'INGESCHREVEN' }
    | { readonly kind: 'BEEINDIGD'; readonly reason: EntryEnd; /** Last day in the anteroom. */ readonly endedOn: Day }
  );

export function entryKeyText({ board, number, ground, teaching }: EntryKey): string {
  return `${board} ${number} ${ground} ${teaching}`;
}

/** The order in which a person's entries are kept, so that no outcome depends on how they were loaded. */
export function compareEntries(a: EntryKey, b: EntryKey): number {
  const [first, second] = [entryKeyText(a), entryKeyText(b)];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}
