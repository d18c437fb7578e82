import { connect, type Socket } from 'node:net';
import type { Kafka, RetryOptions } from 'kafkajs';
import type { Logger } from '../../logging/logger.ts';
import { installGzipCodec } from './gzip-codec.ts';
import { kafkaLogCreator } from './kafka-log.ts';
import { kafkajs } from './kafkajs.ts';
import { quietRequestQueue } from './quiet-request-queue.ts';

export interface BrokerAddress {
  readonly host: string;
  readonly port: number;
}

/** Spelled out, because kafkajs takes other defaults when NODE_ENV is "test". Nine seconds of patience in all. */
export const RETRY: RetryOptions = {
  initialRetryTime: 100,
  multiplier: 2,
  factor: 0.2,
  maxRetryTime: 2_000,
  retries: 8,
};

/** No compression: the load is many small sends, where a fresh gzip stream each costs more than the bytes it saves. */
export const COMPRESSION = kafkajs.CompressionTypes.None;

/** How long the broker may wait for its replicas; shorter than the client's patience, so that its answer arrives. */
export const ACK_TIMEOUT_MS = 10_000;

export interface KafkaClientOptions {
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly log: Logger;
  readonly reach?: (advertised: BrokerAddress) => BrokerAddress;
}

export function createKafkaClient(options: KafkaClientOptions): Kafka {
  installGzipCodec();
  quietRequestQueue();
  const reach = options.reach ?? ((advertised) => advertised);
  return new kafkajs.Kafka({
    clientId: options.clientId,
    brokers: [...options.brokers],
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    retry: RETRY,
    logLevel: kafkajs.logLevel.WARN,
    logCreator: kafkaLogCreator(options.log),
    // Without noDelay the last piece of a large request waits for the acknowledgement of the one before.
    socketFactory: (address: BrokerAddress & { onConnect: () => void }): Socket =>
      connect({ ...reach(address), noDelay: true, keepAlive: true }, address.onConnect),
  });
}
