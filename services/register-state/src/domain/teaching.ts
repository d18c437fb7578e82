import type { Onderwijs } from '../../../../schemas/message-book/v1/generated.ts';

const remembered = new WeakMap<Onderwijs, string>();

/** The whole group as one text, members in a fixed order: equal groups, equal texts. */
export function teachingKey(teaching: Onderwijs): string {
  let key = remembered.get(teaching);
  if (key === undefined) {
    key = JSON.stringify(Object.fromEntries(Object.entries(teaching).sort(([a], [b]) => (a < b ? -1 : 1))));
    remembered.set(teaching, key);
  }
  return key;
}

export function teachingOf(key: string): Onderwijs {
  return JSON.parse(key) as Onderwijs;
}
