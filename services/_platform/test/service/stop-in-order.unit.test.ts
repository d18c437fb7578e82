import { describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../src/logging/create-logger.ts';
import { stopInOrder } from '../../src/service/stop-in-order.ts';

describe('stopInOrder', () => {
  it('stops what brings work first and what others need last', async () => {
    const order: string[] = [];
    const done = (name: string) => () => Promise.resolve(void order.push(name));
    await stopInOrder(
      {
        databases: [{ close: done('database') }],
        connections: [{ close: done('kafka') }],
        relays: [{ stop: done('outbox') }],
        consumers: [{ stop: done('consumer') }],
        loops: [{ stop: done('loop') }],
        servers: [{ close: done('http') }],
        clock: { stop: () => void order.push('clock') },
      },
      1_000,
      silentLogger,
    );
    expect(order).toEqual(['clock', 'http', 'loop', 'consumer', 'outbox', 'kafka', 'database']);
  });

  it('goes on when a step fails or hangs, and keeps to its deadline', async () => {
    const order: string[] = [];
    const begunAt = Date.now();
    await stopInOrder(
      {
        servers: [{ close: () => new Promise(() => undefined) }],
        consumers: [{ stop: () => Promise.reject(new Error('x')) }],
        relays: [
          {
            stop: () => {
              throw new Error('x');
            },
          },
        ],
        databases: [{ close: () => Promise.resolve(void order.push('database')) }],
      },
      500,
      silentLogger,
    );
    expect(order).toEqual(['database']);
    expect(Date.now() - begunAt).toBeLessThan(1_000);
  });
});
