/**
 * A process with an outbox, for crash tests: commits `COUNT` rows of key `k`, value 0, 1, 2 … from `FROM` on, each in
 * a transaction of its own, waits for the outbox to be empty after each five, and stops. Dies where FAULT_POINT says.
 */
import { randomUUID } from 'node:crypto';
import { eventually } from '../../../../../test/support/eventually.ts';
import { openDatabase } from '../../../src/database/database.ts';
import { createFaultPoints } from '../../../src/fault-points/fault-points.ts';
import { silentLogger } from '../../../src/logging/create-logger.ts';
import { connectKafka } from '../../../src/messaging/kafkajs/connect-kafka.ts';
import { createMetrics } from '../../../src/metrics/metrics.ts';
import { createOutbox } from '../../../src/outbox/outbox.ts';

const { DATABASE_URL = '', KAFKA_BROKERS = '', KAFKA_PREFIX = '', FROM = '0', COUNT = '0', FAULT_POINT } = process.env;

const database = openDatabase({ url: DATABASE_URL, applicationName: 'relay-process' });
const brokers = KAFKA_BROKERS.split(',');
const messaging = connectKafka({ brokers, clientId: 'relay-process', prefix: KAFKA_PREFIX, log: silentLogger });
const publisher = messaging.publisher('relay-process');
const outbox = createOutbox({
  database,
  publisher,
  instance: 'relay-process',
  faultPoints: createFaultPoints({ faultPoint: FAULT_POINT, production: false }),
  log: silentLogger,
  metrics: createMetrics({ service: 'test' }),
});
const published = (): Promise<true> => eventually(async () => ((await outbox.oldest()).count === 0 ? true : undefined));
await outbox.start();
for (let n = Number(FROM); n < Number(FROM) + Number(COUNT); n++) {
  const row = { id: randomUUID(), topic: 'things', key: 'k', value: String(n), headers: {} };
  outbox.committed(await database.transaction((tx) => outbox.add(tx, [row])));
  // Else all rows could go out together, and the process would pass its point only once.
  if (n % 5 === 4) await published();
}
await published();
await outbox.stop(5_000);
await publisher.close();
await messaging.close(2_000);
await database.close();
