import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { codeListNames } from '../code-lists/list-columns.ts';
import { loadCodeLists } from '../code-lists/load-code-lists.ts';
import { signalCatalogue } from '../code-lists/signal-catalogue.ts';
import { messageBookVersions } from '../documentation/change-log.ts';
import { fieldConditions, fieldLists, fieldMeanings } from '../documentation/field-meanings.ts';
import { recordTypes } from '../documentation/record-types.ts';
import { renderDocumentation } from '../documentation/render-documentation.ts';
import { internalSchemas } from '../message-book/published-versions.ts';
import openapi from '../openapi/appointment-intake.json' with { type: 'json' };

const pages = renderDocumentation(loadCodeLists());
const textOf = (at: string): string => pages.get(at)?.text ?? '';
const folder = path.join(import.meta.dirname, '../message-book/v1');

interface Schema {
  readonly title?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** Every `Title.field` and `field` of the schemas that suppliers see. */
const fields = new Set<string>();
for (const file of readdirSync(folder).filter((name) => name.endsWith('.schema.json'))) {
  if (!internalSchemas.includes(file.replace('.schema.json', ''))) {
    collect(JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Schema, '');
  }
}

function collect(node: unknown, owner: string): void {
  if (typeof node !== 'object' || node === null) return;
  const { title = owner, properties = {} } = node as Schema;
  for (const name of Object.keys(properties)) {
    fields.add(name);
    fields.add(`${title}.${name}`);
  }
  for (const member of Object.values(node)) collect(member, title);
}

describe('the documentation is complete', () => {
  it('every field of every schema is told of on a page', () => {
    const told = [...pages].filter(([at]) => at.startsWith('/documentatie/berichten')).map(([, { text }]) => text);
    const paths = new Set(
      told.flatMap((text) =>
        [...text.matchAll(/role="rowheader"[^>]*>\s*<code>(.*?)<\/code>/gs)].map(([, at = '']) =>
          at.replace(/<[^>]*>/g, ''),
        ),
      ),
    );
    const names = new Set([...paths].map((at) => at.split('.').at(-1)));
    const missing = [...fields].filter((field) => !field.includes('.') && !names.has(field));
    // The head and the body are named in a sentence of each record page; no supplier sees a registratieId.
    const elsewhere = ['kop', 'registratieId', ...recordTypes.map(({ bodyField }) => bodyField)];
    expect(missing.filter((name) => !elsewhere.includes(name))).toEqual([]);
    for (const { number, bodyField } of recordTypes) {
      expect(textOf(`/documentatie/berichten/${number}`)).toContain(`<code>${bodyField}</code>`);
    }
  });
  it('every meaning, condition and list is that of a field', () => {
    const named = [...Object.keys(fieldMeanings), ...Object.keys(fieldConditions), ...Object.keys(fieldLists)];
    expect(named.filter((name) => !fields.has(name))).toEqual([]);
  });
  it.each(Object.values(signalCatalogue))(
    'signal $code has its page, with text and repair',
    ({ code, tekst, herstel }) => {
      const text = unescaped(textOf(`/documentatie/signalen/${code}`));
      expect(text).toContain(tekst);
      expect(text).toContain(herstel);
      expect(textOf('/documentatie/signalen')).toContain(`href="/documentatie/signalen/${code}"`);
    },
  );
  it.each(recordTypes)('record $number has its page, with an example', ({ number, kind }) => {
    expect(textOf(`/documentatie/berichten/${number}`)).toContain(`&#34;berichtsoort&#34;: &#34;${kind}&#34;`);
  });
  it('there is a page for every record type of the message book, and for every code list', () => {
    const kinds = ['Kop', 'KopTerugkoppeling'] as const;
    const all = kinds.flatMap((head) => openapi.components.schemas[head].properties.berichtsoort.enum);
    expect(recordTypes.map(({ kind }) => kind).sort()).toEqual(all.sort());
    expect(codeListNames.filter((name) => !pages.has(`/documentatie/waardenlijsten/${name}`))).toEqual([]);
  });
  it('the change log begins with the version that the examples have', () => {
    expect(textOf('/documentatie/berichten/1')).toContain(
      `&#34;berichtenboekVersie&#34;: &#34;${messageBookVersions[0]?.version ?? ''}&#34;`,
    );
  });
});

describe.each([...pages].filter(([at]) => !at.endsWith('.css')))('%s', (_at, { text }) => {
  it('has no broken link', () => {
    const links = [...text.matchAll(/href="([^"]*)"/g)].map(([, to = '']) => to);
    const broken = links.filter((to) => !isThere(to, text));
    expect(broken).toEqual([]);
  });
  it('can be read with a screen reader and under its policy: language, one heading, no script, no style of its own', () => {
    expect(text).toContain('<html lang="nl">');
    expect(text.match(/<h1>/g)).toHaveLength(1);
    expect(text).toMatch(/<title>[^<]+<\/title>/);
    expect(text).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=/);
  });
  it('shows no hole', () => {
    expect(text).not.toMatch(/undefined|\[object|NaN/);
  });
});

function isThere(to: string, page: string): boolean {
  if (to.startsWith('#')) return page.includes(`id="${to.slice(1)}"`);
  if (to.startsWith('/v1/')) return to === '/v1/openapi.json' || isCall(to.slice('/v1'.length));
  return to.startsWith('https://') || pages.has(to);
}

/** A call that needs no token. */
function isCall(at: string): boolean {
  return Object.entries(openapi.paths).some(
    ([template, item]) => 'get' in item && new RegExp(`^${template.replace(/\{[^}]*\}/g, '[^/]+')}$`).test(at),
  );
}

function unescaped(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code))).replace(/\s+/g, ' ');
}
