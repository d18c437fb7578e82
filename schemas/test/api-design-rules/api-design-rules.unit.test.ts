import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import core from '@stoplight/spectral-core';
import { apiDesignRules } from './ruleset.ts';

const folder = path.join(import.meta.dirname, '../../openapi');
const documents = readdirSync(folder).filter((file) => file.endsWith('.json'));

const spectral = new core.Spectral();
spectral.setRuleset(apiDesignRules);
const lint = async (text: string): Promise<string[]> =>
  (await spectral.run(text)).map(({ code, path: at, message }) => `${code} ${at.join('.')}: ${message}`);

it.each(documents)('%s follows the national API design rules', async (file) => {
  expect(await lint(readFileSync(path.join(folder, file), 'utf8'))).toEqual([]);
});

describe('a rule finds its fault, and no other rule does', () => {
  const soundDocument = () => {
    const headers: Record<string, object> = { 'API-Version': { schema: { type: 'string' } } };
    const problem = {
      type: 'object',
      properties: { status: { type: 'integer' }, title: { type: 'string' }, detail: { type: 'string' } },
    };
    const refused = { description: 'Nee', content: { 'application/problem+json': { schema: problem } } };
    const answers = (status: string, schema: object): Record<string, any> => ({
      [status]: { description: 'Ja', headers, content: { 'application/json': { schema } } },
      '400': structuredClone(refused),
    });
    const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };
    const asOf = { name: 'geldigOp', in: 'query', schema: { type: 'string', format: 'date' } };
    const mandate = { type: 'object', properties: { ingangsdatum: { type: 'string', format: 'date' } } };
    return {
      openapi: '3.1.0',
      info: {
        title: 'Proef',
        version: '1.0.0',
        contact: { name: 'Beheer', email: 'beheer@x.example', url: 'https://x.example' },
      } as Record<string, any>,
      servers: [{ url: '/v1' }],
      tags: [{ name: 'Mandaten' }],
      paths: {
        '/mandaten': {
          get: { operationId: 'toon', parameters: [asOf], responses: answers('200', mandate) },
          post: { operationId: 'maak', responses: answers('201', mandate) },
        },
        '/mandaten/{id}': { get: { operationId: 'toonEen', parameters: [id], responses: answers('200', mandate) } },
      } as Record<string, any>,
      components: { schemas: { Getal: { type: 'integer' } as Record<string, any> } },
    };
  };
  type Document = ReturnType<typeof soundDocument>;
  const moved = (from: string, to: string) => (document: Document) => {
    document.paths[to] = document.paths[from];
    Reflect.deleteProperty(document.paths, from);
  };
  const plants: Record<string, (document: Document) => void> = {
    'oas3-schema': ({ info }) => (info['termsOfService'] = 1),
    'operation-operationId-unique': ({ paths }) => (paths['/mandaten'].get.operationId = 'maak'),
    'path-params': moved('/mandaten/{id}', '/mandaten/{nummer}'),
    'openapi-tags-uniqueness': ({ tags }) => tags.push({ name: 'Mandaten' }),
    'oas3-valid-media-example': ({ paths }) =>
      (paths['/mandaten'].get.responses['200'].content['application/json'].example = { ingangsdatum: 1 }),
    'oas3-valid-schema-example': ({ components }) => (components.schemas.Getal['example'] = 'vijf'),
    'oas3-server-variables': ({ servers }) => (servers[0] = { url: '/{omgeving}/v1' }),
    'oas3-api-servers': (document) => (document.servers = []),
    '/core/doc-openapi': (document) => (document.openapi = '2.0.0'),
    '/core/doc-openapi-contact': ({ info }) => Reflect.deleteProperty(info['contact'], 'email'),
    '/core/semver': ({ info }) => (info['version'] = 'v1'),
    '/core/uri-version': ({ servers }) => (servers[0] = { url: '/mandaten' }),
    '/core/transport/tls': ({ servers }) => (servers[0] = { url: 'http://x.example/v1' }),
    '/core/no-trailing-slash': moved('/mandaten', '/mandaten/'),
    '/core/path-segments-kebab-case': moved('/mandaten', '/alleMandaten'),
    '/core/query-keys-camel-case': ({ paths }) => (paths['/mandaten'].get.parameters[0].name = 'geldig-op'),
    '/core/http-methods': ({ paths }) =>
      (paths['/mandaten'].head = { operationId: 'kijk', responses: { '200': { description: 'Ja' } } }),
    '/core/version-header': ({ paths }) => (paths['/mandaten'].get.responses['200'].headers = {}),
    '/core/error-handling/problem-details': ({ paths }) =>
      Reflect.deleteProperty(
        paths['/mandaten'].get.responses['400'].content['application/problem+json'].schema.properties,
        'detail',
      ),
    '/core/error-handling/invalid-input': ({ paths }) =>
      Reflect.deleteProperty(paths['/mandaten'].post.responses, '400'),
    '/core/date-time/format': ({ paths }) =>
      Reflect.deleteProperty(
        paths['/mandaten'].get.responses['200'].content['application/json'].schema.properties.ingangsdatum,
        'format',
      ),
  };

  it('none in a sound document', async () => {
    expect(await lint(JSON.stringify(soundDocument()))).toEqual([]);
  });

  it('there is a planted fault for every rule', () => {
    expect(Object.keys(plants).sort()).toEqual(Object.keys((apiDesignRules as { rules: object }).rules).sort());
  });

  it.each(Object.entries(plants))('%s', async (rule, plant) => {
    // Through JSON, so that no two places share an object.
    const document = JSON.parse(JSON.stringify(soundDocument())) as Document;
    plant(document);
    const found = new Set((await lint(JSON.stringify(document))).map((fault) => fault.split(' ')[0]));
    // A document of another version has no rules but those for every version; Spectral says so.
    found.delete('unrecognized-format');
    expect([...found]).toEqual([rule]);
  });
});
