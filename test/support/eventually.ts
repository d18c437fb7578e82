import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks `probe` again and again until it gives something, and returns that. A probe that throws counts as not yet; its
 * error is the cause when time runs out.
 */
export async function eventually<T>(
  probe: () => Promise<T | undefined> | T | undefined,
  options: { readonly withinMs?: number; readonly what?: string } = {},
): Promise<T> {
  const withinMs = options.withinMs ?? 15_000;
  const until = Date.now() + withinMs;
  let cause: unknown;
  for (let pause = 5; ; pause = Math.min(pause * 1.5, 100)) {
    try {
      const answer = await probe();
      if (answer !== undefined) return answer;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (Date.now() > until) {
      throw new Error(`${options.what ?? 'What was waited for'} did not happen within ${String(withinMs)} ms`, {
        cause,
      });
    }
    await delay(pause);
  }
}
