import { execFileSync } from 'node:child_process';
import type { Platform } from '../lrr/open-platform.ts';
import type { Exchange } from './journal.ts';

/** An intake somewhere, reached as a supplier reaches it; every call is written down. */
export interface IntakeConnection {
  readonly url: string;
  /** An answer of any status; what comes back goes to the journal too. @throws when nothing answers */
  call(oin: string, methode: 'GET' | 'POST', pad: string, verzoek?: object): Promise<Exchange>;
  readonly exchanges: readonly Exchange[];
}

const ANSWER_WITHIN_MS = 60_000;
const TOKEN_KEPT_MS = 60_000;

/**
 * @param o.tokenFor gives a token for an OIN; asked again after a minute
 */
export function connectIntake(o: {
  readonly url: string;
  readonly tokenFor: (oin: string) => Promise<string> | string;
}): IntakeConnection {
  const exchanges: Exchange[] = [];
  const tokens = new Map<string, { readonly token: string; readonly until: number }>();
  const tokenOf = async (oin: string): Promise<string> => {
    const kept = tokens.get(oin);
    if (kept !== undefined && kept.until > Date.now()) return kept.token;
    const token = await o.tokenFor(oin);
    tokens.set(oin, { token, until: Date.now() + TOKEN_KEPT_MS });
    return token;
  };
  return {
    url: o.url,
    exchanges,
    async call(oin, methode, pad, verzoek) {
      const answer = await fetch(o.url + pad, {
        method: methode,
        signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
        headers: {
          authorization: `Bearer ${await tokenOf(oin)}`,
          ...(verzoek && { 'content-type': 'application/json' }),
        },
        ...(verzoek && { body: JSON.stringify(verzoek) }),
      });
      const text = await answer.text();
      const exchange: Exchange = {
        methode,
        pad,
        ...(verzoek && { verzoek }),
        status: answer.status,
        ...(text !== '' && { antwoord: JSON.parse(text) as unknown }),
      };
      exchanges.push(exchange);
      return exchange;
    },
  };
}

/** How the words of a command line say where tokens come from; the sandbox of the running platform when they say nothing. */
export function tokenSource(
  platform: Platform,
  o: { readonly token?: string | undefined; readonly command?: string | undefined },
): (oin: string) => Promise<string> | string {
  const { token, command } = o;
  if (token !== undefined) return () => token;
  if (command === undefined) {
    return (oin) => platform.token('urn:lrr:aanlevering', { scope: ['aanleveren'], claims: { oin } });
  }
  return (oin) =>
    execFileSync('/bin/sh', ['-c', command], {
      encoding: 'utf8',
      env: { ...process.env, OIN: oin },
      stdio: ['ignore', 'pipe', 'inherit'],
    }).trim();
}
