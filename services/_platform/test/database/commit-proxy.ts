import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';

/** Between a client and PostgreSQL: lets a COMMIT through and breaks the connection instead of passing the answer on. */
export interface CommitProxy {
  /** The address of the database, through the proxy. */
  readonly url: string;
  /** The answer to the next COMMIT is lost. */
  loseNextAnswer(): void;
  close(): Promise<void>;
}

// A simple query: type, length, text, zero.
const COMMIT = Buffer.from([0x51, 0, 0, 0, 11, ...Buffer.from('COMMIT'), 0]);

export async function startCommitProxy(databaseUrl: string): Promise<CommitProxy> {
  const target = new URL(databaseUrl);
  let armed = false;
  const sockets = new Set<{ destroy(): unknown }>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    let losing = false;
    const breakOff = (): void => {
      client.destroy();
      upstream.destroy();
    };
    client.on('data', (bytes) => {
      if (armed && bytes.includes(COMMIT)) {
        armed = false;
        losing = true;
      }
      upstream.write(bytes);
    });
    upstream.on('data', (bytes) => (losing ? breakOff() : client.write(bytes)));
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('close', breakOff).on('error', breakOff);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = `${(server.address() as AddressInfo).port}`;
  return {
    url: url.href,
    loseNextAnswer: () => {
      armed = true;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
