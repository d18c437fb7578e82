import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const FOLDERS = ['message-book/v1', 'events/v1', 'diploma/v1', 'portfolio/v1', 'processing-log/v1'];

interface SchemaFile {
  readonly $id: string;
  readonly title: string;
}

/** Schemas of all folders by `$id`, for one document that stands on its own. */
export interface SchemaBundle {
  /** Where a reference (absolute, or as it stands in a schema with this `$id`) points in the document. */
  place(reference: string, within?: string): string;
  /** `components.schemas` of the document: whatever was asked the place of, and what that refers to. */
  collected(): Record<string, unknown>;
}

/**
 * AsyncAPI 3 reads draft 7 by itself and nothing newer, so the schemas are written down in it: a reference with other
 * keywords beside it becomes `allOf`, `$defs` becomes `definitions`, `dependentRequired` becomes `dependencies`. A test
 * holds that every example fits what comes out, and that what did not fit before does not fit now.
 */
export function bundleForAsyncapi(): SchemaBundle {
  const files = new Map(FOLDERS.flatMap(readFolder).map((schema) => [schema.$id, schema]));
  const wanted = new Set<string>();

  function place(reference: string, within = ''): string {
    const [file = '', pointer = ''] = reference.split('#');
    const id = file === '' ? within : file.includes(':') ? file : new URL(file, within).href;
    const schema = files.get(id);
    if (schema === undefined) throw new Error(`No schema with $id ${id}`);
    wanted.add(id);
    return `#/components/schemas/${schema.title}${pointer.replaceAll('/$defs/', '/definitions/')}`;
  }

  const inDraft7 = (node: unknown, id: string): unknown => {
    if (Array.isArray(node)) return node.map((item) => inDraft7(item, id));
    if (typeof node !== 'object' || node === null) return node;
    const { $ref, $defs, dependentRequired, tsType: _tsType, ...rest } = node as Record<string, unknown>;
    const kept: Record<string, unknown> = Object.fromEntries(
      // The values of const, enum and examples are no schemas.
      Object.entries(rest).map(([name, value]) => [name, isValue(name, value) ? value : inDraft7(value, id)]),
    );
    if (dependentRequired !== undefined) kept['dependencies'] = dependentRequired;
    if ($defs !== undefined) kept['definitions'] = inDraft7($defs, id);
    if (typeof $ref !== 'string') return kept;
    const reference = { $ref: place($ref, id) };
    return Object.keys(kept).length === 0 ? reference : { allOf: [reference], ...kept };
  };

  return {
    place,
    collected() {
      const done = new Map<string, unknown>();
      // What is rewritten asks for the place of what it refers to: the set grows while it is gone through.
      for (const id of wanted) {
        const { $id: _id, $schema: _schema, ...schema } = files.get(id) as unknown as Record<string, unknown>;
        done.set(String(schema['title']), inDraft7(schema, id));
      }
      return Object.fromEntries([...done].sort(([a], [b]) => (a < b ? -1 : 1)));
    },
  };
}

function isValue(name: string, value: unknown): boolean {
  return name === 'const' || (name === 'enum' && Array.isArray(value)) || (name === 'examples' && Array.isArray(value));
}

function readFolder(folder: string): SchemaFile[] {
  return readdirSync(path.join(root, folder))
    .filter((file) => file.endsWith('.schema.json'))
    .map((file) => JSON.parse(readFileSync(path.join(root, folder, file), 'utf8')) as SchemaFile);
}
