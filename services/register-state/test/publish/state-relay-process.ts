/** A process that keeps lrr.registratiestand.v1 and does nothing else, for tests that kill it. Dies where FAULT_POINT says. */
import { openDatabase } from '../../../_platform/src/database/database.ts';
import { createFaultPoints } from '../../../_platform/src/fault-points/fault-points.ts';
import { silentLogger } from '../../../_platform/src/logging/create-logger.ts';
import { connectKafka } from '../../../_platform/src/messaging/kafkajs/connect-kafka.ts';
import { createMetrics } from '../../../_platform/src/metrics/metrics.ts';
import { createNewestStateRelay } from '../../../_platform/src/relay/newest-state-relay.ts';
import { createPublicStateReader } from '../../src/publish/public-state-reader.ts';

const { DATABASE_URL = '', KAFKA_BROKERS = '', KAFKA_PREFIX = '', INSTANCE = '', FAULT_POINT } = process.env;

const log = silentLogger;
const database = openDatabase({ url: DATABASE_URL, applicationName: INSTANCE });
const messaging = connectKafka({ brokers: KAFKA_BROKERS.split(','), clientId: INSTANCE, prefix: KAFKA_PREFIX, log });
const partitions = 6;
const relay = createNewestStateRelay({
  name: 'registratiestanden',
  partitions,
  database,
  open: () => messaging.solePublisher('registratiestanden'),
  reader: createPublicStateReader({ database, partitions, log }),
  instance: INSTANCE,
  faultPoints: createFaultPoints({ faultPoint: FAULT_POINT, production: false }),
  log,
  metrics: createMetrics({ service: 'register-state' }),
});
relay.start();
process.once('SIGTERM', () => {
  void relay
    .stop(5_000)
    .then(() => messaging.close(2_000))
    .then(() => database.close());
});
