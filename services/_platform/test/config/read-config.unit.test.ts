import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { platformSettings } from '../../src/config/platform-settings.ts';
import { ConfigError, printableConfig, readConfig } from '../../src/config/read-config.ts';
import { commaList, hexKey, integer, listOf, optional, text, url } from '../../src/config/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'config-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const settings = {
  PORT: integer({ minimum: 0, maximum: 65_535 }),
  NAME: text({ default: 'x' }),
  PREFIX: text({ default: '' }),
  VAULT_URL: url(),
  KEY: hexKey(4),
  BROKERS: commaList(),
  EXTRA: optional(text()),
};
const good = { PORT: '80', VAULT_URL: 'http://127.0.0.1:1', KEY: 'deadbeef', BROKERS: 'a:1,b:2' };

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(settings, environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('reads typed values and defaults', () => {
    const config = readConfig(settings, { ...good, OTHER: 'y' });
    const port: number = config.PORT;
    expect(port).toBe(80);
    expect(config).toEqual({ ...good, PORT: 80, NAME: 'x', PREFIX: '' });
    expect(listOf(config.BROKERS)).toEqual(['a:1', 'b:2']);
  });

  it('names every fault at once, without values', () => {
    const faults = faultsOf({ PORT: '99999', VAULT_URL: 'geheim://x', KEY: 'kort', NAME: '' });
    expect(faults.map((fault) => fault.split(':')[0])).toEqual(['BROKERS', 'KEY', 'PORT', 'VAULT_URL']);
    expect(faults.join()).not.toMatch(/geheim|kort|99999/);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(faultsOf({ ...good, KEY: '' })).toEqual(['KEY: is missing']);
    expect(readConfig(settings, { ...good, EXTRA: '' }).EXTRA).toBeUndefined();
    expect(readConfig(settings, { ...good, PREFIX: '' }).PREFIX).toBe('');
  });

  it('reads NAME from the file NAME_FILE', () => {
    const file = join(folder, 'key');
    writeFileSync(file, 'cafebabe\n');
    const { KEY: _key, ...others } = good;
    expect(readConfig(settings, { ...others, KEY_FILE: file }).KEY).toBe('cafebabe');
    expect(faultsOf({ ...good, KEY_FILE: file })[0]).toContain('given twice');
    expect(faultsOf({ ...others, KEY_FILE: join(folder, 'none') })).toContain('KEY_FILE: the file cannot be read');
  });

  it('shows no secret', () => {
    const shown = printableConfig(
      { ...settings, DATABASE: text() },
      { ...readConfig(settings, good), DATABASE: 'postgres://app:geheim@host/db' },
    );
    expect(shown).toMatchObject({
      PORT: 80,
      KEY: '(secret)',
      EXTRA: '(not set)',
      DATABASE: 'postgres://app:…@host/db',
    });
  });

  it('knows the variables of every service', () => {
    const config = readConfig(platformSettings, {
      PORT: '0',
      DATABASE_URL: 'postgres://a@127.0.0.1/x',
      KAFKA_BROKERS: '127.0.0.1:9092',
      SANDBOX_URL: 'http://127.0.0.1:7110',
    });
    expect(config).toMatchObject({ HOST: '127.0.0.1', KAFKA_PREFIX: '', NODE_ENV: 'development' });
  });
});
