import type { Answer } from '../apply/applied-command.ts';
import type { DayTurnRow } from '../sql/erase-from-day-turns.ts';

/**
 * A day turn as if these persons had not been there: byte for byte what a turn writes that never saw them, so that a
 * rebuild without them finds the same.
 */
export function withoutPersons({ answer, skipped, ...turn }: DayTurnRow, gone: ReadonlySet<string>): DayTurnRow {
  const passedBy = skipped?.filter((id) => !gone.has(id)) ?? [];
  return {
    ...turn,
    answer: answer === null ? null : answerWithout(answer, gone),
    skipped: passedBy.length === 0 ? null : passedBy,
  };
}

function answerWithout(answer: Answer, gone: ReadonlySet<string>): Answer | null {
  const lists = Object.entries(answer as Readonly<Record<string, readonly { readonly registratieId: string }[]>>);
  const kept = lists
    .map(([name, told]) => [name, told.filter(({ registratieId }) => !gone.has(registratieId))] as const)
    .filter(([, told]) => told.length > 0);
  return kept.length === 0 ? null : Object.fromEntries(kept);
}
