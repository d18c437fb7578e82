import openapi from '../../../schemas/openapi/register-state.json' with { type: 'json' };

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
