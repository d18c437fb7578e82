import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bundleForAsyncapi } from './bundle-for-asyncapi.ts';
import type { SchemaBundle } from './bundle-for-asyncapi.ts';
import { topicMessages } from './topic-messages.ts';
import type { TopicMessage } from './topic-messages.ts';

interface Topic {
  readonly name: string;
  readonly key: string;
  readonly keep: { readonly days: number } | { readonly newestPerKey: true };
  readonly cleanup: string;
  readonly maxMessageBytes: number;
  readonly partitions: { readonly cluster: number };
  readonly owner: string;
  readonly content: string;
  readonly producers: readonly string[];
  readonly consumers: readonly string[];
}

const CATALOGUE = path.join(import.meta.dirname, '../../infra/kafka/topics.json');

const KAFKA = '0.5.0';
const DAY_MS = 86_400_000;
const INFO = {
  title: 'Lerarenregister: berichten over Kafka',
  version: '1.0.0',
  description:
    'Alle topics van het platform: wie erop schrijft, wie ervan leest, welke berichten erop staan en hoe lang. ' +
    'Afnemers lezen `lrr.registratie.v1` (gebeurtenissen) en `lrr.registratiestand.v1` (de nieuwste stand per persoon); ' +
    'de andere topics zijn van het platform zelf. Bezorging is minstens één keer: hetzelfde `id` is hetzelfde bericht. ' +
    'Gemaakt uit de topiccatalogus en de JSON Schemas.',
  license: { name: 'EUPL-1.2', url: 'https://interoperable-europe.ec.europa.eu/collection/eupl/eupl-text-eupl-12' },
  contact: { name: 'Beheer Lerarenregister', url: 'https://lerarenregister.example' },
  tags: [{ name: 'lerarenregister' }],
};
const SERVERS = {
  kafka: {
    host: '{broker}',
    protocol: 'kafka',
    description: 'Een broker van het cluster.',
    variables: { broker: { default: 'localhost:9092', description: 'host:port' } },
  },
};

/** The AsyncAPI 3 document of all topics of the catalogue. */
export function describeTopics(): object {
  const { topics } = JSON.parse(readFileSync(CATALOGUE, 'utf8')) as { topics: Topic[] };
  const bundle = bundleForAsyncapi();
  const carried = topicMessages();
  const messages: Record<string, object> = {};
  const channels: Record<string, object> = {};
  const operations: Record<string, object> = {};
  for (const topic of topics) {
    const own = carried.get(topic.name) ?? [];
    for (const message of own) messages[message.name] = messageObject(message, topic, bundle);
    channels[channelOf(topic)] = channelObject(topic, own);
    for (const service of topic.producers) {
      operations[`${service}.verzendt.${channelOf(topic)}`] = operationObject(
        'send',
        service,
        topic,
        sentBy(service, own),
      );
    }
    for (const service of topic.consumers) {
      operations[`${service}.ontvangt.${channelOf(topic)}`] = operationObject('receive', service, topic, own);
    }
  }
  return {
    asyncapi: '3.0.0',
    id: 'urn:nld:lerarenregister:kafka',
    info: INFO,
    defaultContentType: 'application/json',
    servers: SERVERS,
    channels,
    operations,
    components: { messages, schemas: bundle.collected() },
  };
}

function sentBy(service: string, messages: readonly TopicMessage[]): TopicMessage[] {
  return messages.filter(({ senders }) => senders === undefined || senders.includes(service));
}

/** `lrr.registratie.v1` → `registratie` */
function channelOf({ name }: Topic): string {
  return name.split('.')[1] ?? name;
}

function channelObject(topic: Topic, messages: readonly TopicMessage[]): object {
  const kept = 'days' in topic.keep ? `${topic.keep.days} dagen` : 'de nieuwste per sleutel';
  return {
    address: topic.name,
    title: topic.name,
    description: `${topic.content}. Sleutel: ${topic.key}. Bewaard: ${kept}. Eigenaar: ${topic.owner}.`,
    messages: Object.fromEntries(messages.map(({ name }) => [name, { $ref: `#/components/messages/${name}` }])),
    bindings: {
      kafka: {
        topic: topic.name,
        partitions: topic.partitions.cluster,
        replicas: 3,
        topicConfiguration: {
          'cleanup.policy': [topic.cleanup],
          'retention.ms': 'days' in topic.keep ? topic.keep.days * DAY_MS : -1,
          'max.message.bytes': topic.maxMessageBytes,
          ...(topic.cleanup === 'compact' ? { 'delete.retention.ms': 30 * DAY_MS } : {}),
        },
        bindingVersion: KAFKA,
      },
    },
  };
}

function operationObject(
  action: 'send' | 'receive',
  service: string,
  topic: Topic,
  messages: readonly TopicMessage[],
): object {
  const channel = `#/channels/${channelOf(topic)}`;
  return {
    action,
    title: `${service} ${action === 'send' ? 'schrijft op' : 'leest'} ${topic.name}`,
    channel: { $ref: channel },
    messages: messages.map(({ name }) => ({ $ref: `${channel}/messages/${name}` })),
    tags: [{ name: service }],
  };
}

function messageObject(
  { type, name, schema, contentType, examples }: TopicMessage,
  topic: Topic,
  bundle: SchemaBundle,
) {
  const isCloudEvent = contentType.startsWith('application/cloudevents');
  return {
    name,
    title: name,
    contentType,
    ...(schema === undefined ? { summary: 'Zonder waarde (tombstone): deze sleutel is er niet meer.' } : {}),
    headers: {
      type: 'object',
      required: ['id', 'type', 'schemaversion', ...(isCloudEvent ? ['content-type'] : [])],
      properties: {
        id: { type: 'string', format: 'uuid', description: 'Hetzelfde id is hetzelfde bericht.' },
        type: { type: 'string', const: type },
        schemaversion: { type: 'string', const: '1' },
        ...(isCloudEvent ? { 'content-type': { type: 'string', const: contentType } } : {}),
        traceparent: { type: 'string', description: 'W3C Trace Context, als het bericht ergens bij hoort.' },
      },
    },
    payload: schema === undefined ? { type: 'null' } : { $ref: bundle.place(schema) },
    bindings: { kafka: { key: { type: 'string', description: topic.key }, bindingVersion: KAFKA } },
    ...(examples.length === 0 ? {} : { examples: examples.map((payload) => ({ payload })) }),
  };
}
