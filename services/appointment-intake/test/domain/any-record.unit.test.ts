import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shapeCheck } from '../../../../schemas/message-book/v1/validators.ts';
import type { PersonAnswer } from '../../src/domain/judge-person.ts';
import { soundRecord, spoiledRecord } from '../support/any-record.ts';
import { judge } from '../support/judge.ts';
import { bsn, otherBsn, type Json } from '../support/records.ts';

const checkSignal = shapeCheck('ontvangstbevestiging');

/** What the vault may say, about a record of any kind. */
const anyAnswer: fc.Arbitrary<PersonAnswer> = fc
  .tuple(fc.boolean(), fc.subarray(['752', '753', '793', '615', '617', '616', '771', '843']))
  .map(([isKnown, codes]) => ({
    ...(isKnown ? { registratieId: '00000000-0000-4000-8000-000000000001' } : {}),
    signalen: codes.map((code) => ({ code, veld: '/persoon/geboortedatum' })),
  }))
  .filter(({ registratieId, signalen }) => registratieId !== undefined || signalen.some(({ code }) => code !== '616'));

describe('the judgement of any record', () => {
  it.each([
    ['sound', soundRecord],
    ['spoiled', spoiledRecord],
    ['made of anything', fc.jsonValue()],
  ] as [string, fc.Arbitrary<Json>][])(
    'never throws, never changes the record, says the same each time, in well-formed signals: %s',
    (_name, records) => {
      fc.assert(
        fc.property(records, (record) => {
          const before = JSON.stringify(record);
          const judged = judge(deeplyFrozen(structuredClone(record)));
          const { outcome, signals } = judged;
          expect(['ANSWERED', 'REJECTED', 'ACCEPTED']).toContain(outcome);
          expect(signals.some(({ ernst }) => ernst === 'A')).toBe(outcome !== 'ACCEPTED');
          expect(judge(record)).toEqual(judged);
          expect(JSON.stringify(record)).toBe(before);
          const receipt = { statusMelding: 'A', signalen: signals, datumTijdOntvangst: '2026-01-15T10:00:00.000Z' };
          expect(checkSignal(receipt)).toEqual([]);
          expect(signals.filter(({ veld }) => !isPlace(record, veld))).toEqual([]);
          expect(new Set(signals.map(({ code, veld }) => `${code} ${veld}`)).size).toBe(signals.length);
        }),
        { numRuns: 1_000 },
      );
    },
  );

  it('of a sound record is that it is accepted, and nothing of its persons is kept or told', () => {
    fc.assert(
      fc.property(soundRecord, (record) => {
        const { outcome, signals, record: kept } = judge(record);
        expect({ outcome, rejections: signals.filter(({ ernst }) => ernst === 'A') }).toEqual({
          outcome: 'ACCEPTED',
          rejections: [],
        });
        const text = JSON.stringify({ signals, kept });
        for (const personal of [bsn, otherBsn, '1985-04-12']) expect(text).not.toContain(personal);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws whatever the vault answers, and a rejection of its own keeps nothing of the record', () => {
    fc.assert(
      fc.property(soundRecord, anyAnswer, (record, answer) => {
        const isRefused = answer.signalen.some(({ code }) => !['616', '771'].includes(code));
        fc.pre(isRefused || answer.registratieId !== undefined);
        const { outcome, record: kept } = judge(record, {}, answer);
        expect(['REJECTED', 'ACCEPTED']).toContain(outcome);
        const isAskedAboutPerson = !['verzoekRegistratieoverzicht', 'antwoordCorrectieverzoek'].some(
          (field) => field in record,
        );
        if (isAskedAboutPerson && isRefused) {
          expect({ outcome, kept }).toEqual({ outcome: 'REJECTED', kept: undefined });
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

/** The pointer leads to something that exists, or to a member that an existing object does not have. */
function isPlace(record: Json, pointer: string): boolean {
  const names = pointer.split('/').slice(1);
  const last = names.pop();
  if (last === undefined) return true;
  const parent = names.reduce<Json>((node, name) => node?.[name], record);
  return typeof parent === 'object' && parent !== null;
}

function deeplyFrozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(deeplyFrozen);
  return Object.freeze(value);
}
