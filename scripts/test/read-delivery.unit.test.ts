import { describe, expect, it } from '@jest/globals';
import { UsageError } from '../lrr/command.ts';
import { readDelivery } from '../lrr/read-delivery.ts';

const record = (number: number, oin = '00000001234567890000'): object => ({
  kop: { identificatiecodeBedrijfsdocument: `${number}`, oinVerzender: oin },
});

describe('a delivery file', () => {
  it('with a request keeps its leveringId', () => {
    const leveringId = '0c9a1b52-0c1e-4c58-9b35-6d0d7a1d2f01';
    const content = JSON.stringify({ leveringId, berichten: [record(1)] });
    expect(readDelivery(content)).toEqual([{ leveringId, oin: '00000001234567890000', berichten: [record(1)] }]);
  });

  it.each([
    ['an array', JSON.stringify([record(1), record(2)])],
    ['one record a line', `${JSON.stringify(record(1))}\n\n${JSON.stringify(record(2))}\n`],
  ])('with %s is the same delivery each time it is sent', (_, content) => {
    const [first, ...more] = readDelivery(content);
    expect(more).toEqual([]);
    expect(first?.berichten).toEqual([record(1), record(2)]);
    expect(readDelivery(content)).toEqual([first]);
    expect(first?.leveringId).toMatch(/^[0-9a-f]{8}-/);
  });

  it('is cut at 500 records, and by the size a request may have', () => {
    const many = Array.from({ length: 1_001 }, (_, number) => record(number));
    expect(readDelivery(JSON.stringify(many)).map(({ berichten }) => berichten.length)).toEqual([500, 500, 1]);
    const large = Array.from({ length: 5 }, (_, number) => ({ ...record(number), vulling: 'x'.repeat(1_500_000) }));
    expect(readDelivery(JSON.stringify(large)).map(({ berichten }) => berichten.length)).toEqual([2, 2, 1]);
  });

  it('of several suppliers is sent by each of them, or by the one that is named', () => {
    const supplier = { kop: { oinVerzender: '1', oinLeverancier: '2' } };
    const content = JSON.stringify([record(1, '1'), supplier]);
    expect(readDelivery(content).map(({ oin }) => oin)).toEqual(['1', '2']);
    expect(readDelivery(content, '9').map(({ oin }) => oin)).toEqual(['9']);
  });

  it.each(['', '[]', 'geen json', 'null', '[null]', '[{"kop":{}}]'])(
    'that cannot be sent is a fault of usage: %s',
    (content) => {
      expect(() => readDelivery(content)).toThrow(UsageError);
    },
  );

  it('may begin with a byte order mark, as editors on Windows write it', () => {
    // It was told to hold no JSON, in a line where everybody sees JSON.
    for (const content of [JSON.stringify([record(1)]), `${JSON.stringify(record(1))}\n${JSON.stringify(record(2))}`]) {
      expect(readDelivery(`\u{feff}${content}`)).toEqual(readDelivery(content));
    }
  });

  it('with broken records is sent all the same when somebody is named who delivers it', () => {
    expect(readDelivery('[null, 3]', '9')).toMatchObject([{ oin: '9', berichten: [null, 3] }]);
  });
});
