import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly path: string;
}

/** A real receiver of webhooks; what it answers can be changed while it runs. */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** Connections that were made, whether or not a request came. */
  readonly connections: () => number;
  respond: (response: ServerResponse, call: Received) => void;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  let connections = 0;
  const receiver = {
    received: [] as Received[],
    connections: () => connections,
    respond: (response: ServerResponse): void => {
      response.writeHead(204).end();
    },
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const call = {
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
        path: request.url ?? '',
      };
      receiver.received.push(call);
      (whole as Receiver).respond(response, call);
    });
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const whole = Object.assign(receiver, {
    url: `http://127.0.0.1:${String(port)}/hook`,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  });
  return whole;
}
