import { describe, expect, it } from '@jest/globals';
import { signalCatalogue, type SignalCode } from '../../../../schemas/code-lists/signal-catalogue.ts';
import { signalExamples, type WorkedExample } from '../../../../schemas/message-book/v1/worked-examples.ts';
import type { PersonAnswer } from '../../src/domain/judge-person.ts';
import type { ArrivalFacts } from '../../src/domain/judge-record.ts';
import { judge } from '../support/judge.ts';
import { appointmentRecord, overviewRecord, type Json } from '../support/records.ts';

/** Codes that others give: the register, an operator, or this service when it has a fault of its own with a record. */
const givenElsewhere = [
  '304',
  '312',
  '400',
  '606',
  '608',
  '609',
  '611',
  '612',
  '620',
  '631',
  '632',
  '358',
  '990',
  '991',
];

interface Sent {
  readonly record: Json;
  readonly facts?: Partial<ArrivalFacts>;
  readonly answer?: PersonAnswer;
}

const known: Partial<ArrivalFacts> = { storedHash: 'aa', contentHash: 'bb' };
const examples = [...signalExamples()].filter(([code]) => !givenElsewhere.includes(code)) as [
  SignalCode,
  WorkedExample,
][];

it('every signal that intake gives has its example in the message book', () => {
  const codes = Object.keys(signalCatalogue).filter((code) => !givenElsewhere.includes(code));
  expect(examples.map(([code]) => code).sort()).toEqual(codes.sort());
});

describe.each(examples)('%s', (code, example) => {
  const row: { readonly ernst: string; readonly tekst: string } = signalCatalogue[code];
  const { bericht, omstandigheden, zonderSignaal, ontvangstbevestiging } = example;
  const at = ontvangstbevestiging.signalen[0]?.veld ?? '';
  const gives: Sent = {
    record: bericht,
    ...(omstandigheden?.kluis === undefined ? {} : { answer: omstandigheden.kluis }),
    facts: { mayDeliver: omstandigheden?.machtiging ?? true, ...(code === '396' ? known : {}) },
  };

  it(`is all that is found, at ${at || 'the record'}, with the severity of the catalogue`, () => {
    const { signals, outcome } = judgeSent(gives);
    expect(signals.map((signal) => [signal.code, signal.ernst, signal.veld])).toEqual([[code, row.ernst, at]]);
    // What is wrong with the head uses up no message id, and is not stored.
    const isAnsweredOnly = at.startsWith('/kop/');
    expect(outcome).toBe(row.ernst === 'S' ? 'ACCEPTED' : isAnsweredOnly ? 'ANSWERED' : 'REJECTED');
  });

  it('fills every place of its text, and never with the number or the birth date', () => {
    const [signal] = judgeSent(gives).signals;
    for (const [, name = ''] of row.tekst.matchAll(/\{([a-z_]+)\}/g)) {
      expect(signal?.waarden).toHaveProperty(name);
      expect(signal?.tekst).toContain(signal?.waarden?.[name]);
    }
    const personal = JSON.stringify(bericht).matchAll(
      /"(?:burgerservicenummer|onderwijsnummer|geboortedatum)":"([^"]+)"/g,
    );
    for (const [, value] of personal) expect(JSON.stringify(signal)).not.toContain(value);
  });

  it('is not found in the nearest other record', () => {
    expect(judgeSent({ record: zonderSignaal }).signals.map((signal) => signal.code)).not.toContain(code);
  });
});

it('a record 4 is told 397 at its own place', () => {
  expect(judge(overviewRecord({ vestiging: '00AH00' })).found).toEqual(['397@/verzoekRegistratieoverzicht/vestiging']);
});

describe('a stage that rejects is the last', () => {
  const stages: readonly (readonly [string, (record: Json) => Partial<Sent>])[] = [
    [
      'KOP',
      spoiled((record) => {
        record.kop.ontvangendeInstantie = 'DUO';
      }),
    ],
    ['AUTORISATIE', () => ({ facts: { mayDeliver: false } })],
    ['IDENTIFICATIE', () => ({ facts: known })],
    [
      'SCHEMA',
      spoiled((record) => {
        record.benoeming.onbekend = 1;
      }),
    ],
    ['PERSOON', () => ({ answer: { signalen: [{ code: '753', veld: '/persoon/burgerservicenummer' }] } })],
    [
      'INSTELLING',
      spoiled((record) => {
        record.benoeming.perioden[0].grondslagen[0].vestigingen = ['00ZZ00'];
      }),
    ],
    [
      'DATUMS',
      spoiled((record) => {
        record.benoeming.perioden[0].datumBegin = '2025-08-02';
      }),
    ],
    [
      'GRONDSLAGEN',
      spoiled((record) => {
        record.benoeming.perioden[0].grondslagen[0].benoemingsgrondslag = '599';
      }),
    ],
  ];
  const codeOf: Readonly<Record<string, string>> = {
    KOP: '741',
    AUTORISATIE: '366',
    IDENTIFICATIE: '396',
    SCHEMA: '359',
    PERSOON: '753',
    INSTELLING: '301',
    DATUMS: '303',
    GRONDSLAGEN: '601',
  };

  it.each(stages.map(([stage], first) => [stage, first] as const))(
    '%s, of all that is wrong after it',
    (stage, first) => {
      const record = appointmentRecord();
      const sent = stages.slice(first).reduce<Sent>(
        (soFar, [, spoil]) => {
          const more = spoil(record);
          return { ...soFar, ...more, facts: { ...soFar.facts, ...more.facts } };
        },
        { record },
      );
      expect(judgeSent(sent).signals.map(({ code }) => code)).toEqual([codeOf[stage]]);
    },
  );
});

function spoiled(spoil: (record: Json) => void) {
  return (record: Json): Partial<Sent> => {
    spoil(record);
    return {};
  };
}

function judgeSent({ record, facts, answer }: Sent) {
  const sent: Json = JSON.parse(JSON.stringify(record));
  return answer === undefined ? judge(sent, facts) : judge(sent, facts, answer);
}
