import fc from 'fast-check';
import type {
  BehandelingBezwaar,
  BeslissingOpBezwaar,
  DictumBezwaar,
  DictumVerzoek,
  PartijCorrectie,
  Rechter,
  Uitspraak,
} from '../../../../schemas/message-book/v1/generated.ts';
import type { CorrectionStep } from '../../src/domain/correction-commands.ts';
import { anyStep, deliver, remove } from './any-step.ts';
import type { Step } from './any-step.ts';

/** A step of a request for correction, with whatever its message may say. */
export interface Proceeding {
  readonly do: 'proceed';
  /** Which of the requests, counted on past the last; undefined: none there is. */
  readonly which: number | undefined;
  /** One that may follow from where the request stands (which of them), or one whatever that is. */
  readonly step: number | CorrectionStep['kind'];
  /** How long ago its days are. */
  readonly daysAgo: number;
  /** Days in the post; undefined: it came by another way. */
  readonly inPost: number | undefined;
  readonly by: PartijCorrectie;
  readonly request: DictumVerzoek;
  readonly handling: BehandelingBezwaar['stap'];
  readonly weeks: number;
  readonly objection: DictumBezwaar;
  readonly inadmissible: NonNullable<BeslissingOpBezwaar['nietOntvankelijkOmdat']>;
  readonly isExcused: boolean;
  readonly deviates: boolean;
  readonly court: Rechter;
  readonly isOwnAppeal: boolean;
  readonly ruling: Uitspraak['dictum'];
  readonly effect: NonNullable<Uitspraak['gevolg']>;
}

const KINDS: readonly CorrectionStep['kind'][] = [
  'decision-request',
  'decision',
  'objection',
  'objection-handling',
  'objection-advice',
  'objection-review',
  'appeal',
  'ruling',
];
const seldom = fc.integer({ min: 0, max: 5 }).map((one) => one === 5);

const proceed: fc.Arbitrary<Proceeding> = fc.record({
  do: fc.constant('proceed' as const),
  which: fc.constantFrom(...[0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 2], undefined),
  step: fc.oneof({ weight: 5, arbitrary: fc.nat({ max: 3 }) }, { weight: 1, arbitrary: fc.constantFrom(...KINDS) }),
  daysAgo: fc.constantFrom(0, 0, 0, 0, 1, 7, 40),
  inPost: fc.constantFrom(undefined, undefined, 1, 7, 8, 20),
  by: fc.constantFrom<PartijCorrectie>('LERAAR', 'LERAAR', 'BESTUUR'),
  request: fc.constantFrom<DictumVerzoek>('TOEGEWEZEN', 'GEDEELTELIJK_TOEGEWEZEN', 'AFGEWEZEN'),
  handling: fc.constantFrom<BehandelingBezwaar['stap']>(
    ...(['COMMISSIE_INGESTELD', 'VERZUIM_GEMELD', 'VERZUIM_GEMELD', 'VERZUIM_HERSTELD', 'VERZUIM_HERSTELD'] as const),
    ...(['VERDAAGD', 'UITGESTELD', 'INGETROKKEN'] as const),
  ),
  weeks: fc.integer({ min: 1, max: 7 }),
  objection: fc.constantFrom<DictumBezwaar>('NIET_ONTVANKELIJK', 'ONGEGROND', 'GEDEELTELIJK_GEGROND', 'GEGROND'),
  inadmissible: fc.constantFrom('TE_LAAT', 'VERZUIM', 'GEEN_BELANG'),
  isExcused: seldom,
  deviates: seldom,
  court: fc.constantFrom<Rechter>('RECHTBANK', 'RECHTBANK', 'HOGERBEROEPSRECHTER'),
  isOwnAppeal: seldom,
  ruling: fc.constantFrom('ONGEGROND', 'GEGROND', 'GEGROND', 'INGETROKKEN'),
  effect: fc.constantFrom('RECHTSGEVOLGEN_IN_STAND', 'ZELF_VOORZIEN', 'NIEUW_BESLUIT'),
});

