import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createReceiver } from '../../docs/examples/webhook-receiver.ts';
import { checkReceiver, type CheckReport } from '../consumer-check/check-receiver.ts';
import { makeEvent, sign } from '../consumer-check/make-event.ts';
import { runCommandLine } from '../lrr/run-command-line.ts';
import { startFaultyReceiver, type Faults } from './faulty-receiver.ts';

const secret = `whsec_${Buffer.from('a secret for one test receiver!!').toString('base64')}`;
/** Slow enough for a receiver that waits a tenth of it. */
const slowMs = 500;
const times = { slowMs, retryAfterMs: 10, countWithinMs: 300 };

let closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing) close();
  closing = [];
});

async function reportOf(faults: Faults, isCounted = true): Promise<CheckReport> {
  const { url, close } = await startFaultyReceiver(secret, faults);
  closing.push(close);
  return checkReceiver({ url, secret, countUrl: isCounted ? url : undefined }, times);
}
const faultsOf = ({ toetsen }: CheckReport): string[] =>
  toetsen.filter(({ uitkomst }) => uitkomst === 'FOUT').map(({ id }) => id);

describe('the example in docs/examples', () => {
  let databaseFile: string;
  let url: URL;
  beforeEach(async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'receiver-'));
    databaseFile = path.join(folder, 'events.sqlite');
    const server = createReceiver({ secret, databaseFile });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => {
      server.close(() => {
        rmSync(folder, { recursive: true });
      });
      server.closeAllConnections();
    });
    url = new URL(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
  });

  it('passes every check, counting too', async () => {
    const report = await checkReceiver({ url, secret, countUrl: url }, times);
    expect(faultsOf(report)).toEqual([]);
    expect(report).toMatchObject({ nietGetoetst: 0, pasNaHerhaling: 0 });
  });

  const type = (name: string): string => `nl.lerarenregister.${name}.v1`;

  /** The first event of somebody, and what follows it. @returns whom */
  async function tell(...following: readonly Parameters<typeof makeEvent>[0][]): Promise<string> {
    const subject = randomUUID();
    for (const [place, o] of [{}, ...following].entries()) {
      const event = makeEvent({ subject, sequence: String(place + 1).padStart(10, '0'), ...o });
      const body = JSON.stringify(event);
      const headers = sign({ id: event.id, body, secrets: [secret] });
      const { status } = await fetch(url, { method: 'POST', body, headers });
      expect(status).toBe(204);
    }
    return subject;
  }

  function inDatabase(sql: string): unknown[] {
    const database = new DatabaseSync(databaseFile, { readOnly: true });
    const rows = database.prepare(sql).all();
    database.close();
    return rows;
  }

  // Only events told again have no data: the destruction itself, told when it happens, says what it is, and the example
  // kept the person.
  it('keeps nothing of somebody who is destroyed, whichever event tells it', async () => {
    const told = {
      type: type('persoon-vernietigd'),
      data: { voor: { status: 'BEWAARD' }, na: { status: 'VERNIETIGD' } },
    };
    const closing = { type: type('registratie-gewijzigd'), data: { wijzigingen: ['persoon-vernietigd'] } };
    const destructions = [[told, closing], [closing], [{ type: type('persoon-bewaard'), data: {} }]];
    for (const destruction of destructions) await tell(...destruction);
    expect(inDatabase('SELECT * FROM persons')).toEqual([]);
    expect(inDatabase('SELECT count(*) AS count FROM seen')).toEqual([{ count: 7 }]);
  });

  it('goes on with somebody who is kept: that nothing is said of what happens to him is no destruction', async () => {
    const withheld = { type: type('benoeming-gewijzigd'), data: { status: 'BEWAARD' } };
    const subject = await tell(withheld);
    expect(inDatabase('SELECT subject, sequence FROM persons')).toEqual([{ subject, sequence: '0000000002' }]);
  });
});

describe('a receiver without faults', () => {
  it('passes; what it counted is left out when it cannot be asked', async () => {
    expect(faultsOf(await reportOf({}))).toEqual([]);
    const report = await reportOf({}, false);
    expect(faultsOf(report)).toEqual([]);
    expect(report).toMatchObject({ geteld: false, nietGetoetst: 1 });
  });

  it('that recovers from its own fault passes, and is told so', async () => {
    const report = await reportOf({ failsFirst: true });
    expect(faultsOf(report)).toEqual([]);
    expect(report.pasNaHerhaling).toBeGreaterThan(10);
  });
});

