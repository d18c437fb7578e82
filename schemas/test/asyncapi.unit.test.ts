import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Parser } from '@asyncapi/parser';
import type { AsyncAPIDocumentInterface } from '@asyncapi/parser';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import catalogue from '../../infra/kafka/topics.json' with { type: 'json' };
import { topicMessages } from '../asyncapi/topic-messages.ts';
import document from '../asyncapi/platform.json' with { type: 'json' };

interface Message {
  readonly name: string;
  readonly payload: object;
  readonly examples?: readonly { readonly payload: Record<string, unknown> }[];
}

const messages = Object.values(document.components.messages) as Message[];
const told = messages.flatMap(({ name, examples = [] }) => examples.map(({ payload }) => [name, payload] as const));

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv, ['date', 'date-time', 'uuid']);
ajv.addFormat('partial-date', true);
ajv.addSchema({ components: document.components }, 'asyncapi');

/** Against the schema of its payload as it stands in the document, in draft 7. */
function payloadFaults(name: string, value: unknown): string[] {
  const validate = ajv.getSchema(`asyncapi#/components/messages/${name}/payload`);
  if (validate === undefined) return [`no payload for ${name}`];
  return validate(value)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe('the AsyncAPI document', () => {
  let parsed: AsyncAPIDocumentInterface | undefined;
  let findings: string[];

  beforeAll(async () => {
    const outcome = await new Parser().parse(JSON.stringify(document));
    parsed = outcome.document;
    // 3.1 is there, and few tools read it yet.
    const found = outcome.diagnostics.filter(({ code }) => code !== 'asyncapi-latest-version');
    findings = found.map(({ code, message, path: at }) => `${code} ${at.join('/')} ${message}`);
  });

  it('is read by the official parser without error or warning', () => {
    expect(findings).toEqual([]);
    expect(parsed?.version()).toBe('3.0.0');
  });

  it('has a channel for each topic of the catalogue, kept and keyed as there', () => {
    const channels = parsed?.channels().all() ?? [];
    expect(channels.map((channel) => channel.address()).sort()).toEqual(
      catalogue.topics.map(({ name }) => name).sort(),
    );
    for (const topic of catalogue.topics) {
      const channel = channels.find((one) => one.address() === topic.name);
      const kafka = channel?.bindings().get('kafka')?.value();
      expect(kafka).toMatchObject({
        topic: topic.name,
        partitions: topic.partitions.cluster,
        topicConfiguration: {
          'cleanup.policy': [topic.cleanup],
          'max.message.bytes': topic.maxMessageBytes,
          'retention.ms': 'days' in topic.keep ? (topic.keep.days ?? 0) * 86_400_000 : -1,
        },
      });
      for (const message of channel?.messages().all() ?? []) {
        expect(message.bindings().get('kafka')?.value()).toMatchObject({ key: { description: topic.key } });
      }
    }
  });

  it('has an operation for each service that sends to or receives from a topic by the catalogue, and no other', () => {
    const found = (parsed?.operations().all() ?? []).map(
      (operation) =>
        `${operation.tags().all()[0]?.name()} ${operation.action()} ${operation.channels().all()[0]?.address()}`,
    );
    const expected = catalogue.topics.flatMap(({ name, producers, consumers }) => [
      ...producers.map((service) => `${service} send ${name}`),
      ...consumers.map((service) => `${service} receive ${name}`),
    ]);
    expect(found.sort()).toEqual(expected.sort());
    for (const operation of parsed?.operations().all() ?? []) expect(operation.messages().all()).not.toEqual([]);
  });

  it('has each message sent by somebody, with its header type and an example', () => {
    for (const [topic, carried] of topicMessages()) {
      const { producers } = catalogue.topics.find(({ name }) => name === topic) ?? { producers: [] };
      for (const { type, schema, examples, senders = producers } of carried) {
        expect({ type, senders: senders.filter((one) => !(producers as string[]).includes(one)) }).toEqual({
          type,
          senders: [],
        });
        expect({ type, named: type !== '' }).toEqual({ type, named: true });
        if (schema !== undefined) expect({ type, examples: examples.length > 0 }).toEqual({ type, examples: true });
      }
    }
  });

  it.each(told)('%s: its example fits its payload in draft 7', (name, payload) => {
    expect(payloadFaults(name, payload)).toEqual([]);
  });

  it.each(told.filter(([, payload]) => 'data' in payload))('%s: no more may be in it than before', (name, payload) => {
    const data = { ...(payload['data'] as object), burgerservicenummer: '999990019' };
    expect(payloadFaults(name, { ...payload, data })).not.toEqual([]);
    expect(payloadFaults(name, { ...payload, naam: 'x' })).not.toEqual([]);
    expect(payloadFaults(name, { ...payload, type: 'nl.lerarenregister.iets-anders.v1' })).not.toEqual([]);
  });
});

/**
 * What the code of each service does with topics: records are written as `topic: …`, handlers name theirs as
 * `topics: […]`, and whoever writes a line of the processing log does it through one function.
 */
describe('the code and the catalogue', () => {
  const services = path.join(import.meta.dirname, '../../services');
  const names = readdirSync(services).filter((name) => name !== '_platform');
  const codeOf = (service: string): string =>
    readdirSync(path.join(services, service, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(path.join(services, service, 'src', file), 'utf8'))
      .join('\n');

  function topicsIn(code: string): { sent: string[]; received: string[] } {
    const constants = new Map(
      [...code.matchAll(/const (\w+) = '(lrr\.\w+\.v\d+)'/g)].map(([, n, topic]) => [n, topic]),
    );
    const topic = /'(lrr\.\w+\.v\d+)'|\b([A-Z_]+_TOPIC)\b/.source;
    const named = (pattern: RegExp): string[] => [
      ...new Set(
        [...code.matchAll(pattern)].map(([, literal, constant]) => literal ?? constants.get(constant ?? '') ?? ''),
      ),
    ];
    const lines = /\bprocessingLogRecord\(/.test(code) ? ['lrr.verwerking.v1'] : [];
    const sent = [...named(new RegExp(`\\btopic: (?:${topic})(?!,? bytes)`, 'g')), ...lines];
    return { sent: sent.sort(), received: named(new RegExp(`\\btopics: \\[(?:${topic})`, 'g')).sort() };
  }

  it.each(names)('agree on what %s sends and receives', (service) => {
    const inCatalogue = (of: 'producers' | 'consumers'): string[] =>
      catalogue.topics
        .filter((topic) => topic[of].some((one) => one === service))
        .map(({ name }) => name)
        .sort();
    expect(topicsIn(codeOf(service))).toEqual({ sent: inCatalogue('producers'), received: inCatalogue('consumers') });
  });

  it.each([...topicMessages()].flatMap(([topic, all]) => all.map((one) => [one.type, topic, one] as const)))(
    'agree on who sends %s on %s',
    (type, topic, { senders }) => {
      const producers = senders ?? catalogue.topics.find(({ name }) => name === topic)?.producers ?? [];
      // Events are named by their kind; the rest of their type is put before and after it.
      const word = /^nl\.lerarenregister\.(.+)\.v1$/.exec(type)?.[1] ?? type;
      const shared = readFileSync(
        path.join(import.meta.dirname, '../processing-log/v1/processing-log-record.ts'),
        'utf8',
      );
      for (const service of producers) {
        const code = codeOf(service) + (topic === 'lrr.verwerking.v1' ? shared : '');
        expect({ service, word, known: code.includes(word) }).toEqual({ service, word, known: true });
      }
    },
  );
});
