import { createSecretKey } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from 'selfsigned';
import { testDatabase } from '../../../../test/support/databases.ts';
import { openDatabase, type Database } from '../../src/database/database.ts';
import { webhookMigrations } from '../../src/webhooks/migrations.ts';
import { createWebhookDesk, type WebhookOptions } from '../../src/webhooks/webhook-desk.ts';

const NAME = 'haken.leverancier.example';

let pg: Awaited<ReturnType<typeof testDatabase>>;
let database: Database;
let server: Server;
let authority: string;
let received: string[];
const names: string[] = [];

beforeAll(async () => {
  pg = await testDatabase('appointment-intake', [webhookMigrations]);
  database = openDatabase({ url: pg.url, applicationName: 'test' });
  const ca = await generate([{ name: 'commonName', value: 'Autoriteit van de test' }], {
    extensions: [{ name: 'basicConstraints', cA: true, critical: true }],
  });
  authority = ca.cert;
  const own = await generate([{ name: 'commonName', value: NAME }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: NAME }] }],
    ca: { key: ca.private, cert: ca.cert },
  });
  received = [];
  server = createServer({ key: own.private, cert: own.cert }, (request, response) => {
    received.push(request.headers.host ?? '');
    request.resume().on('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await database.close();
  await pg.drop();
});

/** Calls the server under a name, dialling the address that the name server of the test gives. */
async function call(name: string, o: Partial<WebhookOptions>): Promise<string> {
  const desk = createWebhookDesk({
    database,
    key: createSecretKey('11'.repeat(32), 'hex'),
    local: true,
    resolve: (host) => {
      names.push(host);
      return Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    },
    ...o,
  });
  const url = `https://${name}:${String((server.address() as AddressInfo).port)}/`;
  try {
    const { id } = await database.transaction((tx) => desk.subscribe(tx, url));
    return (await desk.tryOut(id, { id: 'msg_1', body: '{}' }))!.outcome;
  } finally {
    await desk.close();
  }
}

describe('a receiver with TLS', () => {
  it('is called by the address that was judged, with the certificate of its name', async () => {
    expect(await call(NAME, { extraAuthorities: authority })).toBe('DELIVERED');
    expect(received).toEqual([expect.stringContaining(NAME)]);
    expect(names).toEqual([NAME]);
  });

  it('is not called with a certificate of an authority that nobody named', async () => {
    expect(await call(NAME, {})).toBe('NO_CONNECTION');
  });

  it('is not called with the certificate of another name', async () => {
    expect(await call('elders.leverancier.example', { extraAuthorities: authority })).toBe('NO_CONNECTION');
  });

  it('is not called at an address that is not public, whatever its certificate', async () => {
    expect(await call(NAME, { extraAuthorities: authority, local: false })).toBe('ADDRESS_REFUSED');
    expect(received).toHaveLength(1);
  });
});
