/**
 * The seam between the services and the log they talk over. Everything a service may assume of the transport is said
 * here and held by the contract suite in `test/messaging/`; a transport lives in a folder of its own beside this file.
 *
 * Promises of every transport:
 * - `publish` resolves when all records are stored on all in-sync replicas. When it rejects, any part of the call may
 *   have been stored: publish the whole call again. Consumers drop the copies by header `id`.
 * - Records with one key keep the order of the calls and the order inside a call, also when a call is cut in several
 *   sends. After a rejected call the order of what is published again is the caller's.
 * - A batch holds records of one topic partition in offset order. Batches of one partition never overlap in time;
 *   batches of different partitions may run side by side.
 * - The group offset is a start hint only. Where a consumer really is, is the consumer's own position.
 */
import type { TopicCatalogue, ClusterSize } from './topic-catalogue.ts';

export interface OutgoingRecord {
  readonly topic: string;
  readonly key: Buffer;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, string>>;
  /** Explicit partition; absent: murmur2 of the key, as the Java client does. */
  readonly partition?: number;
}

export interface IncomingRecord {
  readonly topic: string;
  readonly partition: number;
  /** Decimal string. */
  readonly offset: string;
  /** Milliseconds since 1970, set by the producer. */
  readonly timestamp: number;
  readonly key: Buffer | null;
  readonly value: Buffer | null;
  readonly headers: Readonly<Record<string, Buffer>>;
}

export interface Publisher {
  /** Rejects with PublishError only. */
  publish(records: readonly OutgoingRecord[]): Promise<void>;
  /** Lets the running send end, refuses what waits, then disconnects. */
  close(): Promise<void>;
}

export interface FetchedBatch {
  readonly topic: string;
  readonly partition: number;
  /** Offset this fetch asked for: on a compacted topic the first record may lie after it. */
  readonly fetchOffset: string;
  readonly records: readonly IncomingRecord[];
  /** Offset after all that this fetch brought: after the last record, and after marks of the brokers that nobody is given. */
  readonly nextOffset: string;
  /** Offset after the last record of the partition at the time of the fetch. */
  readonly highWatermark: string;
  /** The next fetch of this partition starts here. Without a seek it starts after the last resolved record. */
  seek(offset: string): void;
  /** Everything before `nextOffset` is done: moves the fetch and, lazily, the group offset. */
  resolve(nextOffset: string): void;
  /** True when the partition was taken away or sought elsewhere: stop working on the batch. */
  isStale(): boolean;
}

export interface TopicPartition {
  readonly topic: string;
  readonly partition: number;
}

export interface SubscribeOptions {
  readonly group: string;
  readonly topics: readonly string[];
  readonly fromBeginning: true;
  /** True: a fetch waits a quarter of a second for more, unless there is much already. Default: as soon as there is any. */
  readonly unhurried?: boolean;
  /** Must not throw for what it can handle; what it throws all the same pauses the partition and comes again. */
  readonly onBatch: (batch: FetchedBatch) => Promise<void>;
}

export interface Subscription {
  /** Stops fetching a partition; a batch already handed out runs on. */
  pause(topic: string, partition: number): void;
  resume(topic: string, partition: number): void;
  /** Partitions of this member; empty while it is joining. */
  assigned(): TopicPartition[];
  /** Commits group offsets, leaves the group; gives up waiting for a running batch after `deadlineMs`. */
  close(deadlineMs: number): Promise<void>;
}

export interface LogRange {
  readonly partition: number;
  /** First offset still kept. */
  readonly start: string;
  /** Offset the next record gets. */
  readonly end: string;
}

export interface Messaging {
  /** A publisher with a connection of its own; `name` shows in logs and in the client id. */
  publisher(name: string): Publisher;
  /**
   * A publisher that is the only one of its name, among all processes: from the moment this resolves, the brokers refuse
   * whatever a former one sends or had begun to send. What is read after that moment and published here can therefore
   * not be followed by something that a former one read earlier. Serves until its first rejection, then it is done with:
   * open another, and read anew. A call is seen whole or not at all by readers of committed records, and the topic's
   * offsets have gaps between calls. Whoever opened it closes it.
   */
  solePublisher(name: string): Promise<Publisher>;
  subscribe(options: SubscribeOptions): Promise<Subscription>;
  partitionCount(topic: string): Promise<number>;
  logRanges(topic: string): Promise<LogRange[]>;
  clusterId(): Promise<string>;
  /** Committed group offsets; '-1' where the group has none. */
  groupOffsets(group: string, topic: string): Promise<{ partition: number; offset: string }[]>;
  /** Creates what is missing and sets the catalogue's settings on what exists; throws TopicMismatchError when an existing topic has another number of partitions. */
  createTopics(catalogue: TopicCatalogue, size?: ClusterSize): Promise<void>;
  close(deadlineMs: number): Promise<void>;
}
