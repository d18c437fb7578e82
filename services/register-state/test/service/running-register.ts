import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Opdracht } from '../../../../schemas/message-book/v1/generated.ts';
import type { TestDatabase } from '../../../../test/support/databases.ts';
import { eventually } from '../../../../test/support/eventually.ts';
import { patientFetch } from '../../../../test/support/patient-fetch.ts';
import { startServiceUnderTest } from '../../../../test/support/service-under-test.ts';
import { dayOf } from '../../../_platform/src/clock/amsterdam.ts';
import { openDatabase } from '../../../_platform/src/database/database.ts';
import { createServiceTokens } from '../../../_platform/src/http/service-tokens.ts';
import { SANDBOX_ISSUER } from '../../../_platform/src/http/tokens-from-config.ts';
import type { Messaging, Publisher } from '../../../_platform/src/messaging/messaging.ts';
import { signToken, testKey } from '../../../_platform/test/http/fixture.ts';
import type { TestKey } from '../../../_platform/test/http/fixture.ts';
import { settings, startRegisterState } from '../../src/app.ts';
import { outgoingCommand } from '../consume/outgoing-command.ts';

/** The real service on a real broker and database; the test is its issuer of tokens and says what day it is. */
export interface RunningRegister {
  readonly database: TestDatabase;
  readonly messaging: Messaging;
  readonly publisher: Publisher;
  readonly logged: () => string;
  /** Moves the pretend date; the service notices by itself. */
  setDay(day: string): void;
  call(method: string, path: string, o?: CallOptions): Promise<Answer>;
  /** Publishes commands as their senders do. */
  send(...commands: Opdracht[]): Promise<void>;
  /** The same, and waits until each is applied. */
  deliver(...commands: Opdracht[]): Promise<void>;
  stop(): Promise<void>;
  /** Stops the process' worth of service and starts it anew on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface CallOptions {
  /** Claims of a token for urn:lrr:register, or none at all. */
  readonly as?: Readonly<Record<string, unknown>>;
  readonly audience?: string;
  /** Of the token: seconds from now. */
  readonly expiresIn?: number;
  /** Another issuer's token, with the claims and the name of ours. */
  readonly forged?: boolean;
  /** The call is made by this service, with its own token. */
  readonly service?: 'appointment-intake' | 'portfolio-storage';
  readonly body?: unknown;
  readonly prefer?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // What came back is judged by the test.
  readonly body: any;
}

/**
 * @param o.environment further settings
 * @param o.turnsFirstDay as a first start does. Left out, the turn of this day counts as sent: what the test delivers is
 *   recorded when it says it was received, and not at a turn that may or may not have come before it
 */
export async function startRegister(
  day: string,
  o: { readonly environment?: Readonly<Record<string, string>>; readonly turnsFirstDay?: boolean } = {},
): Promise<RunningRegister> {
  const issuer = await testKey('EdDSA', 'issuer');
  const own = await testKey('EdDSA', 'register-state');
  const callers = new Map(
    await Promise.all(
      (['appointment-intake', 'portfolio-storage'] as const).map(
        async (name) => [name, await testKey('EdDSA', name)] as const,
      ),
    ),
  );
  const sandbox = await startDateAndKeys(issuer, day);
  const service = await startServiceUnderTest({
    name: 'register-state',
    settings,
    start: startRegisterState,
    environment: {
      SANDBOX_URL: sandbox.url,
      SERVICE_KEY: JSON.stringify(own.privateJwk),
      SERVICE_KEYS: JSON.stringify({ keys: [...callers.values()].map(({ publicKey }) => publicKey) }),
      REGISTER_PSEUDONYM_KEY: 'ab'.repeat(32),
      REGISTER_WEBHOOK_KEY: 'cd'.repeat(32),
      ...o.environment,
    },
    prepare: async ({ adminUrl }) => {
      if (o.turnsFirstDay === true) return;
      const owner = openDatabase({ url: adminUrl, applicationName: 'test', poolSize: 1 });
      await owner.query('INSERT INTO day_clock (last_day) VALUES ($1::date)', [day]);
      await owner.close();
    },
  });
  const { url, database, messaging, publisher, logged, restart } = service;
  const log = openDatabase({ url: database.adminUrl, applicationName: 'test', poolSize: 1 });
  const send = (commands: readonly Opdracht[]): Promise<unknown> => publisher.publish(commands.map(outgoingCommand));
  const forger = await testKey('EdDSA', 'issuer');
  const tokenFor = async (call: CallOptions) => {
    const { as, audience = 'urn:lrr:register', service: name, expiresIn = 60, forged = false } = call;
    const key = name === undefined ? undefined : callers.get(name);
    if (name !== undefined && key !== undefined) {
      return createServiceTokens({ service: name, key: key.privateJwk }).tokenFor();
    }
    if (as === undefined) return undefined;
    return signToken(forged ? forger : issuer, { issuer: SANDBOX_ISSUER, audience, claims: as, expiresIn });
  };
  return {
    database,
    messaging,
    publisher,
    logged,
    setDay: sandbox.setDay,
    call: async (method, path, options = {}) => {
      const { body, prefer, headers } = options;
      const token = await tokenFor(options);
      const answer = await patientFetch(`${url}${path}`, {
        method,
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(prefer === undefined ? {} : { prefer }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: answer.status, headers: answer.headers, body: await answer.json().catch(() => undefined) };
    },
    send: async (...commands) => {
      await send(commands);
    },
    deliver: async (...commands) => {
      await send(commands);
      const ids = [...new Set(commands.map(({ id }) => id))];
      await eventually(
        async () => {
          const { rows } = await log.query('SELECT FROM command_log WHERE id = ANY ($1::uuid[])', [ids]);
          return rows.length === ids.length ? true : undefined;
        },
        { withinMs: 30_000, what: `${ids.length} applied commands` },
      );
    },
    stop: service.stopService,
    restart,
    close: async () => {
      await log.close();
      await service.close();
      sandbox.close();
    },
  };
}

/** Claims of the two who see what is their own. */
export const asTeacher = (registratieId: string) => ({ rol: 'LERAAR', registratieId });
export const asBoard = (bevoegdGezagNummer: string) => ({ rol: 'BESTUUR', bevoegdGezagNummer });

/** What the service asks of the sandbox: the date and the keys that tokens are signed with. */
async function startDateAndKeys(issuer: TestKey, firstDay: string) {
  let day = firstDay;
  const server = createServer((request, response) => {
    const answer =
      request.url === '/datum' ? { datum: day, werkelijkeDatum: dayOf(new Date()) } : { keys: [issuer.publicKey] };
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    setDay: (next: string): void => {
      day = next;
    },
    close: (): void => {
      server.close();
      server.closeAllConnections();
    },
  };
}
