import type { Onderwijs } from '../../../../schemas/message-book/v1/generated.ts';
import { createRecentMemory } from './recent-memory.ts';

/** The groups of a person with a hundred periods. */
const recent = createRecentMemory<Onderwijs, string>(200);

/** The whole group as one text, members in a fixed order: equal groups, equal texts. */
export function teachingKey(teaching: Onderwijs): string {
  return recent.of(teaching, () =>
    JSON.stringify(Object.fromEntries(Object.entries(teaching).sort(([a], [b]) => (a < b ? -1 : 1)))),
  );
}

export function teachingOf(key: string): Onderwijs {
  return JSON.parse(key) as Onderwijs;
}
