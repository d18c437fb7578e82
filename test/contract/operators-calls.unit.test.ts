// Only intake described the calls for operators; the other services served them all the same.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import fastify from 'fastify';
import { registerAdminRoutes } from '../../services/_platform/src/http/admin-routes.ts';
import shared from '../../schemas/openapi/shared/operators-calls.json' with { type: 'json' };

const folder = path.join(import.meta.dirname, '../../schemas/openapi');
const documents = readdirSync(folder).filter((file) => file.endsWith('.json'));
const described = Object.entries(shared.paths)
  .flatMap(([url, item]) =>
    ['get', 'post'].filter((verb) => verb in item).map((verb) => `${verb.toUpperCase()} ${url}`),
  )
  .sort();

it('what the platform serves to operators in every service is described, and the reverse', async () => {
  const app = fastify();
  const served: string[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    const calls = [method].flat().filter((verb) => verb !== 'HEAD');
    served.push(...calls.map((verb) => `${verb} ${url.replaceAll(/:(\w+)/g, '{$1}')}`));
  });
  registerAdminRoutes(app, { consumers: [] });
  await app.ready();
  expect(served.sort()).toEqual(described);
  await app.close();
});

it.each(documents)('%s has them all', (file) => {
  const { paths } = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as { paths: Record<string, object> };
  expect(paths).toMatchObject(shared.paths);
});
