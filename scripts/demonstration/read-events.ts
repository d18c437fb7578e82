import type { SeenEvent } from './outcome.ts';
import { readTopic, type TopicSource } from './read-topic.ts';

/**
 * Reads `lrr.registratie.v1` from its beginning, as a consumer of the register would, until `expected` different events
 * are in or the time is over.
 */
export async function readEvents(source: TopicSource, expected: number, withinMs: number): Promise<SeenEvent[]> {
  const parse = (value: Buffer | null): SeenEvent[] =>
    value === null ? [] : [JSON.parse(value.toString('utf8')) as SeenEvent];
  const ids = new Set<string>();
  let looked = 0;
  const records = await readTopic(
    source,
    'lrr.registratie.v1',
    (seen) => {
      for (const { value } of seen.slice(looked)) for (const event of parse(value)) ids.add(event.id);
      looked = seen.length;
      return ids.size >= expected;
    },
    withinMs,
  );
  return records.flatMap(({ value }) => parse(value));
}
