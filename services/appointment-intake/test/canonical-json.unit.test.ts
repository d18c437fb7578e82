import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson } from '../src/intake/canonical-json.ts';
import { fullAppointmentRecord } from './support/records.ts';

describe('canonical JSON', () => {
  it('is what the library makes of any JSON', () => {
    // Names that an engine orders or treats in its own way, between names that it does not.
    const name = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('10', '9', '01', '-1', '__proto__', 'toJSON'),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(null, true, false, -0, 1e21, 1e-7, 5e-324),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.string({ unit: 'grapheme' }),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(name, tie('value'), { maxKeys: 6 }),
      ),
    }));
    fc.assert(
      fc.property(value, (any) => {
        const parsed: unknown = JSON.parse(JSON.stringify(any));
        expect(canonicalJson(parsed)).toBe(canonicalize(parsed));
      }),
      { numRuns: 3_000 },
    );
  });
  it('orders members by UTF-16 code units, also those an engine would put first', () => {
    expect(
      canonicalJson(JSON.parse('{"b":[{"z":1,"a":-0}],"9":1,"10":2,"\\ud83d\\ude00":3,"\\ufb33":4,"__proto__":5}')),
    ).toBe('{"10":2,"9":1,"__proto__":5,"b":[{"a":0,"z":1}],"\u{1f600}":3,"\ufb33":4}');
  });
  it('does not depend on the order of members', () => {
    const { kop, benoeming } = fullAppointmentRecord();
    expect(canonicalJson({ kop, benoeming })).toBe(canonicalJson({ benoeming, kop }));
  });
  it('is given up when it outgrows its limit, and only then', () => {
    const record = fullAppointmentRecord();
    const text = canonicalJson(record);
    expect(canonicalJson(record, text.length)).toBe(text);
    expect(canonicalJson(record, text.length - 1)).toBeUndefined();
    expect(canonicalJson({ 1: 'x' }, 9)).toBe('{"1":"x"}');
    expect(canonicalJson({ 1: 'x' }, 8)).toBeUndefined();
    expect(canonicalJson([], 2)).toBe('[]');
    expect(canonicalJson({ a: [1, 2, {}], b: 0 }, 22)).toBe('{"a":[1,2,{}],"b":0}');
  });
});
