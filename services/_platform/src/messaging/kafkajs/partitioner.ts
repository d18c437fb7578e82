import type { ICustomPartitioner } from 'kafkajs';
import { partitionOf } from '../partition-of.ts';

/** The partition asked for, else that of the key: as kafkajs' own, which hashes in 64 bits by software. */
export const createPartitioner: ICustomPartitioner =
  () =>
  ({ topic, partitionMetadata, message: { partition, key } }) => {
    if (partition !== undefined) return partition;
    if (!Buffer.isBuffer(key)) throw new TypeError(`a record for ${topic} has neither partition nor key`);
    return partitionOf(key, partitionMetadata.length);
  };
