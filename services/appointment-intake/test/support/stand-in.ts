import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { PersonAnswer } from '../../src/domain/judge-person.ts';
import type { Opdracht } from '../../../../schemas/message-book/v1/generated.ts';
import type { TrialOutcome } from '../../src/intake/ask-register.ts';
import type { VaultQuestion } from '../../src/intake/ask-vault.ts';
import type { PersonAtHandOver } from '../../src/messages/hand-over.ts';

/**
 * What lies outside this service over HTTP: the vault, and the issuer of suppliers' tokens. The vault recognises
 * everybody, each number as a person of its own, unless a test says otherwise.
 */
export interface StandIn {
  readonly url: string;
  /** Every call to the vault, the questions of each. */
  readonly vaultCalls: VaultQuestion[][];
  answer: (question: VaultQuestion) => PersonAnswer;
  /** Numbers that were looked up for records 4, and what each gives. */
  readonly lookedUp: string[];
  registerIdOf: (number: string) => string | null;
  /** What is filled in at hand-over. */
  numbersOf: (registerId: string) => PersonAtHandOver;
  /** Of those, the ones on trial. */
  readonly trialCalls: VaultQuestion[][];
  /** What the register is asked in a simulation, and answers. */
  readonly simulated: Opdracht[];
  outcome: (command: Opdracht) => TrialOutcome;
  registerIsDown: boolean;
  vaultIsDown: boolean;
  /** Happens while the vault is asked, before it answers. */
  meanwhile: () => Promise<void>;
  tokenFor(claims: Record<string, unknown>, o?: { audience?: string; scope?: string }): Promise<string>;
  close(): Promise<void>;
}

export const issuer = 'urn:test:issuer';

export function recognised(question: VaultQuestion): PersonAnswer {
  return {
    registratieId: registerIdOf(question.burgerservicenummer),
    aowBereikt: false,
    brpGekoppeld: true,
    signalen: [],
  };
}

export function registerIdOf(number: string): string {
  return `00000000-0000-4000-8000-000${number}`;
}

export function numbersOf(registratieId: string): PersonAtHandOver {
  return { registratieId, burgerservicenummer: registratieId.slice(-9) };
}

export function taken(): TrialOutcome {
  return {
    terugkoppeling: { berichtsoort: 'TERUGKOPPELING_BENOEMING', inhoud: { registratieplekken: [] } },
    gebeurtenissen: [{ type: 'benoeming-geregistreerd', data: {} }],
  };
}

const nothing = () => Promise.resolve();

export async function startStandIn(): Promise<StandIn> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'test', alg: 'EdDSA' }] };
  const state = {
    answer: recognised,
    vaultIsDown: false,
    meanwhile: nothing,
    vaultCalls: [] as VaultQuestion[][],
    lookedUp: [] as string[],
    registerIdOf: registerIdOf as StandIn['registerIdOf'],
    numbersOf,
    trialCalls: [] as VaultQuestion[][],
    simulated: [] as Opdracht[],
    outcome: taken as StandIn['outcome'],
    registerIsDown: false,
  };

  const server = createServer((request, response) => {
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    if (request.url === '/jwks') {
      send(200, keys);
      return;
    }
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (request.url === '/v1/simulaties') {
        const { opdrachten } = JSON.parse(Buffer.concat(chunks).toString()) as { opdrachten: Opdracht[] };
        state.simulated.push(...opdrachten);
        if (state.registerIsDown) send(503, { type: 'urn:lrr:probleem:even-niet-beschikbaar' });
        else send(200, { uitkomsten: opdrachten.map((command) => state.outcome(command)) });
        return;
      }
      if (state.vaultIsDown) {
        send(503, { type: 'urn:lrr:probleem:even-niet-beschikbaar' });
        return;
      }
      if (request.url === '/v1/personen/opzoeken') {
        const asked = JSON.parse(Buffer.concat(chunks).toString()) as { burgerservicenummers: string[] };
        state.lookedUp.push(...asked.burgerservicenummers);
        send(200, { registratieIds: asked.burgerservicenummers.map((number) => state.registerIdOf(number)) });
        return;
      }
      if (request.url === '/v1/personen/nummers') {
        const asked = JSON.parse(Buffer.concat(chunks).toString()) as { registratieIds: string[] };
        send(200, { personen: asked.registratieIds.map((id) => state.numbersOf(id)) });
        return;
      }
      const { personen, proef } = JSON.parse(Buffer.concat(chunks).toString()) as {
        personen: VaultQuestion[];
        proef?: boolean;
      };
      state.vaultCalls.push(personen);
      if (proef === true) state.trialCalls.push(personen);
      void state.meanwhile().then(() => {
        send(200, { uitkomsten: personen.map((question) => state.answer(question)) });
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  return Object.assign(state, {
    url: `http://127.0.0.1:${port}`,
    tokenFor: (claims: Record<string, unknown>, o: { audience?: string; scope?: string } = {}) =>
      new SignJWT({ scope: o.scope ?? 'aanleveren', ...claims })
        .setProtectedHeader({ alg: 'EdDSA', kid: 'test', typ: 'at+jwt' })
        .setIssuer(issuer)
        .setSubject('test')
        .setAudience(o.audience ?? 'urn:lrr:aanlevering')
        .setIssuedAt()
        .setExpirationTime('10m')
        .sign(privateKey),
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  });
}
