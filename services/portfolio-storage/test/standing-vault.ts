import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt } from 'jose';

/**
 * A real HTTP server in the place of identity-vault, with its one call that portfolio-storage uses, and the issuer's
 * key set beside it. It keeps a key per portfolio and checks no signatures; the vault's own tests do.
 */
export interface StandingVault {
  readonly url: string;
  /** AWAY: breaks every connection. */
  mode: 'HERE' | 'AWAY' | 'BUSY' | 'TOKEN_DEAD';
  /** Calls answered or broken off so far. */
  readonly calls: () => number;
  close(): void;
}

export async function startStandingVault(issuerKeys: object): Promise<StandingVault> {
  const keys = new Map<string, string>();
  let calls = 0;
  const unwrap = async (request: IncomingMessage): Promise<[status: number, body: object]> => {
    if (vault.mode === 'BUSY') return [503, { type: 'urn:lrr:probleem:even-niet-beschikbaar' }];
    if (vault.mode === 'TOKEN_DEAD') return [401, { type: 'urn:lrr:probleem:niet-aangemeld' }];
    const caller = decodeJwt((request.headers.authorization ?? '').replace('Bearer ', ''));
    if (caller.aud !== 'urn:lrr:intern' || caller.sub !== 'portfolio-storage') return [403, {}];
    const body = JSON.parse(await textOf(request)) as { leraarToken: string; aanmaken: boolean };
    const portfolioId = String(decodeJwt(body.leraarToken)['portfolioId']);
    if (body.aanmaken && !keys.has(portfolioId)) keys.set(portfolioId, randomBytes(32).toString('base64'));
    const sleutel = keys.get(portfolioId);
    return sleutel === undefined
      ? [404, { type: 'urn:lrr:probleem:niet-gevonden' }]
      : [200, { portfolioId, sleutel, versie: 1 }];
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url === '/jwks') {
      answer(response, 200, issuerKeys);
      return;
    }
    calls += 1;
    if (vault.mode === 'AWAY') request.socket.destroy();
    else answer(response, ...(await unwrap(request)));
  };

  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const vault: StandingVault = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mode: 'HERE',
    calls: () => calls,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return vault;
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
