import { once } from 'node:events';
import { createServer } from 'node:net';
import { randomInt } from 'node:crypto';

/** Below the range from which Linux takes ports for outgoing connections, so that none of those gets in between. */
const LOWEST = 17_000;
const HIGHEST = 32_000;
const handedOut = new Set<number>();

/** The preferred port when nobody listens on it on loopback, else a free one. Never gives one port twice in a process. */
export async function freePort(preferred?: number): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = attempt === 0 && preferred !== undefined ? preferred : randomInt(LOWEST, HIGHEST);
    if (handedOut.has(port) || !(await canListen(port))) continue;
    handedOut.add(port);
    return port;
  }
  throw new Error('No free port found on 127.0.0.1');
}

async function canListen(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return true;
  } catch {
    return false;
  } finally {
    server.close();
  }
}
