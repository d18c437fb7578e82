/** Who may import whom: the rules of docs/design/architecture.md, section 6. */
export default {
  forbidden: [
    {
      name: 'domain-is-pure',
      comment: 'A domain folder imports itself and schemas/, nothing else: no I/O, no clock, no library with either.',
      severity: 'error',
      from: { path: '^services/([^/]+)/src/domain/' },
      to: { pathNot: ['^services/$1/src/domain/', '^schemas/'] },
    },
    {
      name: 'schemas-stand-alone',
      severity: 'error',
      comment: 'Domains import schemas/, so schemas/ may not drag in a service.',
      from: { path: '^schemas/', pathNot: ['\\.test\\.ts$', '/test/'] },
      to: { path: '^(services|infra|scripts|test)/' },
    },
    {
      name: 'kafkajs-behind-the-seam',
      comment: "The transport's own tests may play a foreign client; nothing else may know kafkajs.",
      severity: 'error',
      from: {
        path: '^(services|infra|scripts|schemas|test)/',
        pathNot: ['^services/_platform/src/messaging/kafkajs/', '^services/_platform/test/messaging/'],
      },
      to: { path: 'node_modules/kafkajs' },
    },
    {
      name: 'one-door-to-kafkajs',
      comment: 'kafkajs.ts replaces parts of the library before it loads; types may come from anywhere.',
      severity: 'error',
      from: { path: '^services/', pathNot: ['/kafkajs/kafkajs\\.ts$', '\\.unit\\.test\\.ts$'] },
      to: { path: 'node_modules/kafkajs', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'services-meet-over-kafka-and-http',
      severity: 'error',
      from: { path: '^services/([^/]+)/', pathNot: '^services/_platform/' },
      to: { path: '^services/([^/]+)/', pathNot: '^services/($1|_platform)/' },
    },
    {
      name: 'platform-knows-no-service',
      severity: 'error',
      from: { path: '^services/_platform/', pathNot: '^services/_platform/test/' },
      to: { path: ['^services/', '^schemas/', '^scripts/', '^infra/'], pathNot: '^services/_platform/' },
    },
    {
      name: 'only-tests-import-tests',
      severity: 'error',
      from: { pathNot: ['^test/', '/test/', '\\.test\\.ts$'] },
      to: { path: ['^test/', '/test/'], pathNot: 'node_modules' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^infra/kafka/libs/', '\\.data/'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['node', 'import', 'default', 'types'] },
  },
};
