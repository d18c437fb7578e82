import fc from 'fast-check';
import type { Onderwijs } from '../../../../schemas/message-book/v1/generated.ts';
import type { Sector } from '../../../../schemas/code-lists/rows.ts';
import { addDays } from '../../src/domain/calendar.ts';

/** First day of every simulated history. */
export const FIRST_DAY = '2020-01-01';

export const TEACHINGS: readonly Onderwijs[] = [
  { aanduiding: 'LERAAR_VO', vak: 'NEDERLANDS', gebied: 'VO' },
  { aanduiding: 'LERAAR_VO', vak: 'ENGELS', gebied: 'VO' },
];

export interface GivenPeriod {
  /** Days after one another; undefined in the last one: open. */
  readonly days: number | undefined;
  /** Days between the former period and this one. */
  readonly gap: number;
  readonly grounds: readonly { readonly code: string; readonly teaching: readonly number[] }[];
}

/** What a request for correction may be about: a whole, a part of it, and more than one field. */
export const ASKED: readonly (readonly string[])[] = [
  ['/datumIngangBenoeming'],
  ['/perioden'],
  ['/perioden/0'],
  ['/perioden/0', '/sector'],
];

/** What may happen to one teacher. */
export type Step =
  | {
      readonly do: 'deliver';
      readonly board: string;
      readonly number: string;
      readonly sector: Sector;
      readonly begin: string;
      readonly periods: readonly GivenPeriod[];
      /** Days that the appointment ends after the end of its last period; undefined: open. */
      readonly endsAfter: number | undefined;
      readonly contractOnly: boolean;
      /** oorspronkelijkeDatumIngang: the one that is stored, or another. */
      readonly original: 'stored' | 'wrong' | undefined;
      readonly order: number | undefined;
      readonly minutesLate: number;
      readonly aow: boolean;
    }
  /** A former delivery once more, under another id: newer, the same or older. */
  | { readonly do: 'resend'; readonly back: number; readonly minutesLate: number; readonly staffNumber: boolean }
  | {
      readonly do: 'remove';
      readonly board: string;
      readonly number: string;
      readonly wrongDay: boolean;
      readonly order: number | undefined;
      readonly minutesLate: number;
    }
  | { readonly do: 'key-data'; readonly board: string }
  | { readonly do: 'state'; readonly teaching: readonly number[]; readonly wantsReregistration: boolean }
  | { readonly do: 'match'; readonly which: number; readonly on: number }
  /** `field`: which of ASKED. */
  | { readonly do: 'ask-correction'; readonly board: string; readonly number: string; readonly field: number }
  | {
      readonly do: 'answer-correction';
      readonly which: number;
      readonly verdict: 'AANGEPAST' | 'JUIST';
      readonly board: string;
    }
  | { readonly do: 'leave' | 'stay' | 'pension' | 'die' | 'brp-mutation' }
  /** The other version of the grounds comes into force: some terms differ. */
  | { readonly do: 'replace-grounds' }
  /** Days pass, each with its turn. */
  | { readonly do: 'pass'; readonly days: number }
  /** Days pass and their turns do not come; they are made up for by the next days that pass. */
  | { readonly do: 'stand-still'; readonly days: number };

const board = fc.constantFrom('41000', '41000', '41000', '42000');
const number = fc.constantFrom('1', '1', '2');

/** Grounds that follow one another, so that extensions often connect. */
const FAMILIES: Partial<Record<Sector, readonly (readonly string[])[]>> = {
  VO: [
    ['501'],
    ['501'],
    ['502'],
    ['511', '512'],
    ['513', '514', '515'],
    ['516', '517'],
    ['518'],
    ['520'],
    ['530'],
    ['513'],
  ],
  SO: [['801'], ['804', '805'], ['809', '810', '811'], ['808'], ['809']],
  VSO: [['801'], ['807'], ['804', '805'], ['809', '810', '811'], ['809']],
};
/** Grounds that stand alone: an extension out of place is mostly refused, and then nothing follows. */
const bases = (sector: Sector): string[] => [...new Set((FAMILIES[sector] ?? []).map(([base]) => base!))];

const teaching = fc.subarray([0, 1], { minLength: 1 });
/** Lengths around the terms and the gap of three months, and any other. */
const days = fc.oneof(fc.integer({ min: 1, max: 500 }), fc.constantFrom(1, 31, 365, 366, 731, 730));
const gap = fc.oneof(
  { weight: 10, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 5 }) },
  { weight: 1, arbitrary: fc.integer({ min: 88, max: 93 }) },
);

const periodsOf = (sector: Sector): fc.Arbitrary<GivenPeriod[]> =>
  fc
    .tuple(
      fc.constantFrom(...(FAMILIES[sector] ?? [])),
      fc.array(fc.constantFrom(...bases(sector)), { maxLength: 1 }),
      fc.boolean(),
    )
    .chain(([family, others, isOpen]) => {
      const codes = [...family, ...others];
      const period = (code: string, isLast: boolean): fc.Arbitrary<GivenPeriod> =>
        fc.record({
          days: isLast && isOpen ? fc.constant(undefined) : days,
          gap,
          grounds: fc
            .tuple(teaching, fc.option(fc.tuple(fc.constantFrom(...bases(sector)), teaching), { freq: 2 }))
            .map(([own, more]) => [
              { code, teaching: own },
              ...(more === null || more[0] === code ? [] : [{ code: more[0], teaching: more[1] }]),
            ]),
        });
      return fc
        .integer({ min: 1, max: codes.length })
        .chain((count) => fc.tuple(...codes.slice(0, count).map((code, at) => period(code, at === count - 1))));
    });

