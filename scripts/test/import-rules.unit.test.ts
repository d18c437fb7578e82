import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { inProject } from '../stack/project-paths.ts';

/** Each rule of .dependency-cruiser.mjs is broken once: a pattern that matches nothing would look like a clean tree. */
describe('the import rules', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'import-rules-'));
  let found: { type: string; from: string; to: string; rule: { name: string } }[];

  const files: Record<string, string> = {
    'services/a/src/domain/decide.ts': `import '../app.ts'; import 'node:fs'; import 'pg'; import '../../../../schemas/rows.ts';`,
    'services/a/src/app.ts': `import 'kafkajs'; import '../test/given.ts'; import '../../b/src/app.ts'; import '../../_platform/src/id.ts';`,
    'services/a/test/given.ts': 'export {};',
    'services/b/src/app.ts': `import './gone.ts';`,
    'services/c/src/one.ts': `import './two.ts';`,
    'services/c/src/two.ts': `import './one.ts';`,
    'services/_platform/src/id.ts': `import '../../c/src/one.ts';`,
    'services/_platform/src/messaging/kafkajs/connect.ts': `import 'kafkajs';`,
    'schemas/rows.ts': 'export {};',
    'schemas/generate.ts': `import '../services/c/src/one.ts';`,
  };

  beforeAll(() => {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.join(folder, path.dirname(name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    for (const name of ['node_modules', 'package.json', 'tsconfig.json'])
      symlinkSync(inProject(name), path.join(folder, name));
    const { stdout } = spawnSync(
      process.execPath,
      [
        inProject('node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
        '--config',
        inProject('.dependency-cruiser.mjs'),
        '--output-type',
        'json',
        'services',
        'schemas',
      ],
      { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    found = JSON.parse(stdout).summary.violations;
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const breaches = (rule: string): string[] =>
    found.filter((violation) => violation.rule.name === rule).map(({ from, to }) => `${from} → ${path.basename(to)}`);

  it.each([
    ['domain-is-pure', ['app.ts', 'fs', 'index.mjs'].map((to) => `services/a/src/domain/decide.ts → ${to}`)],
    ['kafkajs-behind-the-seam', ['services/a/src/app.ts → index.js']],
    ['only-tests-import-tests', ['services/a/src/app.ts → given.ts']],
    ['services-meet-over-kafka-and-http', ['services/a/src/app.ts → app.ts']],
    ['platform-knows-no-service', ['services/_platform/src/id.ts → one.ts']],
    ['schemas-stand-alone', ['schemas/generate.ts → one.ts']],
    ['resolvable', ['services/b/src/app.ts → gone.ts']],
  ])('find every breach of %s, and nothing else', (rule, expected) => {
    expect(breaches(rule).sort()).toEqual(expected.sort());
  });

  it('find circles', () => {
    expect(breaches('no-circles').length).toBeGreaterThan(0);
  });
});
