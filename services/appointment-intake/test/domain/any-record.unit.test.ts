import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { shapeCheck } from '../../../../schemas/message-book/v1/validators.ts';
import { judge } from '../support/judge.ts';
import { deletionRecord, fullAppointmentRecord, type Json } from '../support/records.ts';

const checkSignal = shapeCheck('ontvangstbevestiging');

/** Values that schools send by mistake, and values that nobody sends by mistake. */
const anyValue = fc.oneof(
  fc.constantFrom(
    '',
    'VO',
    '501',
    '513',
    '530',
    '999',
    '99VB00',
    '2025-08-01',
    '2020-02-30',
    '1985-00-00',
    '0',
    'NEDERLANDS',
  ),
  fc
    .date({ min: new Date('1890-01-01'), max: new Date('2210-01-01'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10)),
  fc.jsonValue({ maxDepth: 3 }),
);

/** A sound record with up to six places changed, taken away or doubled. */
const spoiledRecord = fc
  .tuple(
    fc.constantFrom(fullAppointmentRecord, deletionRecord),
    fc.array(fc.tuple(fc.nat(), fc.constantFrom('set', 'remove', 'double'), anyValue), { maxLength: 6 }),
  )
  .map(([make, changes]) => {
    const record: Json = make();
    for (const [seed, act, value] of changes) spoil(record, seed, act, value);
    return record;
  });

function spoil(record: Json, seed: number, act: string, value: unknown): void {
  const places: [Json, string][] = [];
  const visit = (node: Json): void => {
    if (typeof node !== 'object' || node === null) return;
    for (const name of Object.keys(node)) {
      places.push([node, name]);
      visit(node[name]);
    }
  };
  visit(record);
  const place = places[seed % places.length];
  if (place === undefined) return;
  const [parent, name] = place;
  if (act === 'set') parent[name] = value;
  else if (act === 'double' && Array.isArray(parent)) parent.push(structuredClone(parent[Number(name)]));
  else if (Array.isArray(parent)) parent.splice(Number(name), 1);
  else Reflect.deleteProperty(parent, name);
}

describe('the judgement of any record', () => {
  it.each([
    ['spoiled', spoiledRecord],
    ['made of anything', fc.jsonValue()],
  ] as [string, fc.Arbitrary<Json>][])('never throws, and its signals are well-formed: %s', (_name, records) => {
    fc.assert(
      fc.property(records, (record) => {
        const { outcome, signals } = judge(record);
        expect(['ANSWERED', 'REJECTED', 'ACCEPTED']).toContain(outcome);
        expect(signals.some(({ ernst }) => ernst === 'A')).toBe(outcome !== 'ACCEPTED');
        const receipt = { statusMelding: 'A', signalen: signals, datumTijdOntvangst: '2026-01-15T10:00:00.000Z' };
        expect(checkSignal(receipt)).toEqual([]);
        for (const { veld } of signals) expect(isPlace(record, veld)).toBe(true);
      }),
      { numRuns: 3_000 },
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