/** Days on which terms turn, and any other between two years back and two ahead. */
const begin = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -730, max: 730 }).map((count) => addDays(FIRST_DAY, count)) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      ...['2018-08-01', '2019-07-31', '2019-08-01', '2019-02-28', '2019-03-31', '2019-11-30', '2020-02-29'],
      ...[
        '2020-03-01',
        '2020-03-29',
        '2020-07-31',
        '2020-08-01',
        '2020-08-31',
        '2020-10-25',
        '2020-12-31',
        '2021-01-01',
      ],
    ),
  },
);
const order = fc.oneof(
  { weight: 4, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 12 }) },
);
const minutesLate = fc.oneof(
  { weight: 5, arbitrary: fc.constant(0) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 3 }) },
);

export const deliver = fc.constantFrom<Sector>('VO', 'VO', 'VO', 'SO', 'VSO').chain((sector) =>
  fc.record({
    do: fc.constant('deliver' as const),
    board,
    number,
    sector: fc.constant(sector),
    begin,
    periods: periodsOf(sector),
    endsAfter: fc.option(fc.constantFrom(0, 0, 10), { nil: undefined }),
    contractOnly: fc.boolean(),
    original: fc.oneof(
      { weight: 8, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom('stored' as const, 'wrong' as const) },
    ),
    order,
    minutesLate,
    aow: fc.integer({ min: 0, max: 19 }).map((one) => one === 19),
  }),
);

export const remove = fc.record({
  do: fc.constant('remove' as const),
  board,
  number,
  wrongDay: fc.constantFrom(false, false, false, true),
  order,
  minutesLate,
});

const only = <T extends Step>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  only(12, deliver),
  only(
    3,
    fc.record({
      do: fc.constant('resend' as const),
      back: fc.integer({ min: 1, max: 4 }),
      minutesLate,
      staffNumber: fc.boolean(),
    }),
  ),
  only(3, remove),
  only(1, fc.record({ do: fc.constant('key-data' as const), board })),
  only(
    6,
    fc.record({
      do: fc.constant('state' as const),
      teaching,
      wantsReregistration: fc.constantFrom(false, false, true),
    }),
  ),
  only(
    2,
    fc.record({
      do: fc.constant('match' as const),
      which: fc.integer({ min: 0, max: 2 }),
      on: fc.integer({ min: 1, max: 9 }),
    }),
  ),
  only(2, fc.record({ do: fc.constant('ask-correction' as const), board, number, field: fc.nat({ max: 3 }) })),
  only(
    2,
    fc.record({
      do: fc.constant('answer-correction' as const),
      which: fc.integer({ min: 0, max: 1 }),
      verdict: fc.constantFrom('AANGEPAST' as const, 'JUIST' as const),
      board,
    }),
  ),
  only(
    2,
    fc
      .constantFrom('leave', 'leave', 'stay', 'stay', 'pension', 'pension', 'brp-mutation', 'die')
      .map((what): Step => ({ do: what as 'leave' })),
  ),
  only(1, fc.constant<Step>({ do: 'replace-grounds' })),
  only(6, fc.record({ do: fc.constant('pass' as const), days: fc.integer({ min: 1, max: 120 }) })),
  only(1, fc.record({ do: fc.constant('pass' as const), days: fc.integer({ min: 300, max: 2_500 }) })),
  only(2, fc.record({ do: fc.constant('stand-still' as const), days: fc.integer({ min: 1, max: 40 }) })),
);

/** One teaching on two grounds in one appointment, on their extensions in the next, and then the first never was. */
const basesDeleted = fc
  .tuple(deliver, deliver, remove, fc.integer({ min: 30, max: 200 }))
  .map(([first, second, removed, length]): Step[] => {
    const place = { board: '41000', sector: 'VO', order: undefined, minutesLate: 0, endsAfter: undefined } as const;
    const on = (codes: readonly string[]) => codes.map((code) => ({ code, teaching: [0] }));
    const begin = addDays(FIRST_DAY, -10);
    return [
      { ...first, ...place, number: '1', begin, periods: [{ days: length, gap: 0, grounds: on(['511', '513']) }] },
      {
        ...{ ...second, ...place, number: '2', begin: addDays(begin, length) },
        periods: [{ days: undefined, gap: 0, grounds: on(['514', '512']) }],
      },
      { ...removed, board: '41000', number: '1', wrongDay: false, order: undefined, minutesLate: 0 },
    ];
  });

/** A ground that is broken off and taken up again, and a standstill over the break, in which something is delivered. */
const turnsBehind = fc
  .tuple(deliver, deliver, fc.integer({ min: 20, max: 60 }), fc.integer({ min: 2, max: 5 }))
  .map(([first, second, length, gap]): Step[] => {
    const own = { sector: 'VO', endsAfter: undefined, number: '1', begin: FIRST_DAY } as const;
    const inOrder = { order: undefined, minutesLate: 0 };
    const grounds = [{ code: '513', teaching: [0] }];
    const periods = [
      { days: length, gap: 0, grounds },
      { days: undefined, gap, grounds },
    ];
    return [
      { ...first, ...own, ...inOrder, periods },
      { do: 'pass', days: length - 10 },
      { do: 'stand-still', days: 11 + gap },
      { ...second, ...inOrder, number: '2', board: first.board },
      { do: 'pass', days: 3 },
    ];
  });

/** Something is delivered first: of somebody unknown there is little to say. */
export const anyHistory: fc.Arbitrary<Step[]> = fc
  .tuple(
    fc.oneof(
      { weight: 30, arbitrary: fc.array(deliver, { minLength: 1, maxLength: 3 }) },
      { weight: 1, arbitrary: basesDeleted },
      { weight: 1, arbitrary: turnsBehind },
    ),
    fc.array(anyStep, { maxLength: 18, size: 'max' }),
  )
  .map(([first, others]) => [...first, ...others]);
