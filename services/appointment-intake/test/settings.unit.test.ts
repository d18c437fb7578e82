import { beforeAll, describe, expect, it } from '@jest/globals';
import { generate } from 'selfsigned';
import { ConfigError, readConfig } from '../../_platform/src/config/read-config.ts';
import { settings } from '../src/app.ts';

const environment = {
  PORT: '0',
  DATABASE_URL: 'postgres://a@127.0.0.1/x',
  KAFKA_BROKERS: '127.0.0.1:9092',
  VAULT_URL: 'http://127.0.0.1:1',
  REGISTER_URL: 'http://127.0.0.1:2',
  INTAKE_CONTENT_KEY: '11'.repeat(32),
  INTAKE_BUNDLE_KEY: '22'.repeat(32),
  INTAKE_WEBHOOK_KEY: '33'.repeat(32),
};

let one: string;
let other: string;

beforeAll(async () => {
  [one, other] = (await Promise.all(
    ['Eerste', 'Tweede'].map(async (value) => (await generate([{ name: 'commonName', value }])).cert.trim()),
  )) as [string, string];
});

function faultsOf(authorities: string): readonly string[] {
  try {
    readConfig(settings, { ...environment, INTAKE_WEBHOOK_AUTHORITIES: authorities });
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

// Went wrong: only the beginning of the first was looked at. With a second one that was cut off the intake started, and
// the receivers of that authority could not be reached.
describe('the authorities of receivers', () => {
  it('are one certificate or several, with or without words between', () => {
    expect(faultsOf(one)).toEqual([]);
    expect(faultsOf(`${one}\n${other}\n`)).toEqual([]);
    expect(faultsOf(`${one}\r\n\r\nsubject=CN = Tweede\r\n${other.replaceAll('\n', '\r\n')}`)).toEqual([]);
  });

  it('are refused at the start when one of them is no certificate, which is told', () => {
    const cutOff = other.split('\n').toSpliced(3, 4).join('\n');
    expect(faultsOf(`${one}\n${cutOff}`)).toEqual(['INTAKE_WEBHOOK_AUTHORITIES: certificate 2 cannot be read']);
    expect(faultsOf(`${one}\n${one}\n${cutOff}\n${other}`)).toEqual([
      'INTAKE_WEBHOOK_AUTHORITIES: certificate 3 cannot be read',
    ]);
  });

  it.each<[string, () => string, string]>([
    ['an end missing', () => `${one.replace(/-----END.*/, '')}\n${other}`, 'certificate 1 has no end'],
    ['the last end missing', () => `${one}\n${other.replace(/\n-----END.*/, '')}`, 'certificate 2 has no end'],
    ['a beginning missing', () => `${one}\n${other.replace(/-----BEGIN.*\n/, '')}`, 'certificate 2 has no beginning'],
    ['an indented beginning', () => `${one}\n  ${other}`, 'certificate 2 has a line that is no certificate'],
    [
      'a key among them',
      () => `${one}\n-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----`,
      'certificate 2 has a line that is no certificate',
    ],
    ['words alone', () => 'geen certificaat', 'holds no certificate'],
  ])('are refused with %s', (_, bundle, fault) => {
    const [told, ...others] = faultsOf(bundle());
    expect(told).toContain(`INTAKE_WEBHOOK_AUTHORITIES: ${fault}`);
    expect(told).not.toMatch(/AAAA|geen/);
    expect(others).toEqual([]);
  });
});
