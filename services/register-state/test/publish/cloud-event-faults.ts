import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { CloudEvent, Kafka } from 'cloudevents';
import type { KafkaMessage } from 'cloudevents';
import type { IncomingRecord } from '../../../_platform/src/messaging/messaging.ts';

type Attributes = Readonly<Record<string, unknown>>;

const schema = path.join(import.meta.dirname, '../../../../schemas/cloudevents/v1.0.2/cloudevents.json');
// Draft 7, as its makers wrote it: with words that strict validators do not know.
const ajv = new Ajv({ allErrors: true, strict: false });
addFormats.default(ajv, ['uri', 'uri-reference', 'date-time']);
const fitsSpecification = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')) as object);

/** Against the JSON Schema of CloudEvents 1.0.2; empty when it fits. */
export function specificationFaults(event: unknown): string[] {
  return fitsSpecification(event)
    ? []
    : (fitsSpecification.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/**
 * NL GOV profile for CloudEvents 1.1, its MUST and SHOULD rules that can be seen in a single event, by the name of the
 * attribute they are about.
 */
const PROFILE: readonly (readonly [rule: string, holds: (event: Attributes) => boolean])[] = [
  [
    'attribute names: lower-case letters and digits, at most 20',
    (e) => Object.keys(e).every((n) => /^[a-z0-9]{1,20}$/.test(n)),
  ],
  ['attribute values: of the type system, without control characters', (e) => Object.entries(e).every(isAttribute)],
  ['id: a UUID', ({ id }) => isText(id) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)],
  [
    'source: a URN in nld with the OIN of the organisation, then the system',
    ({ source }) => isText(source) && /^urn:nld:oin:\d{8}[0-9A-Z]{12}:systeem:[a-z-]+$/.test(source),
  ],
  ['specversion: 1.0', ({ specversion }) => specversion === '1.0'],
  [
    'type: reversed domain of a data source, one version with the letter v',
    ({ type }) => isText(type) && /^nl\.lerarenregister\.[a-z-]+\.v\d+$/.test(type),
  ],
  ['datacontenttype: JSON', ({ datacontenttype }) => datacontenttype === 'application/json'],
  ['data: JSON, not text', ({ data }) => typeof data === 'object' && data !== null],
  ['time: RFC 3339', ({ time }) => isText(time) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(time)],
  // sequencetype Integer counts per source; ours counts per subject, so it has none and the guide explains it.
  ['sequence: text in order of the alphabet', ({ sequence }) => isText(sequence) && /^\d{10}$/.test(sequence)],
  ['sequencetype: none', ({ sequencetype }) => sequencetype === undefined],
];

function isAttribute([name, value]: readonly [string, unknown]): boolean {
  if (name === 'data') return true;
  return typeof value === 'string' && !/\p{Cc}/u.test(value) && value.isWellFormed();
}

/** Against the profile; empty when it fits. */
export function profileFaults(event: Attributes): string[] {
  return PROFILE.filter(([, holds]) => !holds(event)).map(([rule]) => rule);
}

/** Kafka protocol binding 1.0.2, structured mode: what its conformance scenarios ask of a message. */
export function bindingFaults({ headers, key, value }: IncomingRecord): string[] {
  const contentType = String(headers['content-type']);
  const faults: string[] = [];
  if (!/^application\/cloudevents\+json(; charset=utf-8)?$/i.test(contentType))
    faults.push(`content-type ${contentType}`);
  const text = String(value);
  const told = JSON.parse(text) as Attributes;
  const { data, ...attributes } = told;
  const read = readBySdk(contentType, key, text);
  for (const [name, stated] of Object.entries(attributes)) {
    if (read[name] !== stated) faults.push(`${name} is read as ${String(read[name])}`);
  }
  if (JSON.stringify(read['data']) !== JSON.stringify(data)) faults.push('data is read otherwise');
  if (String(key) !== told['subject']) faults.push('the key is not the subject');
  if (String(headers['id']) !== told['id']) faults.push('header id is not the id');
  if (String(headers['type']) !== told['type']) faults.push('header type is not the type');
  return faults;
}

/** The members that the SDK of the makers of CloudEvents finds in the message; it throws on what is none. */
function readBySdk(contentType: string, key: Buffer | null, value: string): Attributes {
  const message: KafkaMessage = { headers: { 'content-type': contentType }, key: String(key), value, body: value };
  const event = Kafka.toEvent(message);
  if (Array.isArray(event)) throw new Error('one message, several events');
  return { ...new CloudEvent(event as never).toJSON() };
}
