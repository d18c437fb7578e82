import { randomInt } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below the range from which Linux takes ports for outgoing connections, so that none of those gets in between. */
const LOWEST = 17_000;
const HIGHEST = 32_000;
/** One for each port that this process was given. Kept here so that they live as long as the process. */
const claims: Socket[] = [];

/**
 * The preferred port when nobody listens on it on loopback, else a free one. It is this process's until it ends: no other
 * that chooses here gets it, though nobody listens on it yet or the program behind it is just being started again.
 */
export async function freePort(preferred?: number): Promise<number> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = attempt === 0 && preferred !== undefined ? preferred : randomInt(LOWEST, HIGHEST);
    const claim = await claimPort(port);
    if (claim === undefined) continue;
    if (await canListen(port)) {
      claims.push(claim);
      return port;
    }
    claim.close();
  }
  throw new Error('No free port found on 127.0.0.1');
}

/**
 * The port of the same number for UDP, which nobody here needs, stands for the one for TCP: the system gives it to one
 * process only, and takes it back when that ends, however it ends. A file would outlive a process that is killed.
 */
async function claimPort(port: number): Promise<Socket | undefined> {
  const claim = createSocket('udp4');
  try {
    claim.bind({ port, address: '127.0.0.1', exclusive: true });
    await once(claim, 'listening');
    return claim.unref();
  } catch {
    claim.close();
    return undefined;
  }
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
