import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { IncomingRecord } from '../../_platform/src/messaging/messaging.ts';
import { takeFeedback } from '../src/messages/take-feedback.ts';

const example = readFileSync(
  path.join(import.meta.dirname, '../../../schemas/message-book/v1/examples/terugkoppeling.json'),
  'utf8',
);
const { kop } = JSON.parse(example);

const badText = Buffer.from(example.replace('P-1001', 'P-\u00ff'), 'latin1');

function record(change: Partial<IncomingRecord> = {}): IncomingRecord {
  return {
    topic: 'lrr.terugkoppeling.v1',
    partition: 0,
    offset: '0',
    timestamp: 0,
    key: Buffer.from('person'),
    value: Buffer.from(example),
    headers: { id: Buffer.from(kop.identificatiecodeBedrijfsdocument as string) },
    ...change,
  };
}

describe('a feedback record from the register', () => {
  it('goes to the stock of its delivery point and answers the record it refers to', () => {
    const { id, key, message } = takeFeedback.decode(record());
    expect({ id, key }).toEqual({ id: kop.identificatiecodeBedrijfsdocument, key: 'person' });
    expect(message.row).toEqual({
      id: kop.identificatiecodeBedrijfsdocument,
      board: kop.bevoegdGezagNummer,
      delivery_point: kop.aanleverpuntnummer,
      kind: kop.berichtsoort,
      answers: kop.verwijstNaar,
      record: JSON.parse(example),
      bytes: Buffer.byteLength(example),
    });
  });

  it.each<[string, string, Partial<IncomingRecord>]>([
    ['FEEDBACK_EMPTY', 'without a key', { key: null }],
    ['FEEDBACK_EMPTY', 'without a value', { value: null }],
    ['FEEDBACK_NOT_JSON', 'of bytes', { value: Buffer.from([0xff, 0x00]) }],
    // Bad bytes became a sign for "unknown" and were told to a school.
    ['FEEDBACK_NOT_JSON', 'with a text of bad bytes', { value: badText }],
    ['FEEDBACK_MISSHAPEN', 'of another shape', { value: Buffer.from('{"kop":{}}') }],
    ['FEEDBACK_ID_DIFFERS', 'without header id', { headers: {} }],
    ['FEEDBACK_ID_DIFFERS', 'with the id of another', { headers: { id: Buffer.from('x') } }],
  ])('%s: one %s is parked', (code, _what, change) => {
    expect(() => takeFeedback.decode(record(change))).toThrow(expect.objectContaining({ code }));
  });
});
