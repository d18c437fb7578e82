import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { IncomingRecord } from '../../_platform/src/messaging/messaging.ts';
import { readAccess } from '../src/messages/read-access.ts';

const example = JSON.parse(
  readFileSync(path.join(import.meta.dirname, '../../../schemas/portfolio/v1/examples/portfoliotoegang.json'), 'utf8'),
) as Record<string, unknown>;

function record(value: Buffer | null, id = '0c9a1b52-0c1e-4c58-9b35-6d0d7a1d2f99'): IncomingRecord {
  return {
    topic: 'lrr.portfoliotoegang.v1',
    partition: 0,
    offset: '0',
    timestamp: 0,
    key: Buffer.from('x'),
    value,
    headers: { id: Buffer.from(id) },
  };
}
const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

describe('a record of lrr.portfoliotoegang.v1', () => {
  it('is read as its schema says, and blocks its portfolio alone', () => {
    const { message, key, expectedRecordKey } = readAccess(record(json({ ...example, nieuw: 1 })));
    expect(message).toEqual({ portfolioId: example['portfolioId'], state: 'OPEN', since: example['sinds'] });
    expect([key, expectedRecordKey]).toEqual([message.portfolioId, message.portfolioId]);
  });

  it.each<[string, Buffer | null, string]>([
    ['in an unknown state', json({ ...example, toestand: 'KIER' }), 'SCHEMA'],
    ['without a moment', json({ ...example, sinds: undefined }), 'SCHEMA'],
    ['that is no JSON', Buffer.from('{'), 'NOT_JSON'],
    [
      'that is not UTF-8',
      Buffer.concat([json({ ...example, nieuw: '' }).subarray(0, -2), Buffer.from([0xff, 0x22, 0x7d])]),
      'NOT_JSON',
    ],
    ['that is a tombstone: erasure is said with GEWIST', null, 'NOT_JSON'],
  ])('%s is poison', (_, value, code) => {
    expect(() => readAccess(record(value))).toThrow(expect.objectContaining({ name: 'PoisonError', code }));
  });

  it('without an id is poison', () => {
    expect(() => readAccess(record(json(example), ''))).toThrow(expect.objectContaining({ code: 'HEADER_ID' }));
  });
});
