import { describe, expect, it } from '@jest/globals';
import { messageBookVersions } from '../documentation/change-log.ts';
import { breakingChanges, type SchemaFiles } from '../message-book/breaking-changes.ts';
import { presentSchemas, publishedVersions } from '../message-book/published-versions.ts';
import { shapeCheck, type SchemaName } from '../message-book/v1/validators.ts';

const published = publishedVersions();
const present = presentSchemas();

it('every version of the change log is published, and no other', () => {
  expect(published.map(({ version }) => version).sort()).toEqual(
    messageBookVersions.map(({ version }) => version).sort(),
  );
});

describe.each(published)('version $version', ({ schemas, examples }) => {
  it.each(examples)('$name is still right as $schema', ({ schema, value }) => {
    expect(shapeCheck(schema as SchemaName)(value)).toEqual([]);
  });
  it('has nothing that a program of that day could stumble over now', () => {
    expect(breakingChanges(schemas, present)).toEqual([]);
  });
});

describe('the checker', () => {
  type Files = Record<string, any>;
  const changed = (change: (files: Files) => void): SchemaFiles => {
    const files: Files = JSON.parse(JSON.stringify(present));
    change(files);
    return files;
  };
  const benoeming = (files: Files) => files['benoeming.schema.json'];
  const types = (files: Files) => files['types.schema.json'].$defs;

  it.each<[string, (files: Files) => void, string[]]>([
    [
      'a field that is gone',
      (f) => delete benoeming(f).properties.personeelsnummer,
      ['bericht/benoeming/personeelsnummer: gone'],
    ],
    [
      'a new required field',
      (f) => benoeming(f).required.push('personeelsnummer'),
      ['bericht/benoeming: required personeelsnummer'],
    ],
    ['a code less', (f) => types(f).Sector.enum.pop(), ['bericht/benoeming/sector: enum']],
    ['a first list of codes', (f) => (types(f).AN20.enum = ['1']), ['bericht/benoeming/personeelsnummer: enum']],
    [
      'another pattern',
      (f) => (types(f).AN20.pattern = '^[A-Z]{1,20}$'),
      ['bericht/benoeming/personeelsnummer: pattern'],
    ],
    [
      'another type',
      (f) => (types(f).Standvolgnummer.type = 'string'),
      ['bericht/benoeming/standvolgnummer: type string'],
    ],
    ['fewer elements', (f) => (types(f).Perioden.maxItems = 50), ['bericht/benoeming/perioden: maxItems']],
    ['more elements at least', (f) => (types(f).Perioden.minItems = 2), ['bericht/benoeming/perioden: minItems']],
    [
      'a record type that is gone',
      (f) => f['bericht.schema.json'].oneOf.pop(),
      ['bericht: oneOf BerichtAntwoordCorrectieverzoek gone'],
    ],
    [
      'a rule that it does not know',
      (f) => (types(f).Perioden.uniqueItems = true),
      ['bericht/benoeming/perioden: uniqueItems'],
    ],
    [
      'a field of feedback that may be left out now',
      (f) => f['ontvangstbevestiging.schema.json'].required.shift(),
      ['leveringsantwoord/ontvangstbevestigingen/*: required statusMelding'],
    ],
    [
      'a field of feedback that is gone',
      (f) => delete f['bundel-terugkoppelingen.schema.json'].properties.restant,
      ['bundel-terugkoppelingen/restant: gone'],
    ],
  ])('finds %s', (_what, change, expected) => {
    expect(breakingChanges(present, changed(change))).toEqual(expect.arrayContaining(expected));
  });

  it.each<[string, (files: Files) => void]>([
    ['nothing', () => undefined],
    ['other words', (f) => (benoeming(f).description = 'Anders.')],
    ['a new optional field to send', (f) => (benoeming(f).properties.nieuw = { type: 'string' })],
    [
      'more elements to send',
      (f) => (f['verzoek-registratieoverzicht.schema.json'].properties.personen.maxItems = 200),
    ],
    ['a new record type to send', (f) => f['bericht.schema.json'].oneOf.push({ title: 'Nieuw', type: 'object' })],
    [
      'a new field in feedback',
      (f) => (f['bundel-terugkoppelingen.schema.json'].properties.nieuw = { type: 'string' }),
    ],
  ])('lets pass: %s', (_what, change) => {
    expect(breakingChanges(present, changed(change))).toEqual([]);
  });
});