describe('a receiver is caught that', () => {
  it.each<[string, Faults, string[]]>([
    [
      'takes everything',
      { verifies: false },
      [
        'FOUTE_HANDTEKENING',
        'GEEN_HANDTEKENING',
        'VERANDERDE_INHOUD',
        'ANDERE_ID',
        'OUDE_TIJD',
        'TOEKOMSTIGE_TIJD',
        'NA_WEIGERING',
      ],
    ],
    ['does not look at the time', { ignoresTime: true }, ['OUDE_TIJD', 'TOEKOMSTIGE_TIJD']],
    ['verifies with the id of the content', { trustsBodyId: true }, ['ANDERE_ID']],
    ['takes what is not signed', { trustsUnsigned: true }, ['GEEN_HANDTEKENING']],
    [
      'looks at the first signature alone',
      { firstSignatureOnly: true },
      ['TWEE_HANDTEKENINGEN', 'ONBEKENDE_HANDTEKENINGSOORT'],
    ],
    ['stumbles over a kind of signature', { choosesUnknownVersion: true }, ['ONBEKENDE_HANDTEKENINGSOORT']],
    ['verifies what it wrote itself', { parsesFirst: true }, ['RUWE_BYTES']],
    ['refuses a repetition', { conflictOnRepeat: true }, ['HERHALING', 'GELIJKTIJDIGE_HERHALING']],
    ['counts repetitions', { countsRepeats: true }, ['HERHALING', 'GELIJKTIJDIGE_HERHALING', 'ALLES_GETELD']],
    ['looks first and counts later', { looksThenCounts: true }, ['GELIJKTIJDIGE_HERHALING', 'ALLES_GETELD']],
    ['remembers before it verifies', { remembersBeforeVerifying: true }, ['NA_WEIGERING', 'ALLES_GETELD']],
    ['takes known types alone', { knownTypesOnly: true }, ['ONBEKENDE_SOORT']],
    ['takes known members alone', { strictMembers: true }, ['ONBEKENDE_VELDEN']],
    ['fails without content', { needsData: true }, ['VERNIETIGD', 'BEWAARD']],
    ['refuses an older event', { refusesOlder: true }, ['VOLGORDE']],
    ['has no room for a large event', { bodyLimit: 100_000 }, ['GROOT']],
    ['has no time for a slow one', { bodyWithinMs: slowMs / 10 }, ['LANGZAAM']],
    ['works on one at a time', { oneAtATime: true }, ['TEGELIJK']],
    ['ends its subscription for a forged event', { statusOfForged: 410 }, ['FOUTE_HANDTEKENING', 'OUDE_TIJD']],
    ['fails on a forged event', { statusOfForged: 500 }, ['FOUTE_HANDTEKENING', 'OUDE_TIJD']],
    ['answers and loses', { losesSome: true }, ['ALLES_GETELD']],
    ['refuses everything', { status: 400 }, ['GOEDE_HANDTEKENING']],
    ['redirects', { status: 302 }, ['GOEDE_HANDTEKENING']],
    ['is gone', { status: 410 }, ['GOEDE_HANDTEKENING']],
  ])('%s', async (_what, faults, expected) => {
    const report = await reportOf(faults);
    expect(faultsOf(report)).toEqual(expect.arrayContaining(expected));
    for (const { uitkomst, bevinding, herstel } of report.toetsen) {
      if (uitkomst === 'FOUT') expect(`${bevinding ?? ''} ${herstel ?? ''}`.length).toBeGreaterThan(40);
    }
  });
});

describe('the command', () => {
  const run = async (...words: string[]) => {
    const lines: string[] = [];
    const write = (line: string): void => void lines.push(line);
    const exitCode = await runCommandLine(['consumer-check', ...words], { log: write, error: write });
    return { exitCode, text: lines.join('\n') };
  };

  it('says in Dutch what is wrong and how it is repaired, with exit code 1', async () => {
    const { url, close } = await startFaultyReceiver(secret, { status: 503 });
    closing.push(close);
    const { exitCode, text } = await run(url.href, '--secret', secret);
    expect(exitCode).toBe(1);
    expect(text).toContain('hij antwoordde met 503');
    expect(text).toContain('Herstel:');
    expect(text).toContain('NIET_GETOETST');
  });

  it('tells a program the same', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'secret-'));
    closing.push(() => {
      rmSync(folder, { recursive: true });
    });
    writeFileSync(path.join(folder, 'secret'), `${secret}\n`);
    const { exitCode, text } = await run('http://127.0.0.1:9/', '--secret-file', path.join(folder, 'secret'), '--json');
    expect(exitCode).toBe(1);
    const report = JSON.parse(text) as CheckReport;
    expect(report.toetsen[0]).toMatchObject({ id: 'GOEDE_HANDTEKENING', uitkomst: 'FOUT' });
  });

  it.each([
    [[]],
    [['http://127.0.0.1:9/']],
    [['geen-adres', '--secret', secret]],
    [['http://127.0.0.1:9/', '--secret', 'geheim']],
    [['http://127.0.0.1:9/', '--secret', secret, '--secret-file', 'x']],
    [['http://127.0.0.1:9/', '--secret-file', '/er/is/niets']],
  ])('is refused as %j with exit code 2', async (words) => {
    expect((await run(...words)).exitCode).toBe(2);
  });
});
