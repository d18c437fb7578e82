import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly token: string;
}

/** The services of the platform as far as the sandbox calls them, in one process that notes every call. */
export interface Neighbours {
  readonly url: string;
  readonly asked: Asked[];
  /** The answer to a call: status and body; 204 when it gives nothing. */
  answer: (call: Asked) => { status: number; body?: unknown } | undefined;
  stop(): Promise<void>;
}

export async function startNeighbours(): Promise<Neighbours> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk: Buffer) => (text += chunk.toString()));
    request.on('end', () => {
      const call: Asked = {
        method: request.method ?? '',
        path: request.url ?? '',
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
        token: (request.headers.authorization ?? '').replace('Bearer ', ''),
      };
      asked.push(call);
      const { status, body } = neighbours.answer(call) ?? { status: 204 };
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const neighbours: Neighbours = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer: () => undefined,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return neighbours;
}
