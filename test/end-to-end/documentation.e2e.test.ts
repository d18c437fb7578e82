import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startStack, type TestStack } from '../support/stack.ts';
import { patientFetch } from '../support/patient-fetch.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await startStack();
}, 180_000);
afterAll(() => stack.stop());

const get = (at: string, headers: Record<string, string> = {}) =>
  patientFetch(`${stack.endpoints.intake}${at}`, { headers });

describe('/documentatie', () => {
  it('is open to everybody, and tells browsers to run nothing', async () => {
    const answer = await get('/documentatie');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect((await get('/documentatie/stijl.css')).headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect((await get('/documentatie', { 'if-none-match': answer.headers.get('etag') ?? '' })).status).toBe(304);
  });
  it('says where to begin when a page is not there', async () => {
    const answer = await get('/documentatie/berichten/99');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/problem+json']);
    expect(((await answer.json()) as { detail: string }).detail).toContain('/documentatie');
  });
});

it('the walk-through of the first page works word for word', async () => {
  const page = await (await get('/documentatie')).text();
  const blocks = (kind: string): string[] =>
    [...page.matchAll(new RegExp(`<pre[^>]*class="${kind}"[^>]*><code>(.*?)</code>`, 'gs'))].map(([, text = '']) =>
      text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))),
    );
  const { intake, sandbox } = stack.endpoints;
  const usual = { 'http://127.0.0.1:7101': intake, 'http://127.0.0.1:7110': sandbox };
  let commands = blocks('doe').join('\n');
  for (const [address, here] of Object.entries(usual)) {
    expect(commands).toContain(address);
    // The platform of a test has other ports.
    commands = commands.replaceAll(address, here);
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'walk-through-'));
  try {
    const { stdout } = await promisify(execFile)('bash', ['-eu', '-o', 'pipefail', '-c', commands], { cwd: folder });
    const promised = blocks('antwoord').flatMap((text) => text.split('\n'));
    expect(promised.length).toBeGreaterThan(8);
    for (const piece of promised) expect(stdout).toContain(piece);
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 120_000);
