/** Which topics there are, so that a topic that is not there shows before a send and not after its nine seconds. */
export interface KnownTopics {
  /** Those of the topics that do not exist; asks the brokers only about topics it never saw. */
  missing(topics: ReadonlySet<string>): Promise<string[]>;
  /** A topic that was there is not any more. */
  forget(): void;
}

/** @param list all topics of the cluster */
export function createKnownTopics(list: () => Promise<readonly string[]>): KnownTopics {
  let known: ReadonlySet<string> = new Set();
  return {
    async missing(topics) {
      if (topics.isSubsetOf(known)) return [];
      known = new Set(await list());
      return [...topics.difference(known)];
    },
    forget() {
      known = new Set();
    },
  };
}
