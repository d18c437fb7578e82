/** One partition of one topic, as one consumer sees it: the key of a position row. */
export interface PartitionKey {
  readonly consumer: string;
  readonly topic: string;
  readonly partition: number;
}
