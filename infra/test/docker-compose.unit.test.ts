import { describe, expect, it } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { inProject } from '../../scripts/stack/project-paths.ts';
import { serviceCatalogue } from '../../scripts/stack/service-catalogue.ts';
import { serverSettings } from '../postgres/server-settings.ts';

/** Only what needs no Docker engine: that the file is valid and says the same as the start script. */
describe('docker-compose.yml', () => {
  const text = readFileSync(inProject('docker-compose.yml'), 'utf8');

  it('runs every service of the catalogue on its usual port', () => {
    for (const { name, preferredPort, folder } of serviceCatalogue) {
      const [, entry] = new RegExp(`\\n  ${name}:\\n((?: {4}.*\\n)+)`).exec(text) ?? [];
      expect(entry).toContain(`command: ['${folder}/src/main.ts']`);
      expect(entry).toContain(`ports: ['127.0.0.1:${preferredPort}:8080']`);
    }
  });

  it('publishes nothing beyond loopback', () => {
    const published = text.match(/ports:.*/g) ?? [];
    expect(published.length).toBeGreaterThan(serviceCatalogue.length);
    for (const ports of published) expect(ports).toMatch(/^ports: \['127\.0\.0\.1:\d+:\d+'\]$/);
  });

  it('gives PostgreSQL the settings of the embedded default', () => {
    const { listen_addresses: _where, unix_socket_directories: _sockets, ...settings } = serverSettings;
    for (const [name, value] of Object.entries(settings)) expect(text).toContain(`-c ${name}=${value}`);
  });

  // The text is checked everywhere; its own validation only where the tool is, which no other part of the project needs.
  const itWithCompose = spawnSync('docker-compose', ['version']).status === 0 ? it : it.skip;

  itWithCompose.each([
    ['one broker', []],
    ['three brokers', ['--env-file', 'infra/kafka/three-brokers.env']],
  ])('is valid with %s', (_name, flags) => {
    const env = { PATH: process.env['PATH'] };
    execFileSync('docker-compose', [...flags, 'config', '--quiet'], { cwd: inProject(), env });
  });
});
