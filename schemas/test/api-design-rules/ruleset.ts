/*
 * The technical rules of the NL GOV API Design Rules that can be read off an OpenAPI document, each under its own
 * identifier. Written for this project after the text of the standard; where the linter configuration that is published
 * with it is more lenient, the text of the standard counts.
 *
 *   standard   NL GOV REST API Design Rules, Logius (https://gitdocumentatie.logius.nl/publicatie/api/adr/)
 *   state      sections/designRules.md and media/linter.yaml of Logius-standaarden/API-Design-Rules, commit 6edd13c,
 *              2026-05-18: version 2.2, with relative server addresses allowed
 *
 * Technical rules that a document cannot show (/core/transport/security-headers, /core/transport/cors, TLS itself) are
 * tests of the HTTP kit. Functional rules are read by people.
 */
import core from '@stoplight/spectral-core';
import type { IFunctionResult, RulesetDefinition } from '@stoplight/spectral-core';
import functions from '@stoplight/spectral-functions';
import rulesets from '@stoplight/spectral-rulesets';

const { pattern, truthy, schema } = functions;
const { createRulesetFunction } = core;

const semver = '^(0|[1-9]\\d*)\\.(0|[1-9]\\d*)\\.(0|[1-9]\\d*)(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?$';
const segment = '([a-z0-9]+(-[a-z0-9]+)*|\\{[^{}]+\\})';
const kebabPath = `^/$|^(/${segment})+(\\.json|\\.yaml)?/?$`;
const methods = ['get', 'put', 'post', 'patch', 'delete'];
const besideMethods = ['parameters', 'servers', 'summary', 'description', '$ref'];

type Node = Readonly<Record<string, unknown>>;

/** Every fault of one operation, with the place below it. */
const operationRule = (judge: (operation: Node, method: string) => IFunctionResult[]) =>
  createRulesetFunction<Node, null>({ input: { type: 'object' }, options: null }, (operation, _options, { path }) =>
    judge(operation, String(path.at(-1))).map((fault) => ({ ...fault, path: [...path, ...(fault.path ?? [])] })),
  );

const everyOperation = `$.paths[*][${methods.map((method) => `'${method}'`).join(',')}]`;
const responsesOf = (operation: Node): [string, Node][] =>
  Object.entries((operation['responses'] ?? {}) as Node) as never;

const versionHeader = operationRule((operation) =>
  responsesOf(operation)
    .filter(([status]) => /^[23]/.test(status))
    .filter(
      ([, { headers }]) => !Object.keys((headers ?? {}) as Node).some((name) => name.toLowerCase() === 'api-version'),
    )
    .map(([status]) => ({
      message: `Answer ${status} does not have the header API-Version`,
      path: ['responses', status],
    })),
);

const problemDetails = operationRule((operation) =>
  responsesOf(operation)
    .filter(([status]) => /^[45]/.test(status))
    .flatMap(([status, { content }]) => {
      const path = ['responses', status];
      const problem = ((content ?? {}) as Node)['application/problem+json'] as { schema?: object } | undefined;
      if (problem === undefined) return [{ message: `Answer ${status} is no application/problem+json`, path }];
      const known = propertiesOf(problem.schema);
      const missing = ['status', 'title', 'detail'].filter((member) => !known.has(member));
      return missing.map((member) => ({ message: `The problem of answer ${status} does not have ${member}`, path }));
    }),
);

/** Members of an object, through allOf. */
function propertiesOf(described: object = {}): Set<string> {
  const { properties, allOf } = described as { properties?: Node; allOf?: object[] };
  return new Set([...Object.keys(properties ?? {}), ...(allOf ?? []).flatMap((part) => [...propertiesOf(part)])]);
}

const invalidInput = operationRule((operation, method) => {
  const takesInput = !['get', 'delete'].includes(method) || Object.keys(operation['parameters'] ?? []).length > 0;
  if (!takesInput || Object.hasOwn(operation['responses'] ?? {}, '400')) return [];
  return [{ message: 'An operation that takes input must be able to answer 400' }];
});

const dateFormats = createRulesetFunction<Node, null>(
  { input: { type: 'object' }, options: null },
  (properties, _options, { path }) =>
    Object.entries(properties).flatMap(([name, described]) => {
      const wanted = formatWanted(name);
      if (wanted === undefined || typeof described !== 'object' || described === null) return [];
      const { format } = described as { format?: string };
      return format === wanted ? [] : [{ message: `${name} must have the format ${wanted}`, path: [...path, name] }];
    }),
);

