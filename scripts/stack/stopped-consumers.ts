import type { Endpoints } from './endpoints.ts';

/**
 * Consumers that have stopped for good, because Kafka's data and PostgreSQL's do not belong together any more (one of
 * them was thrown away or restored). Read from the metrics of every service.
 */
export async function stoppedConsumers(endpoints: Endpoints): Promise<string[]> {
  const { intake, register, portfolio, matching, vault } = endpoints;
  const found = await Promise.all(
    [intake, register, portfolio, matching, vault].map(async (url) => {
      const answer = await fetch(`${url}/metrics`);
      const text = await answer.text();
      return [...text.matchAll(/^lrr_consumer_stopped\{consumer="([^"]+)".*\} 1$/gm)].map(([, name]) => name ?? '');
    }),
  );
  return found.flat();
}
