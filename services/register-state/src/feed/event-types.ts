import { readdirSync } from 'node:fs';
import path from 'node:path';

const PREFIX = 'nl.lerarenregister.';
const VERSION = '.v1';
const FOLDER = path.join(import.meta.dirname, '../../../../schemas/events/v1');
const SCHEMA = '.schema.json';
/** Schemas of that folder that are no kind of event. */
const OTHERS = ['gebeurtenis', 'types', 'registratiestand'];

/** The kinds of event there are, as event_log names them: those that have a schema. */
export const eventNames: ReadonlySet<string> = new Set(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith(SCHEMA))
    .map((file) => file.slice(0, -SCHEMA.length))
    .filter((name) => !OTHERS.includes(name)),
);

/** @param type CloudEvents `type`. @returns undefined when there is no such event */
export function eventNameOf(type: string): string | undefined {
  const name = type.startsWith(PREFIX) && type.endsWith(VERSION) ? type.slice(PREFIX.length, -VERSION.length) : '';
  return eventNames.has(name) ? name : undefined;
}

export function eventTypeOf(name: string): string {
  return `${PREFIX}${name}${VERSION}`;
}
