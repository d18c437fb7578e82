import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

interface Ended {
  readonly exitCode: number | null;
  readonly output: string;
  readonly errors: string;
}

/** Runs the process; sends the signals once it has started. */
async function run(
  mode: string,
  o: { signals?: NodeJS.Signals[]; environment?: Record<string, string>; parameters?: string[] } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'service-process.ts'), ...(o.parameters ?? [])], {
    env: {
      MODE: mode,
      PORT: '0',
      DATABASE_URL: 'postgres://app:geheim@127.0.0.1/x',
      KAFKA_BROKERS: '127.0.0.1:1',
      ...o.environment,
    },
  });
  let output = '';
  let errors = '';
  const waiting = [...(o.signals ?? [])];
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    const next = output.includes('SERVICE_STARTED') || output.includes('PARTS_STOPPED') ? waiting.shift() : undefined;
    if (next !== undefined) child.kill(next);
  });
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const exitCode = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { exitCode, output, errors };
}

describe('a process', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('stops in order on %s', async (signal) => {
    const { exitCode, output } = await run('', { signals: [signal] });
    expect(exitCode).toBe(0);
    const codes = output
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { code: string }).code);
    expect(codes).toEqual(['SERVICE_STARTED', 'SERVICE_STOPPING', 'PARTS_STOPPED', 'SERVICE_STOPPED']);
  });

  it('ends at once on a second signal', async () => {
    const { exitCode, output } = await run('stop-hangs', { signals: ['SIGTERM', 'SIGTERM'] });
    expect(exitCode).toBe(1);
    expect(output).toContain('SERVICE_ENDED_AT_ONCE');
  });

  it.each([
    ['start-fails', 'SERVICE_START_FAILED'],
    ['uncaught', 'UNCAUGHT_EXCEPTION'],
    ['rejection', 'UNHANDLED_REJECTION'],
  ])('ends with 1 and a code, without the text of the error: %s', async (mode, code) => {
    const { exitCode, output, errors } = await run(mode);
    expect(exitCode).toBe(1);
    expect(output).toContain(code);
    expect(output + errors).not.toContain('geheim');
  });

  it('ends with 1 when stopping fails', async () => {
    const { exitCode, output } = await run('stop-fails', { signals: ['SIGTERM'] });
    expect(exitCode).toBe(1);
    expect(output).toContain('SERVICE_STOP_FAILED');
  });

  it('names every wrong variable at once', async () => {
    const { exitCode, errors } = await run('', { environment: { PORT: 'x', DATABASE_URL: 'geheim' } });
    expect(exitCode).toBe(1);
    expect(errors).toMatch(/PORT[^]*|DATABASE_URL/);
    expect(errors).toContain('DATABASE_URL');
    expect(errors).not.toContain('geheim');
  });

  it('shows its configuration without secrets', async () => {
    const { exitCode, output } = await run('', { parameters: ['--print-config'] });
    expect(exitCode).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ HOST: '127.0.0.1', DATABASE_URL: '(secret)' });
  });
});
