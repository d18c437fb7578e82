import { describe, expect, it } from '@jest/globals';
import { signalCatalogue } from '../../schemas/code-lists/signal-catalogue.ts';
import { shapeCheck } from '../../schemas/message-book/v1/validators.ts';
import { recordExamples, signalExamples, type WorkedExample } from '../../schemas/message-book/v1/worked-examples.ts';
import { judgeExample } from './judge-example.ts';

const signals = [...signalExamples()];
const records = [...recordExamples()];

/** Given by an operator, by a fault on our side, or not by the register yet: no record makes them. */
const withoutExample = ['358', '620', '990', '991'];

it('there is an example for every signal that a record can give, and for every record type that is sent', () => {
  const codes = Object.keys(signalCatalogue).filter((code) => !withoutExample.includes(code));
  expect(signals.map(([code]) => code).sort()).toEqual(codes.sort());
  expect(records.map(([number]) => number)).toEqual(['1', '2', '3', '4', '6']);
});

describe.each([...records, ...signals])('example %s', (_name, example) => {
  it('gets the answer that stands in it, from intake and register', () => {
    const { ontvangstbevestiging, terugkoppeling } = example;
    expect(judgeExample(example)).toEqual({ ontvangstbevestiging, ...(terugkoppeling && { terugkoppeling }) });
  });
  it('has answers of the right shape', () => {
    expect(shapeCheck('ontvangstbevestiging')(example.ontvangstbevestiging)).toEqual([]);
    if (example.terugkoppeling !== undefined) {
      expect(shapeCheck('opgehaalde-terugkoppeling')(example.terugkoppeling)).toEqual([]);
    }
  });
});

describe.each(records)('record %s', (_number, example) => {
  it('has the shape of a record and no signal', () => {
    expect(shapeCheck('bericht')(example.bericht)).toEqual([]);
    expect(codesOf(example)).toEqual([]);
  });
});

describe.each(signals)('signal %s', (code, example) => {
  it('is the only one that the example gives', () => {
    expect(codesOf(example)).toEqual([code]);
  });
  it('is not given for the nearest other record', () => {
    const { zonderSignaal, omstandigheden, ...others } = example;
    expect(zonderSignaal).toBeDefined();
    // Where somebody else is the cause, that is what differs.
    expect(
      codesOf(judgeExample(omstandigheden === undefined ? example : (others as WorkedExample), zonderSignaal)),
    ).toEqual([]);
  });
});

function codesOf({
  ontvangstbevestiging,
  terugkoppeling,
}: Pick<WorkedExample, 'ontvangstbevestiging' | 'terugkoppeling'>) {
  const bodies = Object.values(terugkoppeling ?? {}) as { signalen?: { code: string }[] }[];
  const told = bodies.flatMap(({ signalen = [] }) => signalen);
  return [...new Set([...ontvangstbevestiging.signalen, ...told].map(({ code }) => code))];
}
