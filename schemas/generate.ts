/**
 * Writes everything in schemas/ that follows from something else there:
 *   code-lists/signal-catalogue.ts     from signalen.csv
 *   message-book/v1/generated.ts       from the JSON Schemas beside it
 *   openapi/*.json, components.schemas from the same JSON Schemas
 *   asyncapi/platform.json             from the catalogue of topics and all JSON Schemas
 *   events/v1/event-table.md           from event-table.json
 * Run: node schemas/generate.ts           safe to run twice; a test fails when something is not current.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { generatedFiles } from './generated-files.ts';

for (const [file, content] of await generatedFiles()) {
  await writeFile(path.join(import.meta.dirname, file), content);
  console.log(`schemas/${file}`);
}
