import { describe, expect, it } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';

import { inProject } from '../../scripts/stack/project-paths.ts';
import { serviceCatalogue } from '../../scripts/stack/service-catalogue.ts';
import { serverSettings } from '../postgres/server-settings.ts';

const hasCompose = spawnSync('docker-compose', ['version']).status === 0;

/** Only what needs no Docker engine: that the file is valid and says the same as the start script. */
(hasCompose ? describe : describe.skip)('docker-compose.yml', () => {
  const compose = (...args: string[]): string =>
    execFileSync('docker-compose', args, { cwd: inProject(), encoding: 'utf8', env: { PATH: process.env['PATH'] } });

  it('runs every service of the catalogue on its usual port', () => {
    const services = compose('config', '--services').trim().split('\n');
    const config = compose('config');
    for (const { name, preferredPort, folder } of serviceCatalogue) {
      expect(services).toContain(name);
      expect(config).toContain(`127.0.0.1:${preferredPort}:8080`);
      expect(config).toContain(`${folder}/src/main.ts`);
    }
  });

  it('publishes nothing beyond loopback', () => {
    const published = compose('config').match(/^ +- \S+:\d+(\/tcp)?$/gm) ?? [];
    expect(published.length).toBeGreaterThan(6);
    expect(published.filter((line) => !line.includes('127.0.0.1:'))).toEqual([]);
  });

  it('has three brokers with the settings of three-brokers.env', () => {
    const flags = ['--env-file', 'infra/kafka/three-brokers.env'];
    const services = compose(...flags, 'config', '--services').split('\n');
    expect(services.filter((name) => name.startsWith('kafka-'))).toHaveLength(3);
    expect(compose(...flags, 'config')).toContain('CLUSTER_SIZE: cluster');
  });

  it('gives PostgreSQL the settings of the embedded default', () => {
    const { listen_addresses: _where, unix_socket_directories: _sockets, ...settings } = serverSettings;
    const config = compose('config').replaceAll(/\s+/g, ' ');
    for (const [name, value] of Object.entries(settings)) expect(config).toContain(`-c ${name}=${value}`);
  });
});