/** `datumTijdOntvangst` is a moment, `uiterlijkeDatum` and `peildatum` are days; a partial date has no format of the standard. */
function formatWanted(name: string): string | undefined {
  if (/(^d|D)atumTijd/.test(name) || /(^t|T)ijdstip$/.test(name)) return 'date-time';
  if (/geboortedatum$/i.test(name)) return undefined;
  return /(^d|D)at(e|um)(?![a-z])|[a-z]datum$/.test(name) ? 'date' : undefined;
}

const onlyMethods = createRulesetFunction<Node, null>(
  { input: { type: 'object' }, options: null },
  (item, _options, { path }) =>
    Object.keys(item)
      .filter((key) => ![...methods, ...besideMethods].includes(key) && !key.startsWith('x-'))
      .map((key) => ({ message: `${key} is no method of the standard`, path: [...path, key] })),
);

/** Rules of Spectral itself that together say that the document is a valid, useful OpenAPI document. */
const validDocument = [
  'oas3-schema',
  'operation-operationId-unique',
  'path-params',
  'openapi-tags-uniqueness',
  'oas3-valid-media-example',
  'oas3-valid-schema-example',
  'oas3-server-variables',
  'oas3-api-servers',
] as const;

export const apiDesignRules: RulesetDefinition = {
  extends: [[rulesets.oas as RulesetDefinition, 'off']],
  rules: {
    // /core/publish-openapi
    ...Object.fromEntries(validDocument.map((name) => [name, 'error' as const])),
    '/core/doc-openapi': {
      severity: 'error',
      message: 'Describe the API with OpenAPI 3',
      given: '$',
      then: {
        field: 'openapi',
        function: schema,
        functionOptions: { schema: { type: 'string', pattern: '^3\\.\\d+\\.\\d+$' } },
      },
    },
    '/core/doc-openapi-contact': {
      severity: 'error',
      message: 'info.contact must have name, email and url',
      given: '$.info',
      then: ['name', 'email', 'url'].map((member) => ({ field: `contact.${member}`, function: truthy })),
    },
    '/core/semver': {
      severity: 'error',
      message: 'info.version must be a semantic version',
      given: '$.info.version',
      then: { function: pattern, functionOptions: { match: semver } },
    },
    '/core/uri-version': {
      severity: 'error',
      message: 'The address of the server must end with the major version',
      given: '$.servers[*].url',
      then: { function: pattern, functionOptions: { match: '/v[0-9]+$' } },
    },
    '/core/transport/tls': {
      severity: 'error',
      message: 'Offer the API over https (or leave the host out)',
      given: '$..servers[*].url',
      then: { function: pattern, functionOptions: { notMatch: '^http://' } },
    },
    '/core/no-trailing-slash': {
      severity: 'error',
      message: '{{property}} ends with a slash',
      given: '$.paths[*]~',
      then: { function: pattern, functionOptions: { notMatch: './$' } },
    },
    '/core/path-segments-kebab-case': {
      severity: 'error',
      message: '{{property}} is not in kebab-case',
      given: '$.paths[*]~',
      then: { function: pattern, functionOptions: { match: kebabPath } },
    },
    '/core/query-keys-camel-case': {
      severity: 'error',
      message: '{{value}} is not in lowerCamelCase',
      given: ["$.paths..parameters[?(@ && @.in=='query')].name", "$.components.parameters[?(@ && @.in=='query')].name"],
      then: { function: pattern, functionOptions: { match: '^[a-z][a-z0-9]*([A-Z][a-z0-9]*)*$' } },
    },
    '/core/http-methods': { severity: 'error', given: '$.paths[*]', then: { function: onlyMethods } },
    '/core/version-header': { severity: 'error', given: everyOperation, then: { function: versionHeader } },
    '/core/error-handling/problem-details': {
      severity: 'error',
      given: everyOperation,
      then: { function: problemDetails },
    },
    '/core/error-handling/invalid-input': {
      severity: 'error',
      given: everyOperation,
      then: { function: invalidInput },
    },
    // With /core/date-time/timezone and /core/date-time/date-omit-time-portion: `date-time` has a zone, a day has no time.
    '/core/date-time/format': { severity: 'error', given: '$..properties', then: { function: dateFormats } },
  },
};
