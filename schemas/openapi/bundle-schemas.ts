import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const messageBook = path.join(import.meta.dirname, '..', 'message-book', 'v1');

interface Described {
  readonly components?: { readonly schemas?: Readonly<Record<string, unknown>> };
}

/**
 * Fills `components.schemas` of an OpenAPI document with every message book schema that it refers to as
 * `#/components/schemas/<Title>`, so that the document stands on its own. Schemas written in it by hand stay.
 * @returns undefined when the document refers to nothing of the message book: then it is all written by hand
 */
export function bundleSchemas(document: Described): object | undefined {
  const book = readMessageBook();
  const own = Object.entries(document.components?.schemas ?? {}).filter(([name]) => !book.has(name));
  const bundled = new Map<string, unknown>(own);
  const pending = [
    ...referredNames({ ...document, components: { ...document.components, schemas: Object.fromEntries(own) } }),
  ];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (bundled.has(name)) continue;
    const schema = book.get(name);
    if (schema === undefined) throw new Error(`No schema called ${name} in the message book or in the document`);
    bundled.set(name, schema);
    pending.push(...referredNames(schema));
  }
  if (bundled.size === own.length) return undefined;
  const fromBook = [...bundled].slice(own.length).sort(([a], [b]) => (a < b ? -1 : 1));
  return { ...document, components: { ...document.components, schemas: Object.fromEntries([...own, ...fromBook]) } };
}

/** All schemas of the message book by title or `$defs` name, their references rewritten to this document. */
function readMessageBook(): ReadonlyMap<string, unknown> {
  const files = readdirSync(messageBook).filter((file) => file.endsWith('.schema.json'));
  const contents = new Map(files.map((file) => [file, readSchema(file)]));
  const titleOf = (file: string) => String(contents.get(file)?.['title']);
  const book = new Map<string, unknown>();
  for (const [file, { $defs, $schema: _schema, $id: _id, ...schema }] of contents) {
    const nameOf = (reference: string) => {
      const [target = '', fragment] = reference.split('#');
      return fragment ? fragment.slice('/$defs/'.length) : titleOf(target || file);
    };
    for (const [name, definition] of Object.entries($defs ?? {})) book.set(name, rewrite(definition, nameOf));
    if (Object.keys(schema).some((keyword) => keyword !== 'title' && keyword !== 'description')) {
      book.set(titleOf(file), rewrite(schema, nameOf));
    }
  }
  return book;
}

function readSchema(file: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path.join(messageBook, file), 'utf8')) as Record<string, unknown>;
}

function rewrite(node: unknown, nameOf: (reference: string) => string): unknown {
  if (Array.isArray(node)) return node.map((item) => rewrite(item, nameOf));
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(
    Object.entries(node).map(([key, value]) =>
      key === '$ref' && typeof value === 'string'
        ? [key, `#/components/schemas/${nameOf(value)}`]
        : [key, rewrite(value, nameOf)],
    ),
  );
}

function referredNames(node: unknown): string[] {
  const references = JSON.stringify(node).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g);
  return [...references].map(([, name = '']) => name);
}
