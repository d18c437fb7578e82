import { setTimeout as delay } from 'node:timers/promises';
import { Pool } from 'undici';
import type { GeneratedDelivery, GeneratedLoad } from '../../scripts/generator/generate-load.ts';

/** A load with its bodies made and its tokens fetched, so that sending it costs as little as possible. */
export interface PreparedLoad {
  readonly load: GeneratedLoad;
  readonly streams: readonly (readonly PreparedRequest[])[];
}

export interface PreparedRequest {
  readonly delivery: GeneratedDelivery;
  readonly body: Buffer;
  readonly authorization: string;
}

export interface DeliveredLoad {
  readonly seconds: number;
  /** Answered 429 or 503 and sent again. */
  readonly retried: number;
  /** Answer by delivery, unparsed. */
  readonly answers: ReadonlyMap<GeneratedDelivery, string>;
}

export function prepareLoad(load: GeneratedLoad, tokens: ReadonlyMap<string, string>): PreparedLoad {
  const streams = load.streams.map((deliveries) =>
    deliveries.map((delivery) => ({
      delivery,
      body: Buffer.from(
        JSON.stringify({ leveringId: delivery.leveringId, berichten: delivery.records.map(({ record }) => record) }),
      ),
      authorization: `Bearer ${tokens.get(delivery.supplierOin) ?? ''}`,
    })),
  );
  return { load, streams };
}

/** Sends every stream one request after another, all streams at once. */
export async function deliverLoad(baseUrl: string, { streams }: PreparedLoad): Promise<DeliveredLoad> {
  const pool = new Pool(baseUrl, { connections: streams.length, pipelining: 1 });
  const answers = new Map<GeneratedDelivery, string>();
  let retried = 0;

  async function send(request: PreparedRequest): Promise<void> {
    for (;;) {
      const { statusCode, headers, body } = await pool.request({
        method: 'POST',
        path: '/v1/leveringen',
        headers: { 'content-type': 'application/json', authorization: request.authorization },
        body: request.body,
      });
      const text = await body.text();
      if (statusCode === 202) {
        answers.set(request.delivery, text);
        return;
      }
      if (statusCode !== 429 && statusCode !== 503) {
        throw new Error(`a delivery was answered ${statusCode}: ${text.slice(0, 300)}`);
      }
      retried += 1;
      await delay(1_000 * Number(headers['retry-after'] ?? 1));
    }
  }

  const began = performance.now();
  try {
    await Promise.all(
      streams.map(async (requests) => {
        for (const request of requests) await send(request);
      }),
    );
  } finally {
    await pool.close();
  }
  return { seconds: (performance.now() - began) / 1000, retried, answers };
}
