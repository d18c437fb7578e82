import type { ParkedDesk } from './parked-desk.ts';

export type PartitionState = 'LOOPT' | 'GEPAUZEERD' | 'GESTOPT';

/** Why a partition stopped by itself. Only BRAKE is lifted by `resume`. */
export type StopReason =
  /** More than the allowed number of culprits within a minute. */
  | 'BRAKE'
  /** The log no longer holds the position: records were removed, or the log ends before it. */
  | 'POSITION_LOST'
  /** The brokers are another cluster than the one the position belongs to. */
  | 'CLUSTER_CHANGED';

export interface PartitionStatus {
  readonly topic: string;
  readonly partition: number;
  /** Next offset to apply. */
  readonly position: number;
  /** Records behind the end of the log. */
  readonly lag: number;
  /** Age in ms of the oldest record not yet applied; 0 when there is none. */
  readonly lagMs: number;
  readonly state: PartitionState;
  readonly reason?: StopReason;
}

export interface ConsumerStatus {
  readonly partitions: readonly PartitionStatus[];
}

export interface RunningConsumer {
  readonly name: string;
  /** Asks broker and database: rejects when one of them is away. */
  status(): Promise<ConsumerStatus>;
  /**
   * False until it has joined its group, or has found that it must not (POSITION_LOST, CLUSTER_CHANGED). A consumer that
   * stopped for good takes nothing away from the HTTP side, which goes on; `status`, its gauge and the log tell of it.
   */
  ready(): boolean;
  /** All partitions, or those with this number. The running batch ends first. */
  pause(partition?: number): void;
  /** Also lifts a BRAKE. */
  resume(partition?: number): void;
  /** Pauses all and resolves when no batch is running. */
  drain(): Promise<void>;
  readonly parked: ParkedDesk;
  stop(deadlineMs: number): Promise<void>;
}
