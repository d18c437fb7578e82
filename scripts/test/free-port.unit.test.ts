import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/**
 * A port was only looked at: until the broker listened on it, seconds later, a platform that started in the same moment
 * was given the same one, and one of the two could not start.
 */
describe('choosing a port', () => {
  const started: ChildProcess[] = [];

  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
  });

  /** A process that chooses a port and does not listen on it yet. */
  async function choose(usual: number): Promise<{ readonly port: number; end(): Promise<void> }> {
    const program = `const { freePort } = await import('${new URL('../stack/free-port.ts', import.meta.url).href}');
      console.log(await freePort(${String(usual)}));
      setInterval(() => undefined, 1_000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    started.push(child);
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    return {
      port: Number(line.toString()),
      async end() {
        child.kill('SIGKILL');
        await once(child, 'exit');
      },
    };
  }

  async function unusedPort(): Promise<number> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, 'close');
    return port;
  }

  it('gives it to one of those that choose at once', async () => {
    const usual = await unusedPort();
    const ports = (await Promise.all([choose(usual), choose(usual), choose(usual)])).map(({ port }) => port);
    expect(new Set(ports).size).toBe(3);
    expect(ports).toContain(usual);
  });

  it('gives it again when the process that had it was killed', async () => {
    const usual = await unusedPort();
    const first = await choose(usual);
    await first.end();
    expect([first.port, (await choose(usual)).port]).toEqual([usual, usual]);
  });

  it('passes by one on which somebody listens', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const chosen = await choose(port);
    expect(chosen.port).not.toBe(port);
    expect(chosen.port).toBeGreaterThan(0);
    server.close();
  });
});
