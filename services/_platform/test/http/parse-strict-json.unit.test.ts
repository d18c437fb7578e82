import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseStrictJson } from '../../src/http/parse-strict-json.ts';
import { Problem } from '../../src/http/problem.ts';

const limits = { maxDepth: 32 };
const parse = (text: string | Buffer): unknown => parseStrictJson(Buffer.from(text as string), limits);

const namedMembers = (count: number) => Array.from({ length: count }, (_, index) => `"${index}":{}`).join();

function refusalOf(text: string | Buffer): unknown {
  try {
    parse(text);
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    expect((error as Problem).status).toBe(400);
    return (error as Problem).extra['reden'];
  }
  return 'ACCEPTED';
}

describe('parseStrictJson', () => {
  it('takes a thousand members in each of many objects', () => {
    expect(refusalOf(`[{${namedMembers(1000)}},{${namedMembers(1000)}},{"a":1}]`)).toBe('ACCEPTED');
  });
  it.each([
    ['nothing', '', 'LEEG'],
    ['only spaces', '   ', 'GEEN_GELDIGE_JSON'],
    ['words', 'abc', 'GEEN_GELDIGE_JSON'],
    ['an unfinished object', '{"a":1', 'GEEN_GELDIGE_JSON'],
    ['an unfinished text', '"a', 'GEEN_GELDIGE_JSON'],
    ['an unfinished escape', '"\\', 'GEEN_GELDIGE_JSON'],
    ['an unfinished unicode escape', '"\\u12', 'GEEN_GELDIGE_JSON'],
    ['something behind it', '{"a":1} x', 'GEEN_GELDIGE_JSON'],
    ['a second value', '{}{}', 'GEEN_GELDIGE_JSON'],
    ['a comma too many', '[1,]', 'GEEN_GELDIGE_JSON'],
    ['NaN', 'NaN', 'GEEN_GELDIGE_JSON'],
    ['a leading zero', '[01]', 'GEEN_GELDIGE_JSON'],
    ['a plus sign', '[+1]', 'GEEN_GELDIGE_JSON'],
    ['a lone minus', '[-]', 'GEEN_GELDIGE_JSON'],
    ['a comment', '{} // x', 'GEEN_GELDIGE_JSON'],
    ['a raw control character', '"a\nb"', 'GEEN_GELDIGE_JSON'],
    ['a byte order mark', '\ufeff{}', 'BYTE_ORDER_MARK'],
    ['invalid UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'GEEN_UTF8'],
    ['overlong UTF-8', Buffer.from([0x22, 0xc0, 0x80, 0x22]), 'GEEN_UTF8'],
    ['a surrogate in UTF-8', Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]), 'GEEN_UTF8'],
    ['UTF-16', Buffer.from('{"a":1}', 'utf16le'), 'GEEN_GELDIGE_JSON'],
    ['2^53', '[9007199254740992]', 'GETAL_ONVEILIG'],
    ['2^53 + 1', '{"a":9007199254740993}', 'GETAL_ONVEILIG'],
    ['-2^53 - 1', '{"a":-9007199254740993}', 'GETAL_ONVEILIG'],
    ['a large number with a fraction', '[9007199254740993.0]', 'GETAL_ONVEILIG'],
    ['1e20', '[1e20]', 'GETAL_ONVEILIG'],
    ['1e400', '1e400', 'GETAL_ONVEILIG'],
    ['-1E+400', '[-1E+400]', 'GETAL_ONVEILIG'],
    ['a number of 400 digits', '9'.repeat(400), 'GETAL_ONVEILIG'],
    ['half a surrogate pair', '"\\ud800"', 'HALF_SURROGAATPAAR'],
    ['the other half', '"\\udc00"', 'HALF_SURROGAATPAAR'],
    ['two first halves', '"\\uD800\\uD800"', 'HALF_SURROGAATPAAR'],
    ['a first half and a letter', '"\\ud800a"', 'HALF_SURROGAATPAAR'],
    ['half a pair in a key', '{"\\ud83d":1}', 'HALF_SURROGAATPAAR'],
    ['NUL', '"\\u0000"', 'NUL_TEKEN'],
    ['NUL in a key', '{"a\\u0000":1}', 'NUL_TEKEN'],
    ['1001 members in one object', `{"a":{${namedMembers(1001)}}}`, 'TE_VEEL_DELEN'],
    // 200,000 objects with a name of their own each took a third of a second of processor time.
    ['150,001 members in all', `[${Array.from({ length: 150_001 }, (_, n) => `{"n${n}":1}`).join()}]`, 'TE_VEEL_DELEN'],
    ['a quarter of a million objects', `[${'{},'.repeat(250_000)}1]`, 'TE_VEEL_DELEN'],
    ['a quarter of a million lists', `[${'[],'.repeat(250_000)}1]`, 'TE_VEEL_DELEN'],
    ['a duplicate key', '{"a":1,"a":2}', 'DUBBELE_SLEUTEL'],
    ['a duplicate key with equal values', '{"a":1,"a":1}', 'DUBBELE_SLEUTEL'],
    ['a duplicate key written with an escape', '{"a":1,"\\u0061":2}', 'DUBBELE_SLEUTEL'],
    ['a duplicate key that hides an object', '{"a":{"b":1,"c":2},"a":1}', 'DUBBELE_SLEUTEL'],
    ['a duplicate key deep inside', '[[{"x":[{"b":1,"b":{}}]}]]', 'DUBBELE_SLEUTEL'],
    ['a duplicate __proto__', '{"__proto__":1,"__proto__":2}', 'DUBBELE_SLEUTEL'],
    ['33 levels', `${'['.repeat(33)}${']'.repeat(33)}`, 'TE_DIEP'],
    ['100,000 levels of arrays', '['.repeat(100_000), 'TE_DIEP'],
    ['100,000 levels of objects', '{"a":'.repeat(100_000), 'TE_DIEP'],
  ])('refuses %s', (_name, text, reason) => {
    expect(refusalOf(text)).toBe(reason);
  });

  it.each([
    '{"a:b":"c:d","e":{"f\\":":[":"]}}',
    '[9007199254740991,-9007199254740991,0.1,1e3,-0]',
    '"\\ud83d\\ude00 \\\\ud800 é 😀"',
    `${'['.repeat(32)}${']'.repeat(32)}`,
    ' {"a" : null , "b":true} ',
    'null',
  ])('reads %s as JSON.parse does', (text) => {
    expect(parse(text)).toEqual(JSON.parse(text));
  });

  it('keeps __proto__ an ordinary member', () => {
    const value = parse('{"__proto__":{"admin":true},"constructor":{"prototype":{"x":1}}}') as Record<string, unknown>;
    expect(Object.hasOwn(value, '__proto__')).toBe(true);
    expect(value['admin']).toBeUndefined();
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('tells the place of a fault, and nothing of the text', () => {
    try {
      parse('{"burgerservicenummer": "990000000", oeps}');
    } catch (error) {
      expect((error as Problem).extra).toEqual({ reden: 'GEEN_GELDIGE_JSON', positie: 37 });
      expect(JSON.stringify([(error as Problem).detail, (error as Problem).extra])).not.toContain('990000000');
    }
    expect.assertions(2);
  });

  it('reads everything that can be written without the refused freedoms', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value, (_key, member: unknown) =>
          typeof member === 'number' && Number.isInteger(member) && !Number.isSafeInteger(member) ? 0 : member,
        );
        if (/\\u0000|\\ud[89a-f]/.test(text)) return;
        expect(parse(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 500 },
    );
  });

  it('ends on any bytes with a value or a problem', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        try {
          parse(Buffer.from(bytes));
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
        }
      }),
      { numRuns: 500 },
    );
  });
});
