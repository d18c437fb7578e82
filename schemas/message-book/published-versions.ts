import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { SchemaFiles } from './breaking-changes.ts';

/** A version of the message book as it was on the day of its publication; never changed afterwards. */
export interface PublishedVersion {
  readonly version: string;
  readonly schemas: SchemaFiles;
  /** Records and feedback that were right then, each with the schema that it has the shape of. */
  readonly examples: readonly { readonly name: string; readonly schema: string; readonly value: unknown }[];
}

export const messageBookFolder = path.join(import.meta.dirname, 'v1');
export const publishedFolder = path.join(messageBookFolder, 'published');

/** How records travel inside the platform: suppliers never see these, so they may change. */
export const internalSchemas = [
  'opdracht',
  'registratieoverzicht-intern',
  'spontane-mutatie-intern',
  'terugkoppeling',
  'verwijdering',
];

export function publishedVersions(): PublishedVersion[] {
  return readdirSync(publishedFolder).map((version) => ({
    version,
    schemas: read(version, 'schemas.json') as SchemaFiles,
    examples: read(version, 'examples.json') as PublishedVersion['examples'],
  }));
}

/** The schemas as they are now. */
export function presentSchemas(): SchemaFiles {
  const files = readdirSync(messageBookFolder).filter(
    (file) => file.endsWith('.schema.json') && !internalSchemas.includes(file.replace('.schema.json', '')),
  );
  return Object.fromEntries(files.map((file) => [file, readJson(path.join(messageBookFolder, file)) as object]));
}

function read(version: string, file: string): unknown {
  return readJson(path.join(publishedFolder, version, file));
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}
