/**
 * The suffix of a test file says what it costs to run; each kind is a project of its own here and a script in
 * package.json. Only unit tests run without a broker and a database server.
 */
const kinds = {
  unit: { servers: false },
  pg: { servers: true },
  kafka: { servers: true },
  e2e: { servers: true },
  crash: { servers: true },
};

const roots = ['services', 'schemas', 'infra', 'scripts', 'test'].map((folder) => `<rootDir>/${folder}`);

export default {
  projects: Object.entries(kinds).map(([kind, { servers }]) => ({
    displayName: kind,
    rootDir: import.meta.dirname,
    roots,
    testMatch: [`**/*.${kind}.test.ts`],
    testEnvironment: 'node',
    extensionsToTreatAsEsm: ['.ts'],
    transform: {
      '\\.ts$': [
        '@swc/jest',
        {
          jsc: { parser: { syntax: 'typescript' }, target: 'es2024', experimental: { keepImportAttributes: true } },
          module: { type: 'es6' },
        },
      ],
    },
    ...(servers
      ? {
          globalSetup: '<rootDir>/test/support/global-setup.ts',
          globalTeardown: '<rootDir>/test/support/global-teardown.ts',
        }
      : {}),
  })),
  // Two at a time even on a larger machine: the servers are shared, and the figures of a test stay comparable.
  maxWorkers: 2,
  testTimeout: 60_000,
};
