import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const schemas = path.join(import.meta.dirname, '../../../../schemas');
const read = (file: string): object => JSON.parse(readFileSync(file, 'utf8')) as object;

const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
addFormats.default(ajv, ['date', 'date-time']);
ajv.addFormat('partial-date', true);
ajv.addKeyword('tsType');
for (const folder of ['message-book/v1', 'events/v1', 'diploma/v1']) {
  for (const file of readdirSync(path.join(schemas, folder)).filter((name) => name.endsWith('.schema.json'))) {
    ajv.addSchema(read(path.join(schemas, folder, file)));
  }
}

/** Kinds of event: every schema but the envelope, what they share, and the state. */
export const eventNames: readonly string[] = readdirSync(path.join(schemas, 'events/v1'))
  .filter((file) => file.endsWith('.schema.json'))
  .map((file) => path.basename(file, '.schema.json'))
  .filter((name) => !['gebeurtenis', 'types', 'registratiestand'].includes(name));

export function exampleOf(name: string): object {
  return read(path.join(schemas, `events/v1/examples/${name}.json`));
}

/** What an event has that its schema does not allow; empty when it fits. */
export function eventFaults(event: { readonly type: string }): string[] {
  const name = /^nl\.lerarenregister\.(.+)\.v1$/.exec(event.type)?.[1] ?? '';
  const validate = ajv.getSchema(`https://schemas.lerarenregister.example/events/v1/${name}.schema.json`);
  if (validate === undefined) return [`no schema for ${event.type}`];
  return validate(event) ? [] : (validate.errors ?? []).map((e) => `${name}${e.instancePath} ${e.message ?? ''}`);
}

/** The same for a public state. */
export function stateFaults(state: unknown): string[] {
  const validate = ajv.getSchema('https://schemas.lerarenregister.example/events/v1/registratiestand.schema.json');
  if (validate === undefined) return ['no schema for the public state'];
  return validate(state) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message ?? ''}`);
}

/** The same for a claim on lrr.onderwijsopgave.v1. */
export function claimFaults(claim: unknown): string[] {
  const validate = ajv.getSchema('urn:lrr:schema:diploma:v1:onderwijsopgave');
  if (validate === undefined) return ['no schema for claims'];
  return validate(claim) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message ?? ''}`);
}

/** The same for a feedback record of the message book. */
export function feedbackFaults(record: unknown): string[] {
  const validate = ajv.getSchema('https://schemas.lerarenregister.example/message-book/v1/terugkoppeling.schema.json');
  if (validate === undefined) return ['no schema for feedback'];
  return validate(record) ? [] : (validate.errors ?? []).map((e) => `${e.instancePath} ${e.message ?? ''}`);
}
