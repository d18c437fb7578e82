import { describe, expect, it } from '@jest/globals';
import { createMetrics } from '../../src/metrics/metrics.ts';

describe('metrics', () => {
  it('are counted, set and observed under the name of the service', async () => {
    const metrics = createMetrics({ service: 'proef' });
    metrics.counter({ name: 'records_total', help: 'h', labels: ['outcome'] }).increase({ outcome: 'B' }, 2);
    metrics.gauge({ name: 'rows', help: 'h', collect: (gauge) => gauge.set(7) });
    metrics.histogram({ name: 'batch_seconds', help: 'h', buckets: [1, 2] }).observe(1.5);
    const { contentType, body } = await metrics.exposition();
    expect(contentType).toContain('text/plain');
    expect(body).toMatch(/lrr_records_total\{.*outcome="B".*\} 2\n/);
    expect(body).toContain('lrr_rows{service="proef"} 7');
    expect(body).toContain('lrr_batch_seconds_bucket{le="2",service="proef"} 1');
    expect(body).toContain('process_cpu_user_seconds_total');
  });

  it('are shared by name', async () => {
    const metrics = createMetrics({ service: 'proef' });
    for (const part of ['a', 'b']) {
      metrics.counter({ name: 'batches_total', help: 'h', labels: ['consumer'] }).increase({ consumer: part });
      metrics.counter({ name: 'batches_total', help: 'h', labels: ['consumer'] }).increase({ consumer: 'a' });
    }
    expect((await metrics.exposition()).body).toMatch(/lrr_batches_total\{.*consumer="a".*\} 3\n/);
  });
});
