import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { runCommandLine } from '../lrr/run-command-line.ts';

interface Asked {
  readonly call: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** One HTTP server plays every service: it answers what the test put down for a call, 404 otherwise. */
const answers = new Map<string, { status?: number; body: unknown }>();
const asked: Asked[] = [];
let folder: string;
let endpoints: string;

const server = createServer((request, response) => {
  void (async () => {
    const call = `${request.method ?? ''} ${request.url ?? ''}`;
    asked.push({
      call,
      authorization: request.headers.authorization,
      body: JSON.parse((await textOf(request)) || 'null'),
    });
    const { status = 200, body } = answers.get(call) ?? {
      status: 404,
      body: { type: 'urn:lrr:probleem:niet-gevonden' },
    };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  })();
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = mkdtempSync(path.join(tmpdir(), 'lrr-'));
  endpoints = path.join(folder, 'endpoints.json');
  const services = ['intake', 'register', 'portfolio', 'matching', 'vault', 'sandbox'];
  writeFileSync(endpoints, JSON.stringify(Object.fromEntries(services.map((service) => [service, url]))));
});

beforeEach(() => {
  asked.length = 0;
  answers.clear();
  answers.set('POST /tokens', { body: { token: 'een.token.hier' } });
});

afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

interface Run {
  readonly code: number;
  readonly out: string;
  readonly errors: string;
}

async function lrr(words: readonly string[], file = endpoints): Promise<Run> {
  let [out, errors] = ['', ''];
  const terminal = { log: (line: string) => (out += `${line}\n`), error: (line: string) => (errors += `${line}\n`) };
  const code = await runCommandLine(words, terminal, file);
  return { code, out, errors };
}

const parked = {
  id: '12',
  consument: 'register-state',
  topic: 'lrr.opdracht.v1',
  partitie: 3,
  offset: 40,
  reden: 'SCHEMA',
  geparkeerdOp: '2019-03-01T09:12:44.120Z',
  wachtAchter: null,
  pogingen: 1,
  toestand: 'OPEN',
};

describe('the exit code', () => {
  it.each<[string, string[]]>([
    ['an unknown command', ['vlieg']],
    ['an unknown option', ['status', '--snel']],
    ['a token without audience', ['token']],
    ['a parked message without its service', ['parked', 'show', '12']],
    ['a service that is not there', ['parked', 'show', 'kelder:12']],
    ['a file that is not there', ['deliver', '/bestaat/niet']],
  ])('is 2 for %s', async (_, words) => {
    const { code, errors } = await lrr(words);
    expect({ code, isTold: errors.length > 0 }).toEqual({ code: 2, isTold: true });
    expect(asked).toEqual([]);
  });

  it('is 1 when there is no platform', async () => {
    const { code, errors } = await lrr(['status'], path.join(folder, 'nergens.json'));
    expect(code).toBe(1);
    expect(errors).toContain('npm start');
  });

  it('is 3 when the platform refuses', async () => {
    const { code, errors } = await lrr(['parked', 'show', 'register:12', '--json']);
    expect(code).toBe(3);
    expect(JSON.parse(errors)).toMatchObject({ exitCode: 3 });
  });

  it('comes with what the platform says, before the whole answer', async () => {
    const body = { title: 'Niet gevonden', detail: 'Dit geparkeerde bericht is er niet.' };
    answers.set('GET /beheer/v1/geparkeerd/12', { status: 404, body });
    const { errors } = await lrr(['parked', 'show', 'register:12']);
    expect(errors).toMatch(/^Dit geparkeerde bericht is er niet\.\nGET .*\/12 answered 404: \{/);
  });

  it('is 0 for help, of the whole and of a command', async () => {
    expect((await lrr([])).out).toContain('parked redrive');
    expect((await lrr(['deliver', '--help'])).out).toContain('FILE');
    expect((await lrr(['help', 'parked', 'redrive'])).out).toBe((await lrr(['parked', 'redrive', '--help'])).out);
  });

  // They were no commands, so whoever asked for their help was told that there is no command --help.
  it.each([[['kit', '--help']], [['help', 'kit']]])(
    'is 0 for help of commands that belong together: %j',
    async (words) => {
      const { code, out } = await lrr(words);
      expect(code).toBe(0);
      expect(out).toMatch(/kit plan .*\n +kit play /);
      expect(out).not.toContain('parked');
    },
  );

  it('is 2 for half a command, and for help of one that is not there', async () => {
    const half = await lrr(['kit']);
    expect(half).toMatchObject({ code: 2, out: '' });
    expect(half.errors).toMatch(/no command kit\.[^]*kit plan/);
    expect(half.errors).not.toContain('parked');
    expect(await lrr(['help', 'vlieg'])).toMatchObject({ code: 2, out: '' });
  });
});

describe('token', () => {
  it('asks the sandbox with audience, scopes and claims, and prints the token alone', async () => {
    const words = [
      'token',
      '--audience',
      'urn:lrr:register',
      '--scope',
      'a',
      '--scope',
      'b',
      '--claim',
      'nummer=01234',
    ];
    expect(await lrr(words)).toMatchObject({ code: 0, out: 'een.token.hier\n' });
    expect(asked[0]?.body).toEqual({ audience: 'urn:lrr:register', scope: ['a', 'b'], claims: { nummer: '01234' } });
  });
});

describe('parked', () => {
  it('lists the messages of all services, as operator', async () => {
    answers.set('GET /beheer/v1/geparkeerd?maxAantal=500&toestand=OPEN', { body: { berichten: [parked] } });
    const { code, out } = await lrr(['parked', 'list', '--json']);
    expect(code).toBe(0);
    const { berichten } = JSON.parse(out) as { berichten: { dienst: string; id: string }[] };
    expect(berichten.map(({ dienst, id }) => `${dienst}:${id}`)).toContain('register:12');
    expect(asked.find(({ call }) => call.startsWith('GET'))?.authorization).toBe('Bearer een.token.hier');
    expect((await lrr(['parked', 'list', '--service', 'register'])).out).toContain('lrr.opdracht.v1/3@40');
  });

  it.each([
    [{ uitkomst: 'VERWERKT', verwerkt: 3, wachtNog: 0 }, 0, 'Processed: 3'],
    [{ uitkomst: 'OPNIEUW_GEPARKEERD', reden: 'SCHEMA', pogingen: 2 }, 3, 'Parked again: SCHEMA'],
    [{ uitkomst: 'WACHT', wachtAchter: '11' }, 3, 'register:11'],
    [{ uitkomst: 'AL_VERWERKT', toestand: 'VERWERKT' }, 0, 'It was processed already.'],
    [{ uitkomst: 'AL_VERWERKT', toestand: 'TERZIJDE' }, 1, 'Not redriven: it was set aside before.'],
    [{ uitkomst: 'AL_VERWERKT', toestand: 'AFGEKEURD' }, 1, 'Not redriven: it was rejected before'],
  ])('redrive tells what became of it: %j', async (body, code, text) => {
    answers.set('POST /beheer/v1/geparkeerd/12/opnieuw', { body });
    const run = await lrr(['parked', 'redrive', 'register:12']);
    expect(run.code).toBe(code);
    expect(run.out).toContain(text);
  });
});

describe('parked set-aside', () => {
  it.each([
    [{ uitkomst: 'TERZIJDE', verwerkt: 2, wachtNog: 1 }, 0, 'Still waiting: 1'],
    [{ uitkomst: 'NIET_TOEGESTAAN' }, 3, 'Refused'],
    [{ uitkomst: 'WACHT', wachtAchter: '11' }, 3, 'register:11'],
    [{ uitkomst: 'AL_VERWERKT', toestand: 'TERZIJDE' }, 0, 'It was set aside before.'],
    [{ uitkomst: 'AL_VERWERKT', toestand: 'VERWERKT' }, 1, 'Not set aside: it was processed already.'],
    [{ uitkomst: 'AL_VERWERKT', toestand: 'AFGEKEURD' }, 1, 'Not set aside: it was rejected before'],
  ])('tells what became of it: %j', async (body, code, text) => {
    answers.set('POST /beheer/v1/geparkeerd/12/terzijde', { body });
    const run = await lrr(['parked', 'set-aside', 'register:12', '--reason', 'dubbel aangeleverd']);
    expect(run.code).toBe(code);
    expect(run.out).toContain(text);
  });

  it('asks for a reason before anything else', async () => {
    const run = await lrr(['parked', 'set-aside', 'register:12']);
    expect(run.code).toBe(2);
    expect(asked).toEqual([]);
  });
});

describe('parked reject', () => {
  it.each([
    [{ uitkomst: 'AFGEKEURD', verwerkt: 1, wachtNog: 0 }, 0, 'its sender is told'],
    [{ uitkomst: 'NIET_TOEGESTAAN' }, 3, 'Set it aside'],
    [{ uitkomst: 'TEKST_GEWEIGERD' }, 3, 'citizen number'],
    // Went wrong: exit code 0 and "closed already", as if the sender had been told.
    [
      { uitkomst: 'AL_VERWERKT', toestand: 'VERWERKT' },
      1,
      'Not rejected, and nothing was sent: it was processed already.',
    ],
    [
      { uitkomst: 'AL_VERWERKT', toestand: 'TERZIJDE' },
      1,
      'Not rejected, and nothing was sent: it was set aside before.',
    ],
    [{ uitkomst: 'AL_VERWERKT', toestand: 'AFGEKEURD' }, 0, 'Nothing was sent now: it was rejected before'],
  ])('tells what became of it: %j', async (body, code, text) => {
    answers.set('POST /beheer/v1/geparkeerd/12/afkeuren', { body });
    const words = ['--reason', 'onleesbaar', '--tell', 'Lever opnieuw aan.'];
    const run = await lrr(['parked', 'reject', 'register:12', ...words]);
    expect(run.code).toBe(code);
    expect(run.out).toContain(text);
  });

  it('asks what the sender will read before anything else', async () => {
    const run = await lrr(['parked', 'reject', 'register:12', '--reason', 'onleesbaar']);
    expect(run.code).toBe(2);
    expect(asked).toEqual([]);
  });
});

describe('deliver', () => {
  // The summary once showed the text of the list, with {bevoegd_gezag} and {aanleverpunt} still in it.
  describe('shows what the service says', () => {
    const kop = { oinVerzender: '00000001234567890000' };
    const text = (board: string): string =>
      `De afzender heeft geen machtiging voor bestuur ${board} en aanleverpunt 01.`;
    const answer = (...texts: string[]): void => {
      const receipts = texts.map((tekst) => ({
        statusMelding: 'A',
        signalen: [{ code: '366', ernst: 'A', veld: '/kop/aanleverpuntnummer', tekst }],
      }));
      answers.set('POST /v1/leveringen', { status: 202, body: { ontvangstbevestigingen: receipts } });
    };
    let file: string;

    beforeAll(() => {
      file = path.join(folder, 'een-bericht.json');
      writeFileSync(file, JSON.stringify({ kop }));
    });

    it('once when it says the same of every record, with how to repair it', async () => {
      answer(text('10001'), text('10001'));
      const { out } = await lrr(['deliver', file]);
      expect(out).toMatch(
        /366 +rejection +2 +De afzender .* bestuur 10001 en aanleverpunt 01\. Controleer bestuursnummer/,
      );
    });

    it('the first as an instance when it differs from record to record', async () => {
      answer(text('10001'), text('10002'), text('10001'));
      const { out } = await lrr(['deliver', file]);
      expect(out).toMatch(/366 +rejection +3 +\(1 of 2 texts\) De afzender .* bestuur 10001 /);
      expect(out).not.toContain('10002');
    });
  });

  it('posts the records and counts the receipts by signal', async () => {
    const file = path.join(folder, 'levering.ndjson');
    const record = { kop: { oinVerzender: '00000001234567890000' } };
    writeFileSync(file, [record, record, record].map((line) => JSON.stringify(line)).join('\n'));
    const signal = { code: '603', ernst: 'A', veld: '/benoeming', tekst: 'Er ontbreekt iets.' };
    const receipt = {
      ontvangstId: 'x',
      statusMelding: 'B',
      signalen: [],
      datumTijdOntvangst: '2019-03-01T09:12:44.120Z',
    };
    answers.set('POST /v1/leveringen', {
      status: 202,
      body: {
        leveringId: 'x',
        ontvangstbevestigingen: [receipt, receipt, { ...receipt, statusMelding: 'A', signalen: [signal, signal] }],
      },
    });
    const { code, out } = await lrr(['deliver', file]);
    expect(code).toBe(3);
    expect(out).toContain('3 records delivered: 2 taken in, 1 rejected.');
    expect(out).toMatch(/603 +rejection +1 /);
    expect(asked.map(({ call }) => call)).toEqual(['POST /tokens', 'POST /v1/leveringen']);
    expect(asked[0]?.body).toMatchObject({ scope: ['aanleveren'], claims: { oin: '00000001234567890000' } });
  });
});

// One teacher who was not delivered yet kept the events of all others from being played; and a name that changed before
// its teacher was known never led to record 15.
describe('kit events', () => {
  const event = { gebeurt: 'Er gebeurt iets.', burgerservicenummer: '999990019', benoemingvolgnummer: '1', naStap: 0 };
  const scenarios = [
    { id: 'correctieverzoek', bestuur: '10001', gebeurtenis: { ...event, soort: 'CORRECTIEVERZOEK' } },
    { id: 'naamswijziging', bestuur: '10001', gebeurtenis: { ...event, soort: 'NAAM_GEWIJZIGD', persoon: {} } },
  ];
  let plan: string;

  beforeAll(() => {
    plan = path.join(folder, 'plan.json');
    writeFileSync(plan, JSON.stringify({ soort: 'LRR_KIT_PLAN', scenarios }));
  });

  it('changes nothing about a teacher who is not known yet, and says what to do first', async () => {
    const { code, out } = await lrr(['kit', 'events', '--plan', plan]);
    expect(code).toBe(1);
    expect(asked.map(({ call }) => call)).toEqual(['POST /herkennen', 'POST /herkennen']);
    expect(out).toMatch(/correctieverzoek: nog niet.*\nnaamswijziging: nog niet.*999990019.*Lever/);
  });

  it('plays each that can be played', async () => {
    answers.set('POST /herkennen', { body: { registratieId: 'r' } });
    answers.set('POST /brp/personen', { body: {} });
    answers.set('POST /v1/registraties/r/correcties', { status: 202, body: {} });
    const { code, out } = await lrr(['kit', 'events', '--plan', plan]);
    expect({ code, out }).toEqual({
      code: 0,
      out: 'correctieverzoek: Er gebeurt iets.\nnaamswijziging: Er gebeurt iets.\n',
    });
  });
});

describe('status', () => {
  const well = {
    naam: 'x',
    partities: [{ topic: 't', partitie: 0, achterstand: 5, achterstandMs: 61_000, toestand: 'LOOPT' }],
  };
  const standing = (consumer: object): void => {
    answers.set('GET /health/ready', { body: {} });
    answers.set('GET /beheer/v1/consumenten', { body: { consumenten: [consumer] } });
    answers.set('GET /beheer/v1/uitgaand', {
      body: {
        uitgaand: [{ naam: 'o', aantal: 2, oudsteMs: 1 }],
        doorgevers: [{ naam: 'r', partities: [{ partitie: 0, achterstand: 1 }] }],
      },
    });
    answers.set('GET /beheer/v1/geparkeerd?toestand=OPEN&maxAantal=500', { body: { berichten: [parked] } });
  };

  it('shows lag in records and time, what waits to go out and what is parked', async () => {
    standing(well);
    const { code, out } = await lrr(['status']);
    expect(code).toBe(0);
    expect(out).toMatch(/register +yes +3 +1/);
    expect(out).toMatch(/x +1 +5 +61 s +LOOPT/);
  });

  it('is not well when a partition stopped by itself', async () => {
    standing({ ...well, partities: [{ ...well.partities[0], toestand: 'GESTOPT', reden: 'POSITION_LOST' }] });
    const { code, out } = await lrr(['status']);
    expect(code).toBe(1);
    expect(out).toContain('GESTOPT POSITION_LOST');
  });
});
