import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { withConnection } from '../../infra/postgres/create-database.ts';
import { eventually } from '../../test/support/eventually.ts';
import type { Endpoints } from '../stack/endpoints.ts';
import { isAlive, type ProcessIdentity } from '../stack/process-identity.ts';
import { inProject } from '../stack/project-paths.ts';
import { serviceCatalogue } from '../stack/service-catalogue.ts';

/** One platform lives through all of these, in this order: starting it is what takes the time. */
describe('the start script', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'start-'));
  const scripts: ChildProcess[] = [];

  afterAll(async () => {
    for (const script of scripts) if (script.exitCode === null) script.kill('SIGINT');
    await eventually(() => (runFile() === undefined ? true : undefined), { withinMs: 40_000 });
    rmSync(folder, { recursive: true, force: true });
  });

  function start(): { script: ChildProcess; output: () => string; ended: Promise<unknown> } {
    const script = spawn(process.execPath, [inProject('scripts/start.ts'), '--no-demo'], {
      env: { PATH: process.env['PATH'], LRR_DATA_FOLDER: folder },
    });
    scripts.push(script);
    const chunks: string[] = [];
    for (const stream of [script.stdout, script.stderr])
      stream.on('data', (chunk: Buffer) => chunks.push(String(chunk)));
    return { script, output: () => chunks.join(''), ended: once(script, 'exit') };
  }

  const endpoints = (): Endpoints => JSON.parse(readFileSync(path.join(folder, 'endpoints.json'), 'utf8')) as Endpoints;

  function runFile(): { owner: ProcessIdentity; children: ProcessIdentity[] } | undefined {
    const file = path.join(folder, 'run.json');
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  }

  const answers = async (url: string): Promise<true | undefined> =>
    (await fetch(`${url}/health/ready`)).ok ? true : undefined;

  const isReady = async (platform: ReturnType<typeof start>): Promise<void> => {
    await eventually(() => (platform.output().includes('The platform is ready') ? true : undefined), {
      what: 'readiness of the platform',
      withinMs: 120_000,
    }).catch((error: unknown) => {
      throw new Error(`It only said:\n${platform.output()}`, { cause: error });
    });
  };

  const dataIdentity = async (): Promise<unknown> => {
    const { superuserPassword } = JSON.parse(readFileSync(path.join(folder, 'keys/secrets.json'), 'utf8'));
    const admin = new URL(endpoints().postgres.intake);
    admin.username = 'beheer';
    admin.password = superuserPassword;
    const { rows } = await withConnection(admin.href, (client) =>
      client.query('SELECT system_identifier::text FROM pg_control_system()'),
    );
    const kafka = readFileSync(path.join(folder, 'kafka/log/meta.properties'), 'utf8');
    return { postgres: rows, kafka: /cluster\.id=.*/.exec(kafka)?.[0] };
  };

  let first: ReturnType<typeof start>;
  let identity: unknown;

  beforeAll(async () => {
    first = start();
    await isReady(first);
    identity = await dataIdentity();
  }, 180_000);

  it('brings every service to readiness and writes where they are', async () => {
    for (const { endpoint } of serviceCatalogue) expect(await answers(endpoints()[endpoint])).toBe(true);
  });

  it('gives database addresses that may only look', async () => {
    const { register } = endpoints().postgres;
    await withConnection(register, (client) => client.query('SELECT count(*) FROM pg_tables'));
    await expect(withConnection(register, (client) => client.query('CREATE TABLE x (y int)'))).rejects.toThrow(
      'denied',
    );
  });

  it('keeps secrets in files only their owner can read', () => {
    for (const name of ['secrets.json', 'sandbox-issuer.jwk', 'register-state.jwk']) {
      expect((statSync(path.join(folder, 'keys', name)).mode & 0o777).toString(8)).toBe('600');
    }
  });

  it('refuses a second start beside it', async () => {
    const second = start();
    await second.ended;
    expect(second.script.exitCode).toBe(1);
    expect(second.output()).toContain(`already running here (process ${first.script.pid})`);
    expect(await answers(endpoints().intake)).toBe(true);
  });

  it('starts a service again that was killed', async () => {
    const before = runFile()!.children;
    const victim = before.find(({ pid }) => commandOf(pid).includes('diploma-matching'))!;
    process.kill(victim.pid, 'SIGKILL');
    await eventually(() => (first.output().includes('diploma-matching ended unexpectedly') ? true : undefined));
    await eventually(() => answers(endpoints().matching), { withinMs: 60_000, what: 'the service to be back' });
  });

  it('ends what a killed start left behind, and finds the data again', async () => {
    const left = runFile()!.children;
    first.script.kill('SIGKILL');
    await first.ended;
    expect(left.filter(isAlive).length).toBeGreaterThan(6);
    first = start();
    await isReady(first);
    expect(left.filter(isAlive)).toEqual([]);
    expect(await dataIdentity()).toEqual(identity);
  }, 180_000);

  it('stops everything in order on Ctrl-C', async () => {
    const children = runFile()!.children;
    first.script.kill('SIGINT');
    await first.ended;
    expect(first.script.exitCode).toBe(0);
    expect(children.filter(isAlive)).toEqual([]);
    expect(existsSync(path.join(folder, 'endpoints.json'))).toBe(false);
    expect(first.output()).not.toContain('unexpectedly');
  }, 60_000);

  function commandOf(pid: number): string {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  }
});
