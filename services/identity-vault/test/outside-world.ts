import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWK } from 'jose';

export interface BrpRecord {
  burgerservicenummer: string;
  geboortedatum: string;
  geslacht: 'M' | 'V' | 'O';
  geslachtsnaam: string;
  voornamen: string;
  voorvoegsel?: string;
  overlijdensdatum?: string;
  vorigBurgerservicenummer?: string;
  geheim?: boolean;
}

/** A real HTTP server that plays the BRP, the diploma register, the token issuer and the clock, as the sandbox does, and intake. */
export interface OutsideWorld {
  readonly url: string;
  readonly persons: Map<string, BrpRecord>;
  readonly diplomas: Map<string, object[]>;
  readonly away: Set<'brp' | 'diplomaregister' | 'intake' | 'register'>;
  /** Receipts of records that the register has not answered. */
  readonly unanswered: Set<string>;
  /** Numbers in each question to the BRP. */
  readonly brpQuestions: string[][];
  readonly diplomaQuestions: string[];
  date: string;
  close(): void;
}

export async function startOutsideWorld(issuerKey?: JWK): Promise<OutsideWorld> {
  const server = createServer((request, response) => {
    void readBody(request).then((body) => {
      const [status, content] = answer(world, issuerKey, request.url ?? '', body);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const world: OutsideWorld = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    persons: new Map(),
    diplomas: new Map(),
    away: new Set(),
    unanswered: new Set(),
    brpQuestions: [],
    diplomaQuestions: [],
    date: '2020-09-01',
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return world;
}

function answer(world: OutsideWorld, issuerKey: JWK | undefined, url: string, body: unknown): [number, unknown] {
  if (url === '/.well-known/jwks.json') return [200, { keys: [issuerKey] }];
  if (url === '/datum') return [200, { datum: world.date }];
  if (url === '/brp/personen/raadplegen') {
    const { burgerservicenummers } = body as { burgerservicenummers: string[] };
    world.brpQuestions.push(burgerservicenummers);
    if (world.away.has('brp')) return [503, {}];
    return [200, { personen: burgerservicenummers.flatMap((number) => personOf(world, number) ?? []) }];
  }
  if (url.startsWith('/beheer/v1/onbeantwoord')) {
    if (world.away.has('intake')) return [503, {}];
    return [200, { berichten: [...world.unanswered].map((ontvangstId) => ({ ontvangstId })) }];
  }
  if (url.startsWith('/diplomaregister/personen/')) {
    const number = url.slice(-9);
    world.diplomaQuestions.push(number);
    if (world.away.has('diplomaregister')) return [503, {}];
    const diplomas = world.diplomas.get(number);
    return diplomas === undefined ? [404, {}] : [200, { burgerservicenummer: number, diplomas }];
  }
  return [404, {}];
}

/** Somebody whose number was replaced is found under both. */
function personOf(world: OutsideWorld, number: string): BrpRecord | undefined {
  const successor = [...world.persons.values()].find((person) => person.vorigBurgerservicenummer === number);
  return successor ?? world.persons.get(number);
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? undefined : JSON.parse(Buffer.concat(chunks).toString('utf8'));
}
