import { setTimeout as delay } from 'node:timers/promises';

const OVERLOADED = 'De dienst is overbelast.';

/** As seldom as a client would be: the loop is late by seconds. */
const PAUSE_MS = 200;
const AT_MOST = 100;

/**
 * Fetch as a client that does what the 503 of a service under pressure asks: come again. On a busy machine a service says
 * so before it has looked at the request; every other answer, and a connection that fails, is given as it is.
 */
export async function patientFetch(url: string, init?: RequestInit): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(url, init);
    if (response.status !== 503 || attempt === AT_MOST) return response;
    const problem = (await response.clone().json()) as { detail?: string };
    if (problem.detail !== OVERLOADED) return response;
    await delay(PAUSE_MS);
  }
}
