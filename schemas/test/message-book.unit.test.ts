import { describe, expect, it } from '@jest/globals';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { signalCatalogue, type SignalCode } from '../code-lists/signal-catalogue.ts';
import { generatedFiles } from '../generated-files.ts';
import { makeSignal } from '../message-book/v1/signals.ts';
import { shapeCheck, type SchemaName } from '../message-book/v1/validators.ts';

const folder = path.join(import.meta.dirname, '../message-book/v1');
const examples = path.join(folder, 'examples');
const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const schemaOf = (file: string) => file.split('.')[0] as SchemaName;

describe('examples', () => {
  const files = readdirSync(examples);
  it.each(files)('%s has the shape of its schema', (file) => {
    expect(shapeCheck(schemaOf(file))(read(path.join(examples, file)))).toEqual([]);
  });
  it.each(files)('%s with an unknown field has not', (file) => {
    const example = read(path.join(examples, file)) as object;
    expect(shapeCheck(schemaOf(file))({ ...example, onbekend: 1 })).not.toEqual([]);
  });
  it('there is one beside every schema', () => {
    const schemas = readdirSync(folder).filter((file) => file.endsWith('.schema.json') && file !== 'types.schema.json');
    expect(new Set(files.map(schemaOf))).toEqual(new Set(schemas.map((file) => schemaOf(file))));
  });
});

describe('what travels without its person', () => {
  it.each([
    ['benoeming', 'stand'],
    ['verwijdering-benoeming', 'verwijdering'],
  ])('%s and %s have the same fields but for persoon', (delivered, kept) => {
    const fieldsOf = (name: string) => {
      const { properties, required } = read(path.join(folder, `${name}.schema.json`)) as {
        properties: Record<string, unknown>;
        required: string[];
      };
      const { persoon: _, ...others } = properties;
      return { others, required: required.filter((field) => field !== 'persoon') };
    };
    expect(fieldsOf(delivered)).toEqual(fieldsOf(kept));
  });
});

it('generated files are current: else run node schemas/generate.ts', async () => {
  for (const [file, content] of await generatedFiles()) {
    expect({ file, content: readFileSync(path.join(import.meta.dirname, '..', file), 'utf8') }).toEqual({
      file,
      content,
    });
  }
});

describe('dates', () => {
  const check = shapeCheck('benoeming');
  const example = read(path.join(examples, 'benoeming.json')) as { persoon: object };
  const faultsOf = (geboortedatum: string) => check({ ...example, persoon: { ...example.persoon, geboortedatum } });

  it.each(['1985-04-12', '1984-02-29', '2000-02-29', '1985-04-00', '1985-00-00'])('%s is a partial date', (date) => {
    expect(faultsOf(date)).toEqual([]);
  });
  it.each(['1985-02-29', '1900-02-29', '1985-04-31', '1985-13-00', '1985-00-01', '1985-4-1', '1985'])(
    '%s is none',
    (date) => {
      expect(faultsOf(date)).not.toEqual([]);
    },
  );
});

describe('signals', () => {
  it.each(Object.keys(signalCatalogue) as SignalCode[])(
    '%s never shows a placeholder, and fits 250 characters',
    (code) => {
      const { tekst } = makeSignal(code, '/x', { vrije_tekst: 'x'.repeat(400), grondslag: '513' });
      expect(tekst).toMatch(/^[^{}]{1,250}$/);
    },
  );
  it('fills its text, and gives the values for programs', () => {
    expect(makeSignal('603', '/benoeming', { grondslag: '513' })).toEqual({
      code: '603',
      ernst: 'A',
      veld: '/benoeming',
      tekst: 'Bij grondslag 513 moet u opgeven welk onderwijs de leraar geeft. Dat ontbreekt.',
      waarden: { grondslag: '513' },
    });
  });
});
