/**
 * Creates the topics of infra/kafka/topics.json on a Kafka cluster and sets their settings. Safe to run again;
 * `npm start` does it by itself, this is for clusters of your own (docker-compose.yml uses it):
 *
 *   KAFKA_BROKERS=host:port,… CLUSTER_SIZE=cluster ./node_modules/.bin/node scripts/create-topics.ts
 *
 * CLUSTER_SIZE is `embedded` (one broker) or `cluster` (three or more): it decides partitions and copies.
 */
import { prepareTopics } from './stack/prepare-topics.ts';

const { KAFKA_BROKERS: brokers, KAFKA_PREFIX: prefix = '', CLUSTER_SIZE: size = 'embedded' } = process.env;
if (brokers === undefined || (size !== 'embedded' && size !== 'cluster')) {
  console.error('Set KAFKA_BROKERS, and CLUSTER_SIZE to embedded or cluster; see the first lines of this script.');
  process.exit(1);
}
console.log(`${await prepareTopics({ brokers, prefix, size })} topics are as the catalogue says.`);
