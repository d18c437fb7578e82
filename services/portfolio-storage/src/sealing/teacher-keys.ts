import { createSecretKey, hash, type KeyObject } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Caller } from '../../../_platform/src/http/access.ts';
import { platformProblem, unavailable } from '../../../_platform/src/http/platform-problem.ts';
import type { ServiceClient } from '../../../_platform/src/http/service-client.ts';
import { UpstreamError } from '../../../_platform/src/http/upstream-error.ts';
import type { PortfolioId } from '../domain/ids.ts';

export interface TeacherKeys {
  /**
   * The key of the teacher who calls, from memory or unwrapped by the vault for his live token.
   * @param o.create makes the key when there is none; only for activation
   * @returns undefined when there is no key, or the vault says that this portfolio is closed
   * @throws UpstreamError or Problem 503 when the vault cannot answer: without it nothing opens. Problem 401 when the
   * vault no longer accepts the token.
   */
  keyFor(caller: Caller, portfolioId: PortfolioId, o?: { create: boolean }): Promise<KeyObject | undefined>;
}

/** What the vault answers; which of its own keys had wrapped this one is no business of ours. */
interface UnwrappedKey {
  readonly portfolioId: string;
  readonly sleutel: string;
}

const KEEP_MS = 5 * 60_000;
const KEEP_AT_MOST = 1_000;
const KEY_BYTES = 32;

/**
 * Keys are kept per token, not per teacher: every new login has to convince the vault first. They live outside the
 * JavaScript heap (KeyObject), at most five minutes from the vault's answer, however often they are used.
 */
export function createTeacherKeys(
  vault: Pick<ServiceClient, 'post'>,
  now: () => number = () => performance.now(),
): TeacherKeys {
  const kept = new LRUCache<string, KeyObject>({
    max: KEEP_AT_MOST,
    ttl: KEEP_MS,
    ttlAutopurge: true,
    // Else the time of the former look counts for a millisecond.
    ttlResolution: 0,
    perf: { now },
  });
  return {
    keyFor: async (caller, portfolioId, o = { create: false }) => {
      const token = hash('sha256', `${portfolioId} ${caller.token}`, 'base64url');
      const known = kept.get(token);
      if (known !== undefined) return known;
      const unwrapped = await unwrap(vault, caller.token, o.create);
      if (unwrapped === undefined) return undefined;
      const key = readKey(unwrapped, portfolioId);
      kept.set(token, key);
      return key;
    },
  };
}

async function unwrap(
  vault: Pick<ServiceClient, 'post'>,
  leraarToken: string,
  aanmaken: boolean,
): Promise<UnwrappedKey | undefined> {
  try {
    return await vault.post<UnwrappedKey>('/v1/portfoliosleutels/uitpakken', { leraarToken, aanmaken });
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.code === 'UPSTREAM_DOWN') throw error;
    if (error.status === 404 || error.status === 409) return undefined;
    if (error.status === 401) throw platformProblem('niet-aangemeld', { cause: error });
    throw unavailable(30, { cause: error });
  }
}

function readKey({ portfolioId, sleutel }: UnwrappedKey, expected: PortfolioId): KeyObject {
  const bytes = Buffer.from(sleutel, 'base64');
  if (portfolioId !== expected || bytes.length !== KEY_BYTES) {
    throw unavailable(30, { cause: new Error('the vault gave a key that cannot be this teacher’s') });
  }
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}
