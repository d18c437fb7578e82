import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { format, type Options } from 'prettier';
import { describeTopics } from './asyncapi/describe-topics.ts';
import { eventTablePage } from './events/v1/event-table.ts';
import { loadCodeLists } from './code-lists/load-code-lists.ts';
import { bundleSchemas } from './openapi/bundle-schemas.ts';
import { withOperatorsCalls, type OpenApiDocument } from './openapi/operators-calls.ts';

const here = import.meta.dirname;
const style: Options = { printWidth: 120, singleQuote: true, semi: true, trailingComma: 'all' };
const notice = '// Written by schemas/generate.ts; change its source and run that again.\n';

/** Every generated file, relative to this folder, with the content it must have. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  files.set('code-lists/signal-catalogue.ts', await format(signalCatalogue(), { ...style, parser: 'typescript' }));
  files.set('message-book/v1/generated.ts', await schemaTypes('message-book/v1'));
  for (const name of readdirSync(path.join(here, 'openapi')).filter((file) => file.endsWith('.json'))) {
    const file = `openapi/${name}`;
    const written = JSON.parse(readFileSync(path.join(here, file), 'utf8')) as OpenApiDocument;
    const whole = withOperatorsCalls(written);
    const bundled = bundleSchemas(whole) ?? whole;
    files.set(file, await format(JSON.stringify(bundled, null, 2), { ...style, parser: 'json' }));
  }
  files.set('events/v1/event-table.md', eventTablePage());
  files.set('asyncapi/platform.json', await format(JSON.stringify(describeTopics()), { ...style, parser: 'json' }));
  return files;
}

/** The catalogue as a constant, so that pure code can make signals without reading a file. */
function signalCatalogue(): string {
  const rows = Object.fromEntries(loadCodeLists().signals.map(({ herkomst: _, ...row }) => [row.code, row]));
  return `${notice}import type { SignalRow } from './rows.ts';

export const signalCatalogue = ${JSON.stringify(rows)} as const satisfies Record<string, Omit<SignalRow, 'herkomst'>>;

export type SignalCode = keyof typeof signalCatalogue;
`;
}

/** One TypeScript file for a folder of JSON Schemas: each titled schema becomes one exported type. */
async function schemaTypes(folder: string): Promise<string> {
  const absolute = path.join(here, folder);
  const names = readdirSync(absolute).filter((file) => file.endsWith('.schema.json'));
  const root: JSONSchema = {
    title: 'MessageBook',
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(
      names.filter((file) => file !== 'types.schema.json').map((file) => [file, { $ref: file }]),
    ),
  };
  const code = await compile(root, 'MessageBook', {
    cwd: `${absolute}/`,
    bannerComment: notice,
    additionalProperties: false,
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: false,
    style: style,
  });
  return (
    code
      // The root only exists to bring the files together.
      .replace(/export interface MessageBook \{[^}]*\}\n/, '')
      // A choice between required members (persoon) says nothing in TypeScript but this.
      .replaceAll('{\n  [k: string]: unknown;\n} & ', '')
  );
}