const answer = fc.record({
  do: fc.constant('answer-correction' as const),
  which: fc.constantFrom(0, 0, 1),
  verdict: fc.constantFrom('AANGEPAST' as const, 'JUIST' as const),
  board: fc.constantFrom('41000', '41000', '42000'),
});
const askAgain = fc.record({
  do: fc.constant('ask-correction' as const),
  board: fc.constantFrom('41000', '41000', '42000'),
  number: fc.constantFrom('1', '1', '2'),
  field: fc.nat({ max: 3 }),
});
const pass = fc.record({
  do: fc.constant('pass' as const),
  // Around the terms of weeks.
  days: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constantFrom(14, 28, 29, 42, 43, 44, 60)),
});

/** What changes, ends or doubles what a request is about. */
const meanwhile = fc.oneof(
  { weight: 6, arbitrary: deliver },
  { weight: 4, arbitrary: askAgain },
  { weight: 2, arbitrary: remove },
  { weight: 1, arbitrary: fc.constant<Step>({ do: 'die' }) },
);

/** Between the steps of a dispute everything else goes on. */
const anyDisputeStep: fc.Arbitrary<Step | Proceeding> = fc.oneof(
  { weight: 12, arbitrary: proceed },
  { weight: 2, arbitrary: answer },
  { weight: 4, arbitrary: pass },
  { weight: 3, arbitrary: meanwhile },
  { weight: 3, arbitrary: anyStep },
);

/** The straight way to two objections that wait to be put right when the term to decide on them begins, and are so late. */
const ROAD: readonly (Partial<Omit<Proceeding, 'do'>> | { readonly do: 'pass'; readonly days: number })[] = [
  { step: 'decision-request' },
  { step: 'decision' },
  { step: 'objection', by: 'LERAAR' },
  { step: 'objection', by: 'BESTUUR' },
  { do: 'pass', days: 40 },
  { step: 'objection-handling', handling: 'VERZUIM_GEMELD', by: 'LERAAR' },
  { step: 'objection-handling', handling: 'VERZUIM_GEMELD', by: 'BESTUUR' },
  { do: 'pass', days: 16 },
  { step: 'objection-handling', handling: 'VERZUIM_HERSTELD', by: 'LERAAR' },
  { step: 'objection-handling', handling: 'VERZUIM_HERSTELD', by: 'BESTUUR' },
  { step: 'objection-review', objection: 'NIET_ONTVANKELIJK', inadmissible: 'VERZUIM', isExcused: false },
];

/** So much of it as histories begin with: most go their own way from the answer on. */
const road = fc
  .tuple(
    fc.constantFrom(0, 0, 0, 0, 0, 2, 4, 7, ROAD.length),
    fc.array(proceed, { minLength: ROAD.length, maxLength: ROAD.length }),
  )
  .map(([length, drawn]) =>
    ROAD.slice(0, length).map((fixed, index): Step | Proceeding => {
      if ('do' in fixed) return fixed;
      return { ...drawn[index]!, which: 0, daysAgo: 0, inPost: undefined, ...fixed };
    }),
  );

/** A teacher who asks for a correction, what his board does meanwhile, and what comes of it. */
export const anyDispute: fc.Arbitrary<(Step | Proceeding)[]> = fc
  .tuple(
    ...([deliver, fc.nat({ max: 3 }), fc.array(fc.oneof(deliver, pass), { maxLength: 1 }), answer] as const),
    fc.constantFrom(0, 0, 0, 1),
    road,
    fc.array(anyDisputeStep, { maxLength: 40, size: 'max' }),
  )
  .map(([delivered, field, between, answered, strangers, first, others]) => {
    const { board, number } = delivered;
    const asked: Step = { do: 'ask-correction', board, number, field };
    const changes = between.map((one) => (one.do === 'deliver' ? { ...one, board, number } : one));
    // Now and then somebody else answers, and the board itself not at all.
    const own = strangers === 0 ? { board } : {};
    return [delivered, asked, ...changes, { ...answered, which: 0, ...own }, ...first, ...others];
  });
