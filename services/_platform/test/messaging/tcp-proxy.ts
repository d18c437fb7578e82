import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Kafka's number for a produce request. */
export const PRODUCE = 0;

export interface TcpProxy {
  readonly address: { readonly host: string; readonly port: number };
  /** Requests seen so far with this API key. */
  requests(apiKey: number): number;
  /** Lets the next `times` requests of this kind through to the broker, and breaks the connection inside the answer. */
  cutAnswersTo(apiKey: number, times: number): void;
  /** Keeps the next request of this kind, and what its connection sends after it, from the broker. */
  holdNext(apiKey: number): void;
  /** Whether a request is being held. */
  isHolding(): boolean;
  letGo(): void;
  /** Breaks all connections; new ones are refused until `heal`. */
  sever(): void;
  /** Connections refused so far. */
  refused(): number;
  heal(): void;
  close(): Promise<void>;
}

/** Sits between a client and a broker and knows just enough of the protocol to break a connection at a chosen moment. */
export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const seen = new Map<number, number>();
  const toCut = new Map<number, number>();
  const pairs = new Set<[Socket, Socket]>();
  let toHold: number | undefined;
  let letGo: (() => void) | undefined;
  let severed = false;
  let refused = 0;

  const server = createServer((client) => {
    if (severed) {
      refused += 1;
      client.destroy();
      return;
    }
    const broker = connect(target);
    const pair: [Socket, Socket] = [client, broker];
    pairs.add(pair);
    const breakOff = (): void => {
      pairs.delete(pair);
      client.destroy();
      broker.destroy();
    };
    let cutNextAnswer = false;
    let held: Buffer[] | undefined;
    const onRequest = frameReader((apiKey) => {
      if (apiKey === toHold) {
        toHold = undefined;
        held = [];
        letGo = () => {
          for (const bytes of held ?? []) broker.write(bytes);
          held = undefined;
        };
      }
      seen.set(apiKey, (seen.get(apiKey) ?? 0) + 1);
      const left = toCut.get(apiKey) ?? 0;
      if (left === 0) return;
      toCut.set(apiKey, left - 1);
      cutNextAnswer = true;
    });
    client.on('data', (bytes) => {
      onRequest(bytes);
      if (held === undefined) broker.write(bytes);
      else held.push(bytes);
    });
    broker.on('data', (bytes) => {
      if (cutNextAnswer) {
        client.write(bytes.subarray(0, Math.min(6, bytes.length - 1)), breakOff);
      } else {
        client.write(bytes);
      }
    });
    for (const socket of pair) socket.on('close', breakOff).on('error', breakOff);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const sever = (): void => {
    severed = true;
    for (const pair of pairs) for (const socket of pair) socket.destroy();
  };
  return {
    address: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    requests: (apiKey) => seen.get(apiKey) ?? 0,
    cutAnswersTo: (apiKey, times) => void toCut.set(apiKey, times),
    holdNext: (apiKey) => void (toHold = apiKey),
    isHolding: () => letGo !== undefined,
    letGo: () => {
      letGo?.();
      letGo = undefined;
    },
    sever,
    refused: () => refused,
    heal: () => (severed = false),
    async close() {
      sever();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Finds the API key of each request in a stream of frames: length (4 bytes), API key (2 bytes), the rest. */
function frameReader(onRequest: (apiKey: number) => void): (bytes: Buffer) => void {
  let rest = Buffer.alloc(0);
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE(0)) {
      onRequest(rest.readInt16BE(4));
      rest = rest.subarray(4 + rest.readInt32BE(0));
    }
  };
}
