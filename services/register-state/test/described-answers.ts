import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import openapi from '../../../schemas/openapi/register-state.json' with { type: 'json' };
import { isRoles, WHOLE } from '../src/http/allowed-members.ts';
import type { Members } from '../src/http/allowed-members.ts';
import type { Role } from '../src/lookups/reader.ts';

interface Schema {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

interface Operation {
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

/** Every member that the schema describes, as `a.b.c`; what it leaves open has no members. */
export function described(schema: Schema, at = ''): string[] {
  if (schema.$ref !== undefined) {
    const name = schema.$ref.split('/').at(-1) as keyof typeof openapi.components.schemas;
    return described(openapi.components.schemas[name] as Schema, at);
  }
  const parts = [schema.items, ...(schema.oneOf ?? []), ...(schema.anyOf ?? []), ...(schema.allOf ?? [])];
  const inner = parts.flatMap((part) => (part === undefined ? [] : described(part, at)));
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const place = at === '' ? name : `${at}.${name}`;
    return [place, ...described(member, place)];
  });
  return [...own, ...inner];
}

/** What the description says of a route, `GET /v1/…/:name` as it is registered. */
export function operationOf(route: string): Operation | undefined {
  const [method = '', path = ''] = route.split(' ');
  const at = path.replace(/^\/v1/, '').replaceAll(/:(\w+)/g, '{$1}');
  const found = Object.entries(openapi.paths).find(([one]) => one === at)?.[1];
  return (found as Readonly<Record<string, Operation>> | undefined)?.[method.toLowerCase()];
}

/** Every member that the answer holds, as `a.b.c`; of an object that is shown whole, itself. */
export function membersOf(answer: unknown, rows: Members, at = ''): string[] {
  if (Array.isArray(answer)) return [...new Set(answer.flatMap((one) => membersOf(one, rows, at)))];
  if (typeof answer !== 'object' || answer === null) return [];
  return Object.entries(answer).flatMap(([name, value]) => {
    const place = at === '' ? name : `${at}.${name}`;
    const row = rows[name];
    if (row === undefined || isRoles(row) || row[WHOLE] !== undefined) return [place];
    return [place, ...membersOf(value, row, place)];
  });
}

/** Every member that this role may see, as `a.b.c`. */
export function membersSeen(rows: Members, role: Role, at = ''): string[] {
  return Object.entries(rows).flatMap(([name, row]) => {
    const place = at === '' ? name : `${at}.${name}`;
    if (isRoles(row)) return row.includes(role) ? [place] : [];
    if (row[WHOLE] !== undefined) return isRoles(row[WHOLE]) && row[WHOLE].includes(role) ? [place] : [];
    const inner = membersSeen(row, role, place);
    return inner.length === 0 ? [] : [place, ...inner];
  });
}

const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
ajv.addSchema(openapi, 'openapi');

/** What the description says against an answer; nothing when it is as described. */
export function answerFaults(
  route: string,
  { status, body }: { readonly status: number; readonly body: unknown },
): unknown {
  const content = operationOf(route)?.responses[String(status)]?.content;
  const schema = content?.['application/json']?.schema;
  if (schema === undefined) return body === undefined ? [] : 'not described';
  const check = ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"openapi#/')) as object);
  return check(body) ? [] : check.errors;
}
