/**
 * What a service gives the batch consumer: how to read a record, and how to apply a run of them inside the consumer's
 * transaction. The consumer does everything else (position, duplicates, parking, back-off).
 */
import type { Transaction } from '../database/database.ts';
import type { IncomingRecord } from '../messaging/messaging.ts';

/** A record that was read and found well-formed. */
export interface Decoded<M> {
  /** Id of the message, from its header: the same id is applied once. */
  readonly id: string;
  /** Hash of the content: the same id with another hash is parked. */
  readonly contentHash: Buffer;
  /** What a failure of this record blocks (a person, a portfolio); null blocks nobody. */
  readonly key: string | null;
  /** The record key must equal this, else the record is parked with KEY_MISMATCH and blocks nobody. */
  readonly expectedRecordKey: string;
  /** True: applied in a transaction of its own, after all before it and before all after it. */
  readonly alone?: boolean;
  readonly message: M;
}

/** Where a consumer stands in one partition. The row is locked for the length of the transaction. */
export interface PositionRow {
  readonly consumer: string;
  readonly topic: string;
  readonly partition: number;
  /** Offset of the first record not yet applied, parked or dropped. */
  readonly nextOffset: number;
  readonly clusterId: string;
  /** Number of the last applied record of this partition; 0 when none. */
  readonly applicationNumber: number;
  /** Latest recorded time applied (ISO, UTC, ms), kept for the handler. */
  readonly recordedAt: string | null;
  /** Latest partition-wide day applied (YYYY-MM-DD), kept for the handler. */
  readonly day: string | null;
}

export interface BatchEntry<M> {
  readonly decoded: Decoded<M>;
  /** Offset in the log, decimal. */
  readonly offset: string;
  /** Time set by the producer, milliseconds since 1970. */
  readonly timestamp: number;
  /**
   * Set when a partition-wide record (key null) that failed for this key alone is redriven: apply it to this key only.
   * Its id is already in the inbox.
   */
  readonly onlyForKey?: string;
}

export interface BatchToApply<M> {
  readonly topic: string;
  readonly partition: number;
  readonly at: PositionRow;
  /** In log order, new ones only: no duplicates, nothing whose key is parked. Never empty. */
  readonly entries: readonly BatchEntry<M>[];
  /** True when an operator had these records taken again. */
  readonly redrive: boolean;
  /** Which of these keys are parked in this partition. For partition-wide records, which pass parked keys by. */
  isParked(keys: readonly string[]): Promise<Set<string>>;
}

/** What `apply` did. The platform writes it to the position row in the same transaction. */
export interface Applied {
  /** New number of the position row: the old one plus the number of applied records. */
  readonly applicationNumber: number;
  /** New value; absent leaves the old one. */
  readonly recordedAt?: string;
  /** New value; absent leaves the old one. */
  readonly day?: string;
  /** Called after the commit, never after a rollback. Must not throw and must not wait. */
  readonly afterCommit?: () => void;
  /**
   * Keys inside a partition-wide record for which it failed: that record is parked for them (head of what follows),
   * the others go on. `id` is the message id of the record.
   */
  readonly park?: readonly { readonly id: string; readonly key: string; readonly error: unknown }[];
}

/** Position of the partition at the moment a key was parked. */
export interface ParkedSince {
  readonly applicationNumber: number;
  readonly recordedAt: string | null;
  readonly day: string | null;
  /** ISO, UTC. */
  readonly parkedAt: string;
}

export interface AfterRedrive {
  readonly topic: string;
  readonly partition: number;
  readonly at: PositionRow;
  /** The key that is free again: nothing of it is parked any more. */
  readonly key: string;
  readonly parkedSince: ParkedSince;
}

export interface InboxOutcome {
  readonly fresh: Set<string>;
  /** Known ids with another content hash. */
  readonly conflicting: Set<string>;
}

/**
 * Remembers which messages were applied. A service whose own log already holds the ids gives its own; the default is
 * the platform's table. Every id occurs once in `entries`. Runs under the position lock, in the consumer's transaction.
 */
export interface Inbox<M> {
  fresh(
    tx: Transaction,
    at: { readonly consumer: string; readonly topic: string; readonly partition: number },
    entries: readonly Decoded<M>[],
  ): Promise<InboxOutcome>;
}

/** How a record that somebody waits for an answer to is refused for good. */
export interface Rejection {
  /** False when its id was applied, answered or rejected before: the sender has his answer. Runs under the position lock. */
  isOwed(tx: Transaction): Promise<boolean>;
  /** False for words that may not be stored or told. */
  mayTell(words: string): boolean;
  /** Answers the sender, and remembers the id as if the record had been applied. */
  give(tx: Transaction, at: PositionRow, words: string): Promise<Applied>;
}

export interface BatchHandler<M> {
  /** Names the position rows, the inbox, the parked records and the consumer group. */
  readonly consumer: string;
  readonly topics: readonly string[];
  /** True when the topics are compacted: a fetch may then show a gap. */
  readonly compacted?: boolean;
  /** True when nobody waits for what it does: records are then gathered for a quarter of a second, in fewer transactions. */
  readonly unhurried?: boolean;
  /** Pure. Throws PoisonError for what cannot be read; any other exception parks the record too. */
  decode(record: IncomingRecord): Decoded<M>;
  readonly inbox?: Inbox<M>;
  /**
   * Applies the entries in order, with a fixed number of statements. An exception that is not a DatabaseError with
   * code TRANSIENT (or an error saying `retryable: true`) is held against a record: the batch is then split until the
   * culprit stands alone, and that one is parked. So it may run again with fewer entries, always after a rollback.
   */
  apply(tx: Transaction, batch: BatchToApply<M>): Promise<Applied>;
  /**
   * Of a consumer that owes senders an answer: undefined when nobody waits for one to this record, or when it does not
   * tell who. Pure. What has a rejection is never set aside unanswered.
   */
  rejectionOf?(record: IncomingRecord): Rejection | undefined;
  /** Runs in the transaction that frees a key, after the last record that waited was applied. */
  afterRedrive?(tx: Transaction, freed: AfterRedrive): Promise<Omit<Applied, 'park'>>;
}
