import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { call } from '../../scripts/demonstration/clients.ts';
import type { Report } from '../../scripts/kit/check-journal.ts';
import type { Plan } from '../../scripts/kit/plan-types.ts';
import { recordExchanges } from '../../scripts/kit/record-exchanges.ts';
import { runCommandLine } from '../../scripts/lrr/run-command-line.ts';
import { startStack, type TestStack } from '../support/stack.ts';

let stack: TestStack;
let endpoints: string;
const folder = mkdtempSync(path.join(tmpdir(), 'kit-'));

beforeAll(async () => {
  stack = await startStack({ services: ['sandbox', 'identity-vault', 'appointment-intake', 'register-state'] });
  endpoints = path.join(folder, 'endpoints.json');
  writeFileSync(endpoints, JSON.stringify(stack.endpoints));
}, 120_000);

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await stack.stop();
});

async function kit<T>(...words: string[]): Promise<{ code: number; data: T; errors: string }> {
  let [out, errors] = ['', ''];
  const terminal = { log: (line: string) => (out += line), error: (line: string) => (errors += line) };
  const code = await runCommandLine(['kit', ...words, '--json'], terminal, endpoints);
  return { code, data: (out === '' ? undefined : JSON.parse(out)) as T, errors };
}

describe('the kit against real processes', () => {
  it('plays every scenario, and each ends as its rules say', async () => {
    const { code, data, errors } = await kit<Report>('play', '--seed', '11');
    expect(errors).toBe('');
    expect(data.scenarios.filter(({ uitkomst }) => uitkomst !== 'GOED')).toEqual([]);
    expect(data.algemeen).toEqual([]);
    expect(data.goed).toBeGreaterThan(100);
    expect(code).toBe(0);
  }, 240_000);

  it('finds out through the recorder what another client did, also when an answer was lost on purpose', async () => {
    const out = path.join(folder, 'plan');
    await kit('plan', '--seed', '12', '--out', out, '--only', 'nieuw', '--only', 'herzending', '--rights');
    const plan = JSON.parse(readFileSync(path.join(out, 'plan.json'), 'utf8')) as Plan;
    const journal = path.join(folder, 'journal.ndjson');
    const lines: string[] = [];
    const recorder = recordExchanges({
      intake: stack.endpoints.intake,
      loseAnswer: 1,
      onExchange: (exchange) => lines.push(JSON.stringify(exchange)),
    });
    await new Promise<void>((resolve) => recorder.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(recorder.address() as AddressInfo).port}`;
    const [sender] = plan.afzenders;
    const { token } = await call<{ token: string }>('POST', `${stack.endpoints.sandbox}/tokens`, {
      body: { audience: 'urn:lrr:aanlevering', scope: ['aanleveren'], claims: { oin: sender!.supplierOin } },
    });
    const berichten = plan.scenarios.flatMap(({ stappen }) => stappen.map(({ bericht }) => bericht));
    const body = { leveringId: '7d0b7a52-3f4b-4a4e-9d3a-0c1d2e3f4a5b', berichten };
    await expect(call('POST', `${url}/v1/leveringen`, { token, body })).rejects.toThrow('fetch failed');
    writeFileSync(journal, lines.join('\n'));
    const lost = await kit<Report>('check', '--plan', path.join(out, 'plan.json'), '--journal', journal, '--offline');
    expect(lost.code).toBe(3);
    expect(lost.data.algemeen.map(({ soort }) => soort)).toContain('HERZENDING_ONTBREEKT');

    await call('POST', `${url}/v1/leveringen`, { token, body });
    recorder.closeAllConnections();
    recorder.close();
    writeFileSync(journal, lines.join('\n'));
    const again = await kit<Report>(
      ...['check', '--plan', path.join(out, 'plan.json'), '--journal', journal],
      ...['--fetch-from', '900000000'],
    );
    const kinds = again.data.scenarios.flatMap(({ bevindingen }) => bevindingen.map(({ soort }) => soort));
    expect(kinds.filter((kind) => kind !== 'TERUGKOPPELING_ONTBREEKT')).toEqual([]);
    expect(again.data.algemeen).toEqual([]);
  }, 120_000);
});
