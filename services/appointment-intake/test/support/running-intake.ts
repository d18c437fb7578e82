import { exportJWK, generateKeyPair } from 'jose';
import { freePort } from '../../../../scripts/stack/free-port.ts';
import { kafkaBrokers } from '../../../../test/support/kafka.ts';
import { patientFetch } from '../../../../test/support/patient-fetch.ts';
import { startServiceUnderTest, type ServiceUnderTest } from '../../../../test/support/service-under-test.ts';
import { readConfig } from '../../../_platform/src/config/read-config.ts';
import { openDatabase, type Database } from '../../../_platform/src/database/database.ts';
import { silentLogger } from '../../../_platform/src/logging/create-logger.ts';
import type { IncomingRecord } from '../../../_platform/src/messaging/messaging.ts';
import { createMetrics } from '../../../_platform/src/metrics/metrics.ts';
import { settings, startIntake } from '../../src/app.ts';
import { checkDescribed } from './described-answer.ts';
import { issuer, startStandIn, type StandIn } from './stand-in.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;

  readonly body: any;
}

/** The whole service on a database and topics of its own, with only what is outside it stood in for. */
export interface RunningIntake {
  readonly url: string;
  readonly outside: StandIn;
  readonly database: Database;
  readonly prefix: string;
  /** Its process, topics and database. */
  readonly service: ServiceUnderTest;
  /** With a token of this OIN, unless headers say otherwise. An answer that the API's description does not have fails. */
  call(method: string, path: string, body?: unknown, o?: CallOptions): Promise<Answer>;
  giveMandate(oin: string, board: string, deliveryPoint: string): Promise<void>;
  /** Ends the connections of the service to its database and refuses new ones, until it is let in again. */
  letDatabaseIn(isThere: boolean): Promise<void>;
  /** Everything that appears on this topic, from its beginning. */
  follow(topic: string): Promise<readonly IncomingRecord[]>;
  /** A second process of the service, on the same database and topics. */
  another(): Promise<{ readonly url: string; stop(): Promise<void> }>;
  stop(): Promise<void>;
}

export interface CallOptions {
  readonly oin?: string;
  readonly token?: string;
  readonly headers?: Record<string, string>;
  /** Sent as it stands instead of JSON of the body. */
  readonly raw?: Buffer;
}

export const supplierOin = '00000001000000000001';

export async function startRunningIntake(): Promise<RunningIntake> {
  const [outside, { privateKey }] = await Promise.all([
    startStandIn(),
    generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true }),
  ]);
  const environment = {
    TOKEN_ISSUER: issuer,
    TOKEN_JWKS_URL: `${outside.url}/jwks`,
    SERVICE_KEY: JSON.stringify(await exportJWK(privateKey)),
    VAULT_URL: outside.url,
    REGISTER_URL: outside.url,
    INTAKE_CONTENT_KEY: '11'.repeat(32),
    INTAKE_BUNDLE_KEY: '22'.repeat(32),
    INTAKE_WEBHOOK_KEY: '33'.repeat(32),
  };
  const service = await startServiceUnderTest({
    name: 'appointment-intake',
    settings,
    start: startIntake,
    environment,
  });
  const { url, prefix, database: own } = service;
  const database = openDatabase({ url: own.url, applicationName: 'test' });
  const tokens = new Map<string, Promise<string>>();
  const tokenOf = (oin: string) => {
    const token = tokens.get(oin) ?? outside.tokenFor({ oin });
    tokens.set(oin, token);
    return token;
  };

  return {
    url,
    outside,
    database,
    prefix,
    service,
    call: async (method, path, body, o = {}) => {
      const sent = o.raw ?? (body === undefined ? null : JSON.stringify(body));
      const response = await patientFetch(url + path, {
        method,
        headers: {
          ...(sent === null ? {} : { 'content-type': 'application/json' }),
          authorization: `Bearer ${o.token ?? (await tokenOf(o.oin ?? supplierOin))}`,
          ...o.headers,
        },
        body: sent,
      });
      const text = await response.text();
      const answer = {
        status: response.status,
        headers: response.headers,
        body: text === '' ? undefined : JSON.parse(text),
      };
      checkDescribed(method, url + path, answer);
      return answer;
    },
    giveMandate: async (oin, board, deliveryPoint) => {
      const token = await outside.tokenFor({}, { scope: 'beheer' });
      const path = `${url}/v1/mandaten/${oin}/${board}/${deliveryPoint}`;
      const response = await patientFetch(path, { method: 'PUT', headers: { authorization: `Bearer ${token}` } });
      if (response.status !== 204) throw new Error(`mandate: ${response.status} ${await response.text()}`);
    },
    letDatabaseIn: async (isThere) => {
      const { pathname, href } = new URL(own.adminUrl);
      const name = pathname.slice(1);
      const admin = openDatabase({ url: href.replace(pathname, '/postgres'), applicationName: 'test' });
      await admin.query(`alter database ${name} allow_connections ${isThere}`);
      if (!isThere) {
        await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
      }
      await admin.close();
    },
    follow: service.follow,
    another: async () => {
      const port = await freePort();
      const name = 'appointment-intake';
      const second = await startIntake({
        name,
        version: '1.0.0',
        instance: `${name}-second`,
        config: readConfig(settings, {
          PORT: `${port}`,
          DATABASE_URL: own.url,
          KAFKA_BROKERS: kafkaBrokers().join(','),
          KAFKA_PREFIX: prefix,
          ...environment,
        }),
        log: silentLogger,
        metrics: createMetrics({ service: name }),
      });
      return { url: `http://127.0.0.1:${port}`, stop: () => second.stop(9_000) };
    },
    stop: async () => {
      await database.close();
      await service.close();
      await outside.close();
    },
  };
}
