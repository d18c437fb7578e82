import { jest } from '@jest/globals';
import { kafkaBrokers } from '../../../../test/support/kafka.ts';
import { connectKafka } from '../../src/messaging/kafkajs/connect-kafka.ts';
import { silentLog } from '../silent-log.ts';
import { holdsMessagingContract } from './messaging-contract.ts';

// A send without an answer is given up after nine seconds.
jest.setTimeout(90_000);

holdsMessagingContract({
  name: 'kafkajs',
  connect: ({ prefix, through }) =>
    connectKafka({ brokers: kafkaBrokers(), clientId: 'contract', prefix, log: silentLog, reach: () => through }),
});
