/**
 * Publishes a version of the message book: keeps its schemas and its examples in message-book/v1/published/<version>,
 * where no later minor version may refuse them. First write the version in documentation/change-log.ts.
 * Run: node schemas/publish.ts 1.1         refuses a version that is there already
 */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { messageBookVersions } from './documentation/change-log.ts';
import {
  internalSchemas,
  messageBookFolder,
  presentSchemas,
  publishedFolder,
} from './message-book/published-versions.ts';
import { recordExamples, signalExamples } from './message-book/v1/worked-examples.ts';

const version = process.argv[2] ?? '';
const folder = path.join(publishedFolder, version);
if (!messageBookVersions.some((one) => one.version === version)) fail(`'${version}' is not in the change log`);
if (existsSync(folder)) fail(`${version} is published: it never changes any more`);

const shapes = path.join(messageBookFolder, 'examples');
const shown = readdirSync(shapes).flatMap((file) => {
  const schema = file.split('.')[0] ?? '';
  if (internalSchemas.includes(schema)) return [];
  return [{ name: file, schema, value: JSON.parse(readFileSync(path.join(shapes, file), 'utf8')) as unknown }];
});
const worked = [...recordExamples(), ...signalExamples()].flatMap(
  ([name, { bericht, zonderSignaal, ontvangstbevestiging, terugkoppeling }]) => [
    // What was taken in; what was rejected may be taken in one day.
    ...(ontvangstbevestiging.statusMelding === 'B' ? [{ name, schema: 'bericht', value: bericht }] : []),
    ...(zonderSignaal === undefined ? [] : [{ name: `${name} (zonder)`, schema: 'bericht', value: zonderSignaal }]),
    ...(terugkoppeling === undefined ? [] : [{ name, schema: 'opgehaalde-terugkoppeling', value: terugkoppeling }]),
  ],
);

mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'schemas.json'), `${JSON.stringify(presentSchemas(), null, 2)}\n`);
writeFileSync(path.join(folder, 'examples.json'), `${JSON.stringify([...shown, ...worked], null, 2)}\n`);
console.log(`message book ${version}: ${shown.length + worked.length} examples`);

function fail(reason: string): never {
  console.error(reason);
  process.exit(1);
}
