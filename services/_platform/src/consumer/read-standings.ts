import type { Database } from '../database/database.ts';
import type { LogRange, Messaging } from '../messaging/messaging.ts';
import type { BatchHandler } from './batch-handler.ts';
import type { StopReason } from './running-consumer.ts';
import { readPositions, type StoredPosition } from './sql/read-positions.ts';

/** A position beside the log it points into. */
export interface Standing extends StoredPosition {
  readonly logStart: number;
  readonly logEnd: number;
  /** Why the consumer may not go on from here. */
  readonly broken?: StopReason;
}

interface StandingContext {
  readonly messaging: Messaging;
  readonly database: Database;
  readonly handler: Pick<BatchHandler<unknown>, 'consumer' | 'topics'>;
}

/**
 * Compares all positions of a consumer with the log. The log's start is read before the positions and its end after
 * them, since all three only grow: a difference is then never one of timing.
 */
export async function readStandings({ messaging, database, handler }: StandingContext): Promise<Standing[]> {
  const clusterId = await messaging.clusterId();
  const before = await readRanges(messaging, handler.topics);
  const positions = await readPositions(database, handler.consumer);
  const isPastEnd = (position: StoredPosition): boolean =>
    Number(before.get(rangeKey(position))?.end ?? -1) < position.nextOffset;
  const after = positions.some(isPastEnd) ? await readRanges(messaging, handler.topics) : before;
  return positions
    .filter(({ topic }) => handler.topics.includes(topic))
    .map((position) => {
      const logStart = Number(before.get(rangeKey(position))?.start ?? -1);
      const logEnd = Number(after.get(rangeKey(position))?.end ?? -1);
      const lost = logStart > position.nextOffset || logEnd < position.nextOffset;
      const broken = position.clusterId !== clusterId ? 'CLUSTER_CHANGED' : lost ? 'POSITION_LOST' : undefined;
      return { ...position, logStart, logEnd, ...(broken === undefined ? {} : { broken }) };
    });
}

async function readRanges(messaging: Messaging, topics: readonly string[]): Promise<Map<string, LogRange>> {
  const ranges = await Promise.all(
    topics.map(async (topic) =>
      (await messaging.logRanges(topic)).map(
        (range) => [rangeKey({ topic, partition: range.partition }), range] as const,
      ),
    ),
  );
  return new Map(ranges.flat());
}

function rangeKey({ topic, partition }: { topic: string; partition: number }): string {
  return `${topic}/${partition}`;
}
