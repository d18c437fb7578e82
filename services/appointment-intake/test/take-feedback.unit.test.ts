import { describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { IncomingRecord } from '../../_platform/src/messaging/messaging.ts';
import kopSchema from '../../../schemas/message-book/v1/kop.schema.json' with { type: 'json' };
import { recordKinds } from '../src/messages/record-kinds.ts';
import { takeFeedback } from '../src/messages/take-feedback.ts';
import type { Json } from './support/records.ts';

const examples = path.join(import.meta.dirname, '../../../schemas/message-book/v1/examples');
const readExample = (name: string): string => readFileSync(path.join(examples, name), 'utf8');
const example = readExample('terugkoppeling.json');
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

describe('a feedback record of each kind', () => {
  const personId = '3f1d9c1e-4a5b-4c6d-8e7f-9a0b1c2d3e4f';
  const decoded = (value: Json, key = personId) =>
    takeFeedback.decode(
      record({
        key: Buffer.from(key),
        value: Buffer.from(JSON.stringify(value)),
        headers: { id: Buffer.from(value.kop.identificatiecodeBedrijfsdocument as string) },
      }),
    ).message;
  const files = readdirSync(examples).filter((name) => /^terugkoppeling\.(?:.+\.)?json$/.test(name));

  it.each(files)('%s is taken', (file) => {
    const value = JSON.parse(readExample(file));
    expect(decoded(value).row).toMatchObject({ kind: value.kop.berichtsoort, record: value });
  });
  it.each(files)('%s under the name of another kind is parked', (file) => {
    const value = JSON.parse(readExample(file));
    for (const berichtsoort of [
      'TERMIJNSIGNALERING',
      'TERUGKOPPELING_VERWERKT',
      'AANLEVEREN_BENOEMING',
      'constructor',
    ]) {
      if (berichtsoort === value.kop.berichtsoort) continue;
      const other = { ...value, kop: { ...value.kop, berichtsoort } };
      expect(() => decoded(other)).toThrow(expect.objectContaining({ code: 'FEEDBACK_MISSHAPEN' }));
    }
  });
  it.each(['terugkoppeling.json', 'terugkoppeling.verwerkt.json'])('%s must say what it answers', (file) => {
    const value = JSON.parse(readExample(file));
    delete value.kop.verwijstNaar;
    expect(() => decoded(value)).toThrow(expect.objectContaining({ code: 'FEEDBACK_MISSHAPEN' }));
  });
  it.each(['spontane-mutatie', 'correctieverzoek', 'termijnsignalering'])('%s answers nothing', (name) => {
    const value = JSON.parse(readExample(`terugkoppeling.${name}.json`));
    value.kop.verwijstNaar = kop.verwijstNaar;
    expect(() => decoded(value)).toThrow(expect.objectContaining({ code: 'FEEDBACK_MISSHAPEN' }));
  });

  it('14 tells of how many pages it is one, and whom it names', () => {
    const message = decoded(JSON.parse(readExample('terugkoppeling.registratieoverzicht.json')));
    expect(message.pages).toEqual({ pages: 1 });
    expect(message.row.persons).toEqual([personId]);
  });
  it('16 tells whom the request is about that the board will answer; under another key it is parked', () => {
    const value = JSON.parse(readExample('terugkoppeling.correctieverzoek.json'));
    expect(decoded(value).correction).toEqual({
      correction_id: value.correctieverzoek.correctieverzoekId,
      board: value.kop.bevoegdGezagNummer,
      register_id: personId,
      told_at: value.kop.datumTijdBedrijfsdocument,
    });
    expect(() => decoded(value, 'partitie-3')).toThrow(expect.objectContaining({ code: 'FEEDBACK_KEY' }));
  });
});

it('the kinds of record that a head may name are those that are taken in', () => {
  expect([...recordKinds.keys()].sort()).toEqual([...kopSchema.properties.berichtsoort.enum].sort());
});
