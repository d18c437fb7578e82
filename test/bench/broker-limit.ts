import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { inProject } from '../../scripts/stack/project-paths.ts';

const RECORDS = 100_000;

/**
 * L3: Kafka's own producer performance tool, with the record size of the commands, acks=all and idempotence, into a
 * topic of as many partitions. Records per second by its own clock, without the start of its JVM.
 */
export async function runProducerTool(o: { brokers: string; topic: string; recordBytes: number }): Promise<number> {
  const { stdout } = await promisify(execFile)('java', [
    '-Xmx256m',
    `-Dlog4j2.configurationFile=${inProject('infra/kafka/log4j2.properties')}`,
    '-cp',
    inProject('infra/kafka/libs/*'),
    'org.apache.kafka.tools.ProducerPerformance',
    '--topic',
    o.topic,
    '--num-records',
    String(RECORDS),
    '--record-size',
    String(o.recordBytes),
    '--throughput',
    '-1',
    '--bootstrap-server',
    o.brokers,
    '--command-property',
    'acks=all',
    'enable.idempotence=true',
  ]);
  // Its last line: 100000 records sent, 51229.508197 records/sec (48.86 MB/sec), …
  const rate = /.*records sent, ([\d.]+) records\/sec/.exec(stdout.trim().split('\n').at(-1) ?? '')?.[1];
  if (rate === undefined) throw new Error(`the producer tool said: ${stdout.slice(-300)}`);
  return Number(rate);
}
