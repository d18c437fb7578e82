import { setImmediate as nextTurn } from 'node:timers/promises';

const longestTurnMs = 10;

/** `items.map(work)`, leaving the event loop to others now and then: a request can hold 500 records, some of them hostile. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item, index: number) => Result,
): Promise<Result[]> {
  const results: Result[] = [];
  let turnEnds = performance.now() + longestTurnMs;
  for (const [index, item] of items.entries()) {
    if (performance.now() > turnEnds) {
      await nextTurn();
      turnEnds = performance.now() + longestTurnMs;
    }
    results.push(work(item, index));
  }
  return results;
}
