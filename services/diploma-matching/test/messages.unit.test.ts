import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { loadCodeLists } from '../../../schemas/code-lists/load-code-lists.ts';
import type { IncomingRecord } from '../../_platform/src/messaging/messaging.ts';
import { judgeClaim } from '../src/domain/result.ts';
import { matchRecord } from '../src/messages/match-record.ts';
import { readClaim } from '../src/messages/read-claim.ts';
import { versionLists } from '../src/version-lists.ts';
import { labelledClaims } from './labelled-claims.ts';

const schemas = path.join(import.meta.dirname, '../../../schemas/diploma/v1');
const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(schemas, file), 'utf8'));
const example = readJson('examples/diplomaclaim.json') as Record<string, unknown>;

function record(value: unknown, id = '0c9a1b52-0c1e-4c58-9b35-6d0d7a1d2f99'): IncomingRecord {
  return {
    topic: 'lrr.diplomaclaim.v1',
    partition: 0,
    offset: '0',
    timestamp: 0,
    key: Buffer.from('x'),
    value: Buffer.isBuffer(value) ? value : Buffer.from(JSON.stringify(value)),
    headers: { id: Buffer.from(id) },
  };
}

describe('a record of lrr.diplomaclaim.v1', () => {
  it('is read as its schema says, and blocks its person alone', () => {
    const { message, key, expectedRecordKey } = readClaim(record(example));
    expect(message).toEqual({ kind: 'claim', claim: example });
    expect([key, expectedRecordKey]).toEqual([example['matchingId'], example['matchingId']]);
  });

  it('without anything found holds no diplomas', () => {
    const { diplomas: _, ...rest } = example;
    expect(readClaim(record({ ...rest, nietGevonden: true })).message).toMatchObject({ claim: { diplomas: [] } });
  });

  it('of a later version may hold more than is known here', () => {
    expect(readClaim(record({ ...example, nieuw: 1 })).message).toEqual({ kind: 'claim', claim: example });
  });

  it('without value withdraws all of the person that its key names', () => {
    const key = '7b1c8a54-90d1-4f0e-8f0f-3f6c5c1a9e10';
    const withdrawn = { ...record(example), key: Buffer.from(key), value: null };
    expect(readClaim(withdrawn)).toMatchObject({ key, alone: true, message: { kind: 'withdrawal', matchingId: key } });
    expect(() => readClaim({ ...withdrawn, key: null })).toThrow(expect.objectContaining({ code: 'KEY' }));
    expect(() => readClaim({ ...withdrawn, key: Buffer.from('x') })).toThrow(expect.objectContaining({ code: 'KEY' }));
  });

  it.each<[string, unknown, string]>([
    ['without facts', { ...example, diplomas: undefined }, 'SCHEMA'],
    ['with both kinds of facts', { ...example, nietGevonden: true }, 'SCHEMA'],
    ['with an unknown kind of teaching', { ...example, onderwijs: { aanduiding: 'LERAAR_HBO' } }, 'SCHEMA'],
    ['that is no object', 3, 'SCHEMA'],
    ['that is no JSON', Buffer.from('{'), 'NOT_JSON'],
    ['that is no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'NOT_JSON'],
  ])('%s is poison', (_, value, code) => {
    expect(() => readClaim(record(value))).toThrow(expect.objectContaining({ name: 'PoisonError', code }));
  });

  it('without an id is poison', () => {
    expect(() => readClaim(record(example, 'geen'))).toThrow(expect.objectContaining({ code: 'HEADER_ID' }));
  });
});

describe('a record of lrr.diplomamatch.v1', () => {
  const ajv = new Ajv2020();
  addFormats.default(ajv);
  const fits = ajv.compile(readJson('diplomamatch.schema.json') as object);

  const lists = loadCodeLists();

  it.each(labelledClaims())('fits its schema: $geval', ({ claim, programmes }) => {
    const all = versionLists({ ...lists, programmes: [...lists.programmes, ...programmes] });
    const sent = matchRecord(judgeClaim(claim, undefined, all, '2019-03-01T09:12:44.120Z'));
    const value = JSON.parse(sent.value ?? '') as unknown;
    expect(fits(value) ? [] : fits.errors).toEqual([]);
    expect(sent.key).toBe(claim.claimId);
    expect(sent.value).not.toContain(claim.matchingId);
  });
});
