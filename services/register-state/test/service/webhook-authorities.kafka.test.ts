import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { eventually } from '../../../../test/support/eventually.ts';
import { personId, snapshot } from '../wire.ts';
import { startRegister } from './running-register.ts';
import type { RunningRegister } from './running-register.ts';

const TODAY = '2026-09-01';
const as = { rol: 'AFNEMER', afnemerId: 'afnemer-tls' };

let register: RunningRegister;
let server: Server;
const received: string[] = [];

beforeAll(async () => {
  const ca = await generate([{ name: 'commonName', value: 'Autoriteit van de test' }], {
    extensions: [{ name: 'basicConstraints', cA: true, critical: true }],
  });
  const own = await generate([{ name: 'commonName', value: 'ontvanger' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
    ca: { key: ca.private, cert: ca.cert },
  });
  server = createServer({ key: own.private, cert: own.cert }, (request, response) => {
    received.push(String(request.headers['webhook-id']));
    request.resume().on('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  register = await startRegister(TODAY, { environment: { REGISTER_WEBHOOK_AUTHORITIES: ca.cert } });
});
afterAll(async () => {
  await register.close();
  server.closeAllConnections();
  server.close();
});

// Of the government's own authority (PKIoverheid, private root) no machine knows the root; the intake could be given it,
// the register could not, and its consumers got NO_CONNECTION for three days.
it('calls a receiver whose certificate is of an authority it was given', async () => {
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  expect((await register.call('POST', '/v1/abonnementen', { as, body: { url } })).status).toBe(201);
  await register.send(snapshot({ person: personId(8_801), day: TODAY }));
  await eventually(() => (received.length >= 3 ? true : undefined), { withinMs: 30_000, what: 'the events' });
});
