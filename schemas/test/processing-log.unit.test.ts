import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { processingLogRecord, type ProcessingLine } from '../processing-log/v1/processing-log-record.ts';

const folder = path.join(import.meta.dirname, '../processing-log/v1');
const read = (file: string): object => JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
const check = new Ajv2020().compile(read('verwerking.schema.json'));
const example = read('examples/verwerking.json');

const line: ProcessingLine = {
  id: '0b9f6b2e-54e9-4a3d-9c53-0a6e1f3c7d21',
  activity: 'DIPLOMAREGISTER_RAADPLEGEN',
  at: new Date('2026-03-02T09:15:00Z'),
  executor: 'identity-vault',
  onBehalfOf: 'register-state',
  subject: '3a7d1c55-6c0e-4e0b-9c8c-5b1d7f0a2e46',
  domain: 'matching',
  purpose: 'Opgegeven onderwijs vergelijken met het diplomaregister',
  purposeCode: 'LRR-DR-1',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
};

describe('a line of the processing log', () => {
  it('has the shape of its schema, as its example has', () => {
    const { value, ...record } = processingLogRecord(line);
    expect(JSON.parse(value)).toEqual(example);
    expect(check(example)).toBe(true);
    expect(record).toEqual({
      id: line.id,
      topic: 'lrr.verwerking.v1',
      key: line.id,
      headers: { type: 'VERWERKING', schemaversion: '1' },
    });
  });

  it('leaves out what nobody said', () => {
    const { onBehalfOf: _, purposeCode: __, traceparent: ___, ...least } = line;
    const value = JSON.parse(processingLogRecord(least).value);
    expect(check(value)).toBe(true);
    expect(value).not.toHaveProperty('opVerzoekVan');
    expect(value).not.toHaveProperty('doelcode');
    expect(value).not.toHaveProperty('traceId');
  });

  it.each(['betrokkene', 'doel', 'uitvoerder'])('is none without %s', (member) => {
    expect(check({ ...example, [member]: undefined })).toBe(false);
  });
});
