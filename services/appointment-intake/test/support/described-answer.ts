import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import openapi from '../../../../schemas/openapi/appointment-intake.json' with { type: 'json' };
import type { Json } from './records.ts';

const ajv = new Ajv2020({ strict: false, formats: { 'partial-date': true } });
addFormats.default(ajv, ['date', 'date-time', 'uri']);
ajv.addSchema(openapi, 'openapi');

const described = Object.entries(openapi.paths as Json).map(([path, calls]) => ({
  path: new RegExp(`^/v1${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
  pointer: `/paths/${escaped(path)}`,
  calls: calls as Json,
}));

/** @throws Error when the description of the API does not have this answer, or has it with another content or no header */
export function checkDescribed(
  method: string,
  url: string,
  answer: { status: number; headers: Headers; body: unknown },
) {
  const { pathname } = new URL(url);
  const verb = method.toLowerCase();
  const found = described.find(({ path, calls }) => path.test(pathname) && verb in calls);
  if (found === undefined) return;
  const what = `${method} ${pathname} ${answer.status}`;
  const response = found.calls[verb].responses[answer.status];
  if (response === undefined) throw new Error(`${what} is not described`);
  const pointer =
    typeof response.$ref === 'string'
      ? (response.$ref as string).slice(1)
      : `${found.pointer}/${verb}/responses/${answer.status}`;
  const { headers, content } = valueAt(pointer);
  for (const name of Object.keys((headers ?? {}) as object)) {
    if (!answer.headers.has(name)) throw new Error(`${what} has no header ${name}`);
  }
  const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
  if (content === undefined && answer.body === undefined) return;
  if (content?.[type] === undefined) throw new Error(`${what} is not described as ${type}`);
  const validate = ajv.getSchema(`openapi#${pointer}/content/${escaped(type)}/schema`);
  if (validate === undefined) throw new Error(`${what} has no schema`);
  if (!validate(answer.body)) throw new Error(`${what}: ${ajv.errorsText(validate.errors)}`);
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function valueAt(pointer: string): Json {
  return pointer
    .slice(1)
    .split('/')
    .reduce<Json>((node, name) => node[name.replaceAll('~1', '/').replaceAll('~0', '~')], openapi);
}
