import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const schemas = path.join(import.meta.dirname, '..');

export interface TopicMessage {
  /** Record header `type`. */
  readonly type: string;
  /** Name in the document. */
  readonly name: string;
  /** Absolute reference of the schema of its value; absent: the record has no value. */
  readonly schema?: string;
  readonly contentType: string;
  /** Services that send it, where the topic has several that do not send the same. */
  readonly senders?: readonly string[];
  readonly examples: readonly object[];
}

interface Schema {
  readonly $id: string;
  readonly title: string;
  readonly $defs?: Readonly<Record<string, Part>>;
  readonly oneOf?: readonly Part[];
  readonly properties?: Readonly<Record<string, { readonly const?: string }>>;
}
interface Part {
  readonly title?: string;
  readonly $ref?: string;
  readonly properties?: {
    readonly soort?: { readonly const: string };
    readonly kop?: {
      readonly allOf: readonly { readonly properties?: { readonly berichtsoort: { const: string } } }[];
    };
  };
}

const read = <T>(file: string): T => JSON.parse(readFileSync(path.join(schemas, file), 'utf8')) as T;
const json = 'application/json';

/** Who sends which command, where it is not the intake, which passes on what schools deliver. */
const SENDERS_OF_COMMANDS: Readonly<Record<string, string>> = {
  OVERLIJDEN: 'identity-vault',
  AOW_BEREIKT: 'identity-vault',
  BRP_MUTATIE: 'identity-vault',
  AANLEVEREN_BENOEMING: 'appointment-intake',
  AANLEVEREN_VERWIJDERING_BENOEMING: 'appointment-intake',
  AANLEVEREN_WIJZIGING_SLEUTELGEGEVENS: 'appointment-intake',
  VERZOEK_REGISTRATIEOVERZICHT: 'appointment-intake',
  ANTWOORD_CORRECTIEVERZOEK: 'appointment-intake',
  LIJSTVERSIE: 'appointment-intake',
};

/** What each topic of the catalogue carries. */
export function topicMessages(): ReadonlyMap<string, readonly TopicMessage[]> {
  return new Map([
    ['lrr.opdracht.v1', commands()],
    ['lrr.terugkoppeling.v1', feedback()],
    ['lrr.registratie.v1', events()],
    ['lrr.registratiestand.v1', states()],
    ['lrr.onderwijsopgave.v1', [single('diploma/v1', 'onderwijsopgave', 'ONDERWIJSOPGAVE')]],
    ['lrr.diplomaclaim.v1', [single('diploma/v1', 'diplomaclaim', 'DIPLOMACLAIM')]],
    ['lrr.diplomamatch.v1', [single('diploma/v1', 'diplomamatch', 'DIPLOMAMATCH')]],
    ['lrr.portfoliotoegang.v1', [single('portfolio/v1', 'portfoliotoegang', 'PORTFOLIOTOEGANG')]],
    ['lrr.verwerking.v1', [single('processing-log/v1', 'verwerking', 'VERWERKING')]],
  ]);
}

/** One message per member of the union, named by its `soort`. */
function commands(): TopicMessage[] {
  const { $id, $defs = {}, oneOf = [] } = read<Schema>('message-book/v1/opdracht.schema.json');
  const examples = examplesOf('message-book/v1', 'opdracht') as { soort: string }[];
  return oneOf.map(({ $ref = '' }) => {
    const name = $ref.slice('#/$defs/'.length);
    const type = $defs[name]?.properties?.soort?.const ?? '';
    const senders = [SENDERS_OF_COMMANDS[type] ?? 'register-state'];
    const own = examples.filter(({ soort }) => soort === type);
    return { type, name, schema: `${$id}${$ref}`, contentType: json, senders, examples: own };
  });
}

/** One message per member of the union, named by its `berichtsoort`. */
function feedback(): TopicMessage[] {
  const { $id, oneOf = [] } = read<Schema>('message-book/v1/terugkoppeling.schema.json');
  const examples = examplesOf('message-book/v1', 'terugkoppeling') as { kop?: { berichtsoort: string } }[];
  return oneOf.map(({ title = '', properties }, index) => {
    const type = properties?.kop?.allOf.find((part) => part.properties)?.properties?.berichtsoort.const ?? '';
    const own = examples.filter(({ kop }) => kop?.berichtsoort === type);
    return { type, name: title, schema: `${$id}#/oneOf/${index}`, contentType: json, examples: own };
  });
}

/** Every schema but the envelope, what they share, and the state. */
function events(): TopicMessage[] {
  return readdirSync(path.join(schemas, 'events/v1'))
    .filter((file) => file.endsWith('.schema.json'))
    .map((file) => path.basename(file, '.schema.json'))
    .filter((name) => !['gebeurtenis', 'types', 'registratiestand'].includes(name))
    .map((name) => ({
      ...single('events/v1', name, `nl.lerarenregister.${name}.v1`),
      contentType: 'application/cloudevents+json',
    }));
}

function states(): TopicMessage[] {
  const type = 'nl.lerarenregister.registratiestand.v1';
  return [single('events/v1', 'registratiestand', type), { type, name: 'Vernietigd', contentType: json, examples: [] }];
}

function single(folder: string, name: string, type: string): TopicMessage {
  const { $id, title } = read<Schema>(`${folder}/${name}.schema.json`);
  return { type, name: title, schema: $id, contentType: json, examples: examplesOf(folder, name) };
}

/** `name.json` and `name.anything.json` beside the schemas. */
function examplesOf(folder: string, name: string): object[] {
  return readdirSync(path.join(schemas, folder, 'examples'))
    .filter((file) => file === `${name}.json` || (file.startsWith(`${name}.`) && file.endsWith('.json')))
    .map((file) => read<object>(`${folder}/examples/${file}`));
}
