import { describe, expect, it } from '@jest/globals';
import type { IncomingRecord } from '../../../_platform/src/messaging/messaging.ts';
import { eventNames, exampleOf } from '../apply/event-schemas.ts';
import { bindingFaults, profileFaults, specificationFaults } from './cloud-event-faults.ts';

const example = exampleOf('benoeming-geregistreerd') as Record<string, unknown>;

function recordOf(event: Record<string, unknown>, contentType = 'application/cloudevents+json'): IncomingRecord {
  const headers = { 'content-type': contentType, id: String(event['id']), type: String(event['type']) };
  return {
    topic: 'lrr.registratie.v1',
    partition: 0,
    offset: '0',
    timestamp: 0,
    key: Buffer.from(String(event['subject'])),
    value: Buffer.from(JSON.stringify(event)),
    headers: Object.fromEntries(Object.entries(headers).map(([name, text]) => [name, Buffer.from(text)])),
  };
}

describe('the examples of events', () => {
  it.each(eventNames)('%s is a CloudEvent, keeps the NL GOV profile and is read by others', (name) => {
    const event = exampleOf(name) as Record<string, unknown>;
    expect(specificationFaults(event)).toEqual([]);
    expect(profileFaults(event)).toEqual([]);
    expect(bindingFaults(recordOf(event))).toEqual([]);
  });
});

describe('what is held against them finds faults', () => {
  it.each([{ id: '' }, { source: '' }, { source: 'urn:nld: oin' }, { type: undefined }, { time: 'gisteren' }])(
    'of the specification: %j',
    (change) => {
      expect(specificationFaults(JSON.parse(JSON.stringify({ ...example, ...change })))).not.toEqual([]);
    },
  );

  it.each([
    [{ causation_id: 'x' }, 'attribute names'],
    [{ eennaamdielangerisdantwintig: 'x' }, 'attribute names'],
    [{ causationid: 'een\nregel' }, 'attribute values'],
    [{ causationid: { id: 'x' } }, 'attribute values'],
    [{ id: 'doc2021033441' }, 'id'],
    [{ source: 'https://lerarenregister.nl' }, 'source'],
    [{ source: 'urn:nld:oin:123:systeem:register-state' }, 'source'],
    [{ specversion: '1.0.2' }, 'specversion'],
    [{ type: 'lerarenregister.nl/persoon-bekend' }, 'type'],
    [{ type: 'nl.lerarenregister.persoon-bekend.v1.2' }, 'type'],
    [{ datacontenttype: 'text/xml' }, 'datacontenttype'],
    [{ data: '{}' }, 'data'],
    [{ time: '2026-09-01' }, 'time'],
    [{ sequence: '17' }, 'sequence'],
    [{ sequencetype: 'Integer' }, 'sequencetype'],
  ])('of the profile: %j', (change, attribute) => {
    expect(profileFaults({ ...example, ...change })).toEqual([expect.stringMatching(`^${attribute}: `)]);
  });

  it('of the binding', () => {
    expect(bindingFaults(recordOf(example, 'application/cloudevents+json; charset=UTF-8'))).toEqual([]);
    expect(() => bindingFaults(recordOf(example, 'application/json'))).toThrow();
    expect(() => bindingFaults(recordOf({ ...example, source: undefined }))).toThrow();
    expect(bindingFaults({ ...recordOf(example), key: Buffer.from('x') })).toEqual(['the key is not the subject']);
    expect(
      bindingFaults({ ...recordOf(example), headers: { 'content-type': Buffer.from('application/cloudevents+json') } }),
    ).toEqual(['header id is not the id', 'header type is not the type']);
  });
});
