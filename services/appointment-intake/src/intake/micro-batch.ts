/** Lets work that arrives together share one run, each item with its own result. */
export interface MicroBatch<Item, Result> {
  submit(item: Item): Promise<Result>;
}

export interface MicroBatchOptions<Item, Result> {
  /** Weight at which a batch is full; one item may be heavier and then goes alone. */
  readonly fullAt: number;
  readonly weightOf: (item: Item) => number;
  /** Runs that may be under way at once. */
  readonly concurrency: number;
  /** Must give one result per item, in their order; rejects for all of them. */
  readonly run: (items: readonly Item[]) => Promise<readonly Result[]>;
}

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * While a run may start, one starts at the end of the event loop's turn, so that an item alone does not wait for company.
 * While all runs are under way, items gather for the next one. A fixed pause (2 ms was the idea) adds its length to every
 * quiet request and makes the batches under load no larger: then the running commit is the pause.
 */
export function createMicroBatch<Item, Result>(o: MicroBatchOptions<Item, Result>): MicroBatch<Item, Result> {
  const queue: Waiting<Item, Result>[] = [];
  let running = 0;
  let scheduled = false;

  const schedule = (): void => {
    if (scheduled || running >= o.concurrency || queue.length === 0) return;
    scheduled = true;
    setImmediate(() => {
      scheduled = false;
      void runNext();
      schedule();
    });
  };

  const runNext = async (): Promise<void> => {
    const batch = takeBatch();
    if (batch.length === 0) return;
    running += 1;
    try {
      const results = await o.run(batch.map(({ item }) => item));
      for (const [index, waiting] of batch.entries()) waiting.resolve(results[index] as Result);
    } catch (error) {
      for (const waiting of batch) waiting.reject(error);
    } finally {
      running -= 1;
      schedule();
    }
  };

  const takeBatch = (): Waiting<Item, Result>[] => {
    let weight = 0;
    let count = 0;
    for (const { item } of queue) {
      weight += o.weightOf(item);
      if (count > 0 && weight > o.fullAt) break;
      count += 1;
    }
    return queue.splice(0, count);
  };

  return {
    submit: (item) =>
      new Promise((resolve, reject) => {
        queue.push({ item, resolve, reject });
        schedule();
      }),
  };
}
