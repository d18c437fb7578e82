/** The schemas of one version of the message book, by file name. */
export type SchemaFiles = Readonly<Record<string, object>>;

interface Schema {
  readonly [keyword: string]: unknown;
  readonly title?: string;
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}

/** What a supplier sends may become wider, what is handed out to him may become narrower; never the other way round. */
const sent = ['bericht', 'levering', 'verzoek-terugkoppelingen'];
const handedOut = ['leveringsantwoord', 'bundel-terugkoppelingen'];

/** Which way of change of a limit makes it stricter. */
const lowerLimits = ['minLength', 'minItems', 'minimum'] as const;
const upperLimits = ['maxLength', 'maxItems', 'maximum'] as const;
const compared = new Set<string>([
  ...lowerLimits,
  ...upperLimits,
  ...['$ref', '$id', '$schema', '$defs', 'title', 'description', 'examples', 'tsType'],
  ...['type', 'properties', 'required', 'enum', 'const', 'pattern', 'format', 'items', 'oneOf', 'allOf'],
]);

/**
 * Everything in a version of the message book by which a program that was right with an earlier one could be wrong:
 * a record that would be refused now, or feedback that lacks what was promised. Descriptions do not count.
 */
export function breakingChanges(before: SchemaFiles, after: SchemaFiles): string[] {
  const changes = (roots: readonly string[], isSent: boolean): string[] =>
    roots.flatMap((root) => {
      const file = `${root}.schema.json`;
      return compare(
        { schema: { $ref: file }, file, files: before },
        { schema: { $ref: file }, file, files: after },
        root,
        isSent,
      );
    });
  return [...new Set([...changes(sent, true), ...changes(handedOut, false)])];
}

interface Located {
  readonly schema: Schema;
  readonly file: string;
  readonly files: SchemaFiles;
}

function compare(earlier: Located, later: Located, at: string, isSent: boolean): string[] {
  const before = resolved(earlier);
  const after = resolved(later);
  // Whatever was right on the giving side must be right on the taking side.
  const [giving, taking] = isSent ? [before.schema, after.schema] : [after.schema, before.schema];
  return [
    ...narrowed(giving, taking).map((change) => `${at}: ${change}`),
    ...members(before, after, at, isSent),
    ...choices(before, after, at, isSent),
  ];
}

/** Why a value that fits the one might not fit the other. */
function narrowed(giving: Schema, taking: Schema): string[] {
  const found: string[] = [];
  if (giving.type !== taking.type) found.push(`type ${taking.type ?? '-'}`);
  for (const keyword of ['const', 'pattern', 'format'] as const) {
    if (taking[keyword] !== undefined && taking[keyword] !== giving[keyword]) found.push(keyword);
  }
  const values = giving.enum;
  if (taking.enum !== undefined && !values?.every((value) => taking.enum?.includes(value))) found.push('enum');
  for (const limit of lowerLimits)
    if (Number(taking[limit] ?? -Infinity) > Number(giving[limit] ?? -Infinity)) found.push(limit);
  for (const limit of upperLimits)
    if (Number(taking[limit] ?? Infinity) < Number(giving[limit] ?? Infinity)) found.push(limit);
  const missing = taking.required?.filter((name) => !giving.required?.includes(name)) ?? [];
  found.push(...missing.map((name) => `required ${name}`));
  for (const [keyword, value] of Object.entries(taking)) {
    if (!compared.has(keyword) && JSON.stringify(value) !== JSON.stringify(giving[keyword])) found.push(keyword);
  }
  return found;
}

/** Members and elements; one that was there may not go, on either side. */
function members(before: Located, after: Located, at: string, isSent: boolean): string[] {
  const found = Object.entries(before.schema.properties ?? {}).flatMap(([name, schema]) => {
    const now = after.schema.properties?.[name];
    if (now === undefined) return [`${at}/${name}: gone`];
    return compare({ ...before, schema }, { ...after, schema: now }, `${at}/${name}`, isSent);
  });
  const { items } = before.schema;
  if (items === undefined) return found;
  return [
    ...found,
    ...compare({ ...before, schema: items }, { ...after, schema: after.schema.items ?? {} }, `${at}/*`, isSent),
  ];
}

/** Branches by title, else by place: a new branch is a new record type. */
function choices(before: Located, after: Located, at: string, isSent: boolean): string[] {
  return (['oneOf', 'allOf'] as const).flatMap((keyword) => {
    const now = after.schema[keyword] ?? [];
    return (before.schema[keyword] ?? []).flatMap((schema, index) => {
      const { title } = schema;
      const same = title === undefined ? now[index] : now.find((branch) => branch.title === title);
      if (same === undefined) return [`${at}: ${keyword} ${title ?? index} gone`];
      return compare({ ...before, schema }, { ...after, schema: same }, at, isSent);
    });
  });
}

/** With what stands beside the reference. */
function resolved({ schema, file, files }: Located): Located {
  const { $ref, ...beside } = schema;
  if ($ref === undefined) return { schema, file, files };
  const [target = '', fragment = ''] = $ref.split('#');
  const targetFile = target === '' ? file : target;
  const root = (files[targetFile] ?? {}) as { readonly $defs?: Readonly<Record<string, Schema>> };
  const found = fragment === '' ? (root as Schema) : (root.$defs?.[fragment.replace('/$defs/', '')] ?? {});
  return resolved({ schema: { ...found, ...beside }, file: targetFile, files });
}
